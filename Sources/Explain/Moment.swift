import Foundation

/// Moments and spans of time as operators read them.
enum Moment {
  /// In UTC, as in ISO 8601.
  static func text(_ moment: Date) -> String { moment.formatted(.iso8601) }

  /// For example `3 h 12 min`.
  static func span(_ seconds: Double) -> String {
    let whole = Int(max(0, seconds))
    let (days, hours, minutes) = (whole / 86_400, whole % 86_400 / 3600, whole % 3600 / 60)
    if days > 1 { return "\(days) d \(hours) h" }
    if whole >= 3600 { return "\(whole / 3600) h \(minutes) min" }
    return whole >= 60 ? "\(minutes) min" : "\(whole) s"
  }
}

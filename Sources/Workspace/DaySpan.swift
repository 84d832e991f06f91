import Vocabulary

/// The days on which a stage comes to the same, because the same deadlines have passed: those after one day, until another.
public struct DaySpan: Codable, Hashable, Sendable {
  /// The deadline that passed last, and the next one, `YYYY-MM-DD`; nil where there is none.
  public let after: String?, until: String?

  /// The days after one day until another, with the latter.
  public init(after: CalendarDate?, until: CalendarDate?) {
    self.after = after?.description
    self.until = until?.description
  }

  /// A span as `text` gives it.
  init?(text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ $0.isEmpty || CalendarDate($0) != nil }) else { return nil }
    (after, until) = (parts[0].isEmpty ? nil : parts[0], parts[1].isEmpty ? nil : parts[1])
  }

  /// `2026-03-31/2027-03-31`.
  var text: String { "\(after ?? "")/\(until ?? "")" }

  /// Whether a day, `YYYY-MM-DD`, is one of them.
  public func contains(_ day: String) -> Bool {
    (after.map { $0 < day } ?? true) && (until.map { day <= $0 } ?? true)
  }
}

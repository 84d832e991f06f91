import Foundation
import Vocabulary

/// Numbers as a person reads them: plain decimals without exponents, with as many digits as say something.
public enum HumanNumber {
  /// A figure with six digits that count at most, those before the point always.
  public static func plain(_ value: Double) -> String {
    if value.isNaN { return "-" }
    if let whole = DecimalText.whole(value) { return String(whole) }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let magnitude = Int(floor(log10(abs(value)))) + 1
    return fixed(value, min(max(6 - magnitude, 0), 18))
  }

  /// A ratio with four decimals; with more where four would make it look like the number it is compared with and is not.
  public static func ratio(_ value: Double, against other: Double = .nan) -> String {
    if value.isNaN { return "-" }
    var decimals = 4
    while decimals < 17, value != other, fixed(value, decimals) == fixed(other, decimals) { decimals += 1 }
    // What is not nothing does not read as nothing.
    while decimals < 17, value != 0, Double(fixed(value, decimals)) == 0 { decimals += 1 }
    return fixed(value, decimals)
  }

  /// Two ratios before and after, with as many decimals as tell them apart.
  public static func ratios(_ before: Double, _ after: Double) -> (String, String) {
    (ratio(before, against: after), ratio(after, against: before))
  }

  /// Units that must change: whole ones, since part of a household changes nothing.
  public static func units(_ value: Double) -> String { value.isNaN ? "-" : plain(value.rounded(.up)) }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "\(value)" }
    var text = String(format: "%.\(decimals)f", value)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }
}

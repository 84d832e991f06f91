import Definition
import Foundation

/// Numbers for people: a comma before the decimals in Vietnamese, a point in English.
enum ReportNumber {
  /// A ratio in per cent, with one decimal; with more where one would make it look like the threshold it is not.
  static func percent(_ value: Double, against threshold: Double = .nan) -> Title {
    guard !value.isNaN else { return Title(vi: "", en: "") }
    var decimals = 1
    while decimals < 6, value != threshold, fixed(value * 100, decimals) == fixed(threshold * 100, decimals) {
      decimals += 1
    }
    return both(fixed(value * 100, decimals), after: " %")
  }

  /// A threshold in per cent, with as many decimals as it has.
  static func threshold(_ value: Double) -> Title {
    guard !value.isNaN else { return Title(vi: "", en: "") }
    var text = fixed(value * 100, 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return both(text, after: " %")
  }

  /// A difference of ratios in percentage points, with its sign.
  static func points(_ value: Double) -> Title {
    guard !value.isNaN else { return Title(vi: "", en: "") }
    let text = fixed(abs(value) * 100, 1)
    let sign = value < 0 ? "−" : "+"
    let number = both(sign + text, after: "")
    return Title(vi: number.vi + " điểm %", en: number.en + " points")
  }

  /// A count, rounded, its digits in threes.
  static func count(_ value: Double) -> Title {
    guard !value.isNaN else { return Title(vi: "", en: "") }
    return both(fixed(value, 0), after: "")
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }

  private static func both(_ text: String, after: String) -> Title {
    let parts = text.split(separator: ".", maxSplits: 1)
    var whole = String(parts[0])
    var grouped = ""
    while whole.count > 3, whole.suffix(3).allSatisfy(\.isNumber), whole.dropLast(3).last?.isNumber == true {
      grouped = "\u{202F}" + whole.suffix(3) + grouped
      whole.removeLast(3)
    }
    grouped = whole + grouped
    let decimals = parts.count > 1 ? String(parts[1]) : nil
    return Title(
      vi: grouped + (decimals.map { "," + $0 } ?? "") + after, en: grouped + (decimals.map { "." + $0 } ?? "") + after)
  }
}

import Definition
import Foundation
import Vocabulary

/// Numbers and days as the languages write them: 1.234,5 in Vietnamese and 1,234.5 in English.
enum ReportNumber {
  /// A ratio in per cent, with one decimal; with more where one would make it look like the threshold it is not.
  static func percent(_ value: Double, against threshold: Double = .nan) -> Title {
    after(share(value, against: threshold), " %")
  }

  /// The same without its sign, for columns of nothing else.
  static func share(_ value: Double, against threshold: Double = .nan) -> Title {
    guard !value.isNaN else { return Title(vi: "", en: "") }
    var decimals = 1
    while decimals < 6, value != threshold, fixed(value * 100, decimals) == fixed(threshold * 100, decimals) {
      decimals += 1
    }
    return written(fixed(value * 100, decimals))
  }

  /// A threshold in per cent, with as many decimals as it has.
  static func threshold(_ value: Double) -> Title {
    guard !value.isNaN else { return Title(vi: "", en: "") }
    var text = fixed(value * 100, 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return after(written(text), " %")
  }

  /// A difference of ratios in percentage points, with its sign.
  static func points(_ value: Double) -> Title {
    guard !value.isNaN else { return Title(vi: "", en: "") }
    var decimals = 1
    while decimals < 4, value != 0, Double(fixed(value * 100, decimals)) == 0 { decimals += 1 }
    let number = written((value < 0 ? "-" : "+") + fixed(abs(value) * 100, decimals))
    return Title(vi: number.vi + " điểm %", en: number.en + " points")
  }

  /// The same without its sign, where words say which way.
  static func distance(_ value: Double) -> Title {
    let points = points(abs(value))
    return Title(vi: String(points.vi.dropFirst()), en: String(points.en.dropFirst()))
  }

  /// A count, rounded.
  static func count(_ value: Double) -> Title {
    value.isNaN ? Title(vi: "", en: "") : written(fixed(value, 0))
  }

  static func count(_ value: Int) -> Title { written("\(value)") }

  /// So many of what a measure counts. Sums of money are read in billions.
  static func amount(_ value: Double, _ counted: Measure.Counted) -> Title {
    if counted == .money, abs(value) >= 1000 {
      let number = written(fixed(value / 1000, 0))
      return Title(vi: number.vi + " tỷ đồng/năm", en: number.en + " billion VND a year")
    }
    let number = count(value)
    let unit = ReportWords.counted(counted, isOne: value == 1)
    return Title(vi: number.vi + " " + unit.vi, en: number.en + " " + unit.en)
  }

  /// A number in per cent for a scale whose steps are `step`.
  static func tick(_ value: Double, step: Double) -> Title {
    after(written(fixed(value * 100, step >= 0.0099 ? 0 : step >= 0.00099 ? 1 : 2)), " %")
  }

  /// A day: 30/11/2026, 30 November 2026.
  static func day(_ date: CalendarDate) -> Title {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return Title(
      vi: "\(two(date.day))/\(two(date.month))/\(date.year)",
      en: "\(date.day)\u{A0}\(months[(date.month - 1) % 12]) \(date.year)")
  }

  /// A day as text (`YYYY-MM-DD`), as it is where it is none.
  static func day(_ text: String) -> Title { CalendarDate(text).map { day($0) } ?? Title(vi: text, en: text) }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", value)
    // What rounds to nothing has no sign.
    return text.hasPrefix("-") && Double(text) == 0 ? String(text.dropFirst()) : text
  }

  private static func after(_ title: Title, _ unit: String) -> Title {
    title.vi.isEmpty ? title : Title(vi: title.vi + "\u{A0}" + unit.dropFirst(), en: title.en + "\u{A0}" + unit.dropFirst())
  }

  /// Digits with a point before the decimals, in both notations.
  private static func written(_ text: String) -> Title {
    var digits = Substring(text), sign = ""
    if let first = digits.first, first == "-" || first == "+" {
      sign = first == "-" ? "\u{2212}" : "+"
      digits.removeFirst()
    }
    let parts = digits.split(separator: ".", maxSplits: 1)
    let whole = Array(parts[0])
    func grouped(_ separator: Character) -> String {
      var result = ""
      for (index, digit) in whole.enumerated() {
        if index > 0, (whole.count - index) % 3 == 0 { result.append(separator) }
        result.append(digit)
      }
      return result
    }
    let decimals = parts.count > 1 ? parts[1] : nil
    return Title(
      vi: sign + grouped(".") + (decimals.map { "," + $0 } ?? ""),
      en: sign + grouped(",") + (decimals.map { "." + $0 } ?? ""))
  }
}

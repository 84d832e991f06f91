import Vocabulary

/// Dates and times as messages and file names write them.
enum InstantText {
  /// Reads an XML Schema `date` or `dateTime` (fraction and zone optional; without a zone, UTC). Seconds since 1970.
  static func instant(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard let day = date(bytes, 0, separator: UInt8(ascii: "-")) else { return nil }
    let midnight = Double(day.daysSinceEpoch) * 86_400
    var index = 10
    guard index < bytes.count, bytes[index] == UInt8(ascii: "T") else {
      return midnight - (zone(bytes[min(index, bytes.count)...]) ?? 0)
    }
    index += 1
    guard let hour = number(bytes, index, 2), let minute = number(bytes, index + 3, 2), hour < 25, minute < 60,
      bytes[index + 2] == UInt8(ascii: ":")
    else { return midnight }
    var seconds = Double(hour * 3600 + minute * 60)
    index += 5
    if index < bytes.count, bytes[index] == UInt8(ascii: ":"), let second = number(bytes, index + 1, 2) {
      seconds += Double(second)
      index += 3
      if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
        index += 1
        var weight = 0.1
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
          seconds += Double(bytes[index] - 0x30) * weight
          weight /= 10
          index += 1
        }
      }
    }
    return midnight + seconds - (zone(bytes[index...]) ?? 0)
  }

  /// The last date in a file's name (its last path component): `YYYY-MM-DD`, with `_`, `.` or nothing for `-`, and a
  /// time `HHMM` or `HHMMSS` after `T`, `_` or `-` where there is one. Digits before or after make it no date.
  static func instant(inFileName path: String) -> Double? {
    let bytes = Array(path.utf8.suffix(while: { $0 != UInt8(ascii: "/") }))
    var found: Double?
    for start in bytes.indices where start == 0 || !isDigit(bytes[start - 1]) {
      for separator in [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), nil] {
        let length = separator == nil ? 8 : 10
        guard let day = date(bytes, start, separator: separator) else { continue }
        let end = start + length
        if end < bytes.count, isDigit(bytes[end]) { continue }
        found = Double(day.daysSinceEpoch) * 86_400 + time(bytes, end)
      }
    }
    return found
  }

  /// Seconds of a time that follows a date in a name; 0 where there is none.
  private static func time(_ bytes: [UInt8], _ start: Int) -> Double {
    guard start < bytes.count, [UInt8(ascii: "T"), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(bytes[start]) else {
      return 0
    }
    let digits = bytes[(start + 1)...].prefix { isDigit($0) }.count
    guard digits == 4 || digits == 6, let hour = number(bytes, start + 1, 2), let minute = number(bytes, start + 3, 2),
      hour < 24, minute < 60
    else { return 0 }
    let second = digits == 6 ? number(bytes, start + 5, 2) ?? 0 : 0
    return second < 60 ? Double(hour * 3600 + minute * 60 + second) : 0
  }

  private static func date(_ bytes: [UInt8], _ start: Int, separator: UInt8?) -> CalendarDate? {
    let gap = separator == nil ? 0 : 1
    guard let year = number(bytes, start, 4), let month = number(bytes, start + 4 + gap, 2),
      let day = number(bytes, start + 6 + 2 * gap, 2), (1900...2999).contains(year), (1...12).contains(month),
      (1...CalendarDate.days(in: month, of: year)).contains(day)
    else { return nil }
    if let separator, bytes[start + 4] != separator || bytes[start + 7] != separator { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Seconds east of UTC of `Z` or `+07:00`.
  private static func zone(_ bytes: ArraySlice<UInt8>) -> Double? {
    let bytes = Array(bytes)
    guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), bytes.count >= 6,
      let hours = number(bytes, 1, 2), let minutes = number(bytes, 4, 2)
    else { return nil }
    return Double(hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start >= 0, start + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<(start + count)] {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}

extension BidirectionalCollection {
  /// The longest suffix whose elements all satisfy a predicate.
  fileprivate func suffix(while predicate: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, predicate(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}

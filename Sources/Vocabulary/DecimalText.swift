/// Numbers as text, both ways, without a `String` for each.
public enum DecimalText {
  /// Reads a decimal number (optional sign, digits, optional fraction, optional exponent; the XML Schema `double` less
  /// its named values), times ten to the power `scale`. Correctly rounded. Nil for anything else, and for numbers out of
  /// the range of `Double`.
  public static func parse(_ text: UnsafeRawBufferPointer, scale: Int = 0) -> Double? {
    var index = 0
    let count = text.count
    var negative = false
    if index < count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      negative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    var mantissa: UInt64 = 0
    var significant = 0
    var digits = 0
    var exponent = scale
    var afterPoint = false
    while index < count {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !afterPoint {
        afterPoint = true
      } else if byte >= 0x30, byte <= 0x39 {
        digits += 1
        if significant > 0 || byte != 0x30 { significant += 1 }
        if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(byte - 0x30) }
        if afterPoint { exponent -= 1 }
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    if index < count {
      guard text[index] | 0x20 == UInt8(ascii: "e"), let written = exponentDigits(text, index + 1) else { return nil }
      exponent += written
    }
    // Up to 2^53 times or over a power of ten up to 10^22, one rounded operation is the correctly rounded result.
    if significant <= 15, exponent >= -22, exponent <= 22 {
      let whole = Double(mantissa)
      let value = exponent < 0 ? whole / powersOfTen[-exponent] : whole * powersOfTen[exponent]
      return negative ? -value : value
    }
    return roundedByLibrary(text, scale: scale)
  }

  /// The rare long or extreme number: the standard library rounds it, given one exponent for both powers of ten.
  private static func roundedByLibrary(_ text: UnsafeRawBufferPointer, scale: Int) -> Double? {
    var number = String(decoding: text, as: UTF8.self)
    if scale != 0 {
      let parts = number.split(whereSeparator: { $0 == "e" || $0 == "E" })
      let written = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      number = "\(parts[0])e\(written + scale)"
    }
    let value = Double(number)
    return value?.isFinite == true ? value : nil
  }

  private static func exponentDigits(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    var index = start
    var negative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      negative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < text.count, text.count - index <= 4 else { return nil }
    var value = 0
    while index < text.count {
      guard text[index] >= 0x30, text[index] <= 0x39 else { return nil }
      value = value * 10 + Int(text[index] - 0x30)
      index += 1
    }
    return negative ? -value : value
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// The shortest text that reads back to the same `Double`; whole numbers without a fraction; -0 as 0.
  public static func text(_ value: Double) -> String {
    whole(value).map { String($0) } ?? value.description
  }

  /// The integer that a number is written as; nil for one that has a fraction, or is too large to have one.
  public static func whole(_ value: Double) -> Int64? {
    value == value.rounded(.towardZero) && value.magnitude <= 0x1p54 ? Int64(value) : nil
  }
}

import Vocabulary

/// Shares and factors as an analyst writes them.
enum DecimalShare {
  /// Reads `10 %`, `10%`, `0.1` or `1e-1`; nil for anything else. A percent sign moves the decimal point in the text, so
  /// that 10 % is the double nearest to 0.1 and no other.
  static func parse(_ text: some StringProtocol) -> Double? {
    Array(text.utf8).withUnsafeBytes(parse)
  }

  /// Reads the same from bytes.
  static func parse(_ text: UnsafeRawBufferPointer) -> Double? {
    var digits = trimmed(text[...])
    guard digits.last == UInt8(ascii: "%") else {
      return DecimalText.parse(UnsafeRawBufferPointer(rebasing: digits))
    }
    digits = trimmed(digits.dropLast())
    return DecimalText.parse(UnsafeRawBufferPointer(rebasing: digits), scale: -2)
  }

  /// Reads a positive decimal number as whole digits times a power of ten: `1e-6` is 1 and -6, `0.4047` is 4047 and -4.
  static func factor(_ text: String) -> UnitFactor? {
    guard let value = parse(text), value > 0, !text.contains("%") else { return nil }
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    let number = parts[0].drop { $0 == "+" }
    let fraction = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var scale = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - (fraction.count > 1 ? fraction[1].count : 0)
    var digits = number.filter { $0 != "." }.drop { $0 == "0" }
    while digits.last == "0" {
      digits.removeLast()
      scale += 1
    }
    // Fifteen digits are exact in a double; no unit needs more.
    guard digits.count <= 15, let multiplier = Double(digits) else { return nil }
    return UnitFactor(multiplier: multiplier, scale: scale)
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
    return bytes
  }
}

extension Bytes {
  /// Appends a text of the program.
  mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends a whole number.
  mutating func put(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    var power: UInt = 1
    while magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      append(0x30 + UInt8(magnitude / power % 10))
      power /= 10
    }
  }

  /// Appends a value as delivered.
  mutating func put(_ figure: Figure) {
    switch figure {
    case .whole(let number):
      put(number)
    case .tenths(let tenths):
      put(tenths / 10)
      append(UInt8(ascii: "."))
      append(0x30 + UInt8(tenths % 10))
    case .text(let text):
      append(contentsOf: text)
    case .absent:
      break
    }
  }
}

import Vocabulary

/// A record in the making: the types of its values, then the values (SQLite file format, section 2.1).
struct RecordBytes: ~Copyable {
  private var types = OutputBytes(capacity: 256)
  private var values = OutputBytes()

  /// Forgets the values.
  mutating func removeAll() {
    types.removeAll()
    values.removeAll()
  }

  mutating func appendNull() { types.append(0) }

  mutating func append(integer: Int) {
    let (type, width) = Self.integerType(integer)
    types.append(UInt8(type))
    appendBigEndian(UInt64(bitPattern: Int64(integer)), width)
  }

  /// A number of a REAL column. One that has no fraction takes less room as an integer, and is read as a number all the
  /// same (section 2.1).
  mutating func append(number: Double) {
    if let whole = DecimalText.whole(number), whole.magnitude < 1 << 47 {
      append(integer: Int(whole))
    } else {
      types.append(7)
      appendBigEndian(number.bitPattern, 8)
    }
  }

  /// A text as UTF-8.
  mutating func append(text: UnsafeRawBufferPointer) {
    Varint.append(13 + 2 * text.count, to: &types)
    values.append(text)
  }

  /// The bytes of the types, and of the values, so far.
  var typeBytes: UnsafeRawBufferPointer { types.bytes }
  var valueBytes: UnsafeRawBufferPointer { values.bytes }

  /// Appends the record of the values to bytes.
  func write(to bytes: inout OutputBytes) {
    // The size of the header counts its own bytes.
    var headerSize = types.count + 1
    if Varint.size(headerSize) > 1 { headerSize = types.count + Varint.size(types.count + 3) }
    Varint.append(headerSize, to: &bytes)
    bytes.append(types.bytes)
    bytes.append(values.bytes)
  }

  /// Types 8 and 9 stand for the values 0 and 1, the others for so many bytes.
  private static func integerType(_ value: Int) -> (type: Int, width: Int) {
    switch value {
    case 0: (8, 0)
    case 1: (9, 0)
    case -0x80..<0x80: (1, 1)
    case -0x8000..<0x8000: (2, 2)
    case -0x80_0000..<0x80_0000: (3, 3)
    case -0x8000_0000..<0x8000_0000: (4, 4)
    case -0x8000_0000_0000..<0x8000_0000_0000: (5, 6)
    default: (6, 8)
    }
  }

  private mutating func appendBigEndian(_ bits: UInt64, _ width: Int) {
    withUnsafeBytes(of: bits.bigEndian) { values.append(UnsafeRawBufferPointer(rebasing: $0[(8 - width)...])) }
  }
}

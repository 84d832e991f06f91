import Vocabulary

/// Bytes of a file in the making, in one growing buffer.
struct OutputBytes: ~Copyable, @unchecked Sendable {
  private(set) var count = 0
  private var capacity: Int
  private var base: UnsafeMutableRawPointer

  init(capacity: Int = 1 << 12) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { base.deallocate() }

  /// The bytes so far, valid until something is appended.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(1) }
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    if bytes.count > capacity - count { grow(bytes.count) }
    (base + count).copyMemory(from: start, byteCount: bytes.count)
    count &+= bytes.count
  }

  mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// A whole number in decimal digits.
  mutating func append(integer: Int) {
    if 20 > capacity - count { grow(20) }
    var magnitude = integer.magnitude
    if integer < 0 { append(UInt8(ascii: "-")) }
    var digits = 1
    var power: UInt = 10
    // The greatest magnitude has 19 digits, so that no power overflows.
    while magnitude >= power {
      digits += 1
      power *= 10
    }
    for position in stride(from: digits - 1, through: 0, by: -1) {
      base.storeBytes(
        of: UInt8(ascii: "0") + UInt8(magnitude % 10), toByteOffset: count + position, as: UInt8.self)
      magnitude /= 10
    }
    count += digits
  }

  /// A number as `DecimalText` writes it.
  mutating func append(number: Double) {
    if let whole = DecimalText.whole(number) {
      append(integer: Int(whole))
    } else {
      append(text: DecimalText.text(number))
    }
  }

  /// Forgets the bytes and keeps their room.
  mutating func removeAll() { count = 0 }

  @inline(never)
  private mutating func grow(_ needed: Int) {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: max(capacity * 2, count + needed), alignment: 16)
    larger.copyMemory(from: base, byteCount: count)
    capacity = max(capacity * 2, count + needed)
    base.deallocate()
    base = larger
  }
}

import Glibc

/// The names of elements and attributes as a message writes them, and which one followed which.
///
/// Elements of one kind mostly have the same attributes in the same order, so that a name is recognised by comparing it
/// with one that was met before and not by looking it up.
struct PlainNames {
  struct Name {
    /// The bytes of the name with its prefix, as many as `count`.
    let bytes: UnsafeMutablePointer<UInt8>
    let count: Int
    /// The first eight bytes, or all there are; the last eight where there are as many.
    let head: UInt64
    let headMask: UInt64
    let tail: UInt64
    /// The address under which the parser keeps the part behind the prefix.
    let local: UnsafeRawPointer
    let hasPrefix: Bool
    /// The number of the last tag that had it as an attribute.
    var tag = 0
    /// The name that followed last: of the first attribute behind an element's, of the next behind an attribute's.
    var nextAttribute: Int
    /// The element that began after this one.
    var nextElement: Int
  }

  /// Messages with more names than this are not plain.
  private static let capacity = 512
  private static let longest = 256

  let names: UnsafeMutablePointer<Name>
  private var count = 0

  init() { names = .allocate(capacity: Self.capacity) }

  func free() {
    for index in 0..<count { names[index].bytes.deallocate() }
    names.deallocate()
  }

  /// Whether `text` begins with the name `index`, which it may for being longer. There are 16 bytes at least.
  @inline(__always)
  func isName(_ index: Int, at text: UnsafeRawPointer, before end: UnsafeRawPointer) -> Bool {
    let name = names + index
    let head = text.loadUnaligned(as: UInt64.self)
    guard head & name.pointee.headMask == name.pointee.head else { return false }
    let count = name.pointee.count
    if count <= 8 { return true }
    if count <= 16 {
      return text.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) == name.pointee.tail
    }
    return end - text >= count && memcmp(text, name.pointee.bytes, count) == 0
  }

  /// The number of the name `bytes`, which is entered if it was not met before; nil where it is not plain.
  /// - Parameter symbol: gives the address under which the parser keeps the part of a name behind its prefix.
  mutating func find(_ bytes: UnsafeRawBufferPointer, symbol: (UnsafeRawBufferPointer) -> UnsafeRawPointer?) -> Int? {
    for index in 0..<count where names[index].count == bytes.count {
      if let start = bytes.baseAddress, memcmp(names[index].bytes, start, bytes.count) == 0 { return index }
    }
    guard count < Self.capacity, let prefixCount = Self.prefix(bytes), let start = bytes.baseAddress else { return nil }
    guard let local = symbol(UnsafeRawBufferPointer(rebasing: bytes[prefixCount...])) else { return nil }
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    memcpy(copy, start, bytes.count)
    var head: UInt64 = 0
    for offset in 0..<min(8, bytes.count) { head |= UInt64(bytes[offset]) << UInt64(8 * offset) }
    let isLong = bytes.count >= 8
    let name = Name(
      bytes: copy, count: bytes.count, head: UInt64(littleEndian: head),
      headMask: isLong ? .max : UInt64(littleEndian: (1 << UInt64(8 * bytes.count)) - 1),
      tail: isLong ? start.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self) : 0,
      local: local, hasPrefix: prefixCount > 0, nextAttribute: count, nextElement: count)
    (names + count).initialize(to: name)
    count += 1
    return count - 1
  }

  /// How long the prefix of a name is, its colon included; nil where the name has other characters than most, or means
  /// something to XML itself.
  private static func prefix(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard (1...longest).contains(bytes.count) else { return nil }
    // `xmlns`, `xml:lang` and whatever else begins like them is XML's own.
    if bytes.count >= 3, bytes[0] | 0x20 == UInt8(ascii: "x"), bytes[1] | 0x20 == UInt8(ascii: "m"),
      bytes[2] | 0x20 == UInt8(ascii: "l")
    {
      return nil
    }
    var prefix = 0
    for (index, byte) in bytes.enumerated() {
      let isFirst = index == prefix
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): if isFirst { return nil }
      case UInt8(ascii: ":"):
        if isFirst || prefix > 0 { return nil }
        prefix = index + 1
      default: return nil
      }
    }
    return prefix < bytes.count ? prefix : nil
  }
}

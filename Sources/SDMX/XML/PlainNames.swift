import CLibXML2
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
    let local: UnsafePointer<xmlChar>
    /// The number of the last tag that had it as an attribute; the largest number if it has a prefix.
    var tag: Int
    /// The name that followed last: of the first attribute behind an element's, of the next behind an attribute's.
    var nextAttribute: UnsafeMutablePointer<Name>
    /// The element that began after this one.
    var nextElement: UnsafeMutablePointer<Name>

    /// Whether `text`, of which there are as many bytes as `longest` at least, begins with the name.
    @inline(__always)
    func begins(_ text: UnsafeRawPointer) -> Bool {
      guard text.loadUnaligned(as: UInt64.self) & headMask == head else { return false }
      if count <= 8 { return true }
      if count <= 16 { return text.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) == tail }
      return memcmp(text, bytes, count) == 0
    }
  }

  /// Messages with more names than this are not plain.
  private static let capacity = 512
  static let longest = 96

  private let names: UnsafeMutablePointer<Name>
  private var count = 0

  init() { names = .allocate(capacity: Self.capacity) }

  func free() {
    for index in 0..<count { names[index].bytes.deallocate() }
    names.deallocate()
  }

  /// The name `bytes`, which is entered if it was not met before; nil where it is not plain. It stays where it is.
  /// - Parameter symbol: gives the address under which the parser keeps the part of a name behind its prefix.
  @inline(never)
  mutating func find(
    _ bytes: UnsafeRawBufferPointer, symbol: (UnsafeRawBufferPointer) -> UnsafeRawPointer?
  ) -> UnsafeMutablePointer<Name>? {
    for index in 0..<count where names[index].count == bytes.count {
      if let start = bytes.baseAddress, memcmp(names[index].bytes, start, bytes.count) == 0 { return names + index }
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
      local: local.assumingMemoryBound(to: xmlChar.self), tag: prefixCount > 0 ? .max : 0, nextAttribute: names + count,
      nextElement: names + count)
    (names + count).initialize(to: name)
    count += 1
    return names + count - 1
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

/// Tells whether bytes are text that may be stored: UTF-8 (RFC 3629) without NUL.
public enum TextValidity {
  /// Whether `bytes` are valid UTF-8 and hold no NUL byte.
  @inlinable
  public static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let count = bytes.count
    if count >= 8 {
      // Whole words, the last of which may overlap the one before.
      var offset = 0
      var odd: UInt64 = 0
      while offset &+ 8 <= count {
        odd |= oddBytes(base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset &+= 8
      }
      odd |= oddBytes(base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
      return odd == 0 || isValidSlowly(base, from: 0, count: count)
    }
    var offset = 0
    while offset < count {
      let byte = base.load(fromByteOffset: offset, as: UInt8.self)
      if byte == 0 || byte >= 0x80 { return isValidSlowly(base, from: offset, count: count) }
      offset &+= 1
    }
    return true
  }

  /// Not zero exactly if a byte of the word is out of 1...127: its top bit is set here, or in the word less one in every
  /// byte.
  @inlinable
  @inline(__always)
  static func oddBytes(_ word: UInt64) -> UInt64 {
    (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
  }

  /// Table 3-7 of the Unicode Standard, byte by byte.
  @usableFromInline
  static func isValidSlowly(_ base: UnsafeRawPointer, from start: Int, count: Int) -> Bool {
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    var offset = start
    while offset < count {
      let first = bytes[offset]
      let following: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0x01...0x7F: following = 0
      case 0xC2...0xDF: following = 1
      case 0xE0: (following, second) = (2, 0xA0...0xBF)
      case 0xED: (following, second) = (2, 0x80...0x9F)
      case 0xE1...0xEF: following = 2
      case 0xF0: (following, second) = (3, 0x90...0xBF)
      case 0xF1...0xF3: following = 3
      case 0xF4: (following, second) = (3, 0x80...0x8F)
      default: return false
      }
      guard offset + following < count else { return false }
      if following > 0, !second.contains(bytes[offset + 1]) { return false }
      if following > 1, bytes[offset + 2] & 0xC0 != 0x80 { return false }
      if following > 2, bytes[offset + 3] & 0xC0 != 0x80 { return false }
      offset += following + 1
    }
    return true
  }
}

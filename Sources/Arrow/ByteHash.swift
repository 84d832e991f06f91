import Glibc

/// Hashing and comparing short byte strings, eight bytes at a step.
enum ByteHash {
  /// A hash that is the same in every process. It decides where a value lies in a table, never its code.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let count = bytes.count
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    guard let base = bytes.baseAddress, count > 0 else { return 0 }
    var at = 0
    while at + 8 <= count {
      hash = fold(hash ^ base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    if at < count {
      hash = fold(hash ^ tail(base + at, count - at))
    }
    hash = fold(hash ^ 0xA076_1D64_78BD_642F)
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    guard a.count == b.count else { return false }
    guard let left = a.baseAddress, let right = b.baseAddress, a.count > 0 else { return true }
    return memcmp(left, right, a.count) == 0
  }

  /// One to seven bytes as a number.
  private static func tail(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let low = base.loadUnaligned(as: UInt32.self)
      let high = base.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(high) << 32 | UInt64(low)
    }
    let first = base.load(as: UInt8.self)
    let middle = base.load(fromByteOffset: count / 2, as: UInt8.self)
    let last = base.load(fromByteOffset: count - 1, as: UInt8.self)
    return UInt64(first) | UInt64(middle) << 8 | UInt64(last) << 16
  }

  /// Spreads every bit over the word: both halves of a 128-bit product.
  private static func fold(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
    return product.high ^ product.low
  }
}

/// Where the separators and line ends of delimited text are, found 64 bytes at a time and ahead of whoever asks.
struct FieldIndex {
  /// How many bytes are looked at ahead.
  private static let window = 2048
  /// Room for what one row has before a window, and for what a window has at most.
  private static let capacity = 3 * window

  private let separator: UInt8
  /// Offsets from the beginning of the text, rising.
  let ends: UnsafeMutablePointer<UInt32>
  /// The first offset that no row has used.
  var next = 0
  /// How many offsets are known.
  private(set) var found = 0
  /// Up to where the text was looked at.
  private(set) var reached = 0

  init(separator: UInt8) {
    self.separator = separator
    ends = .allocate(capacity: Self.capacity)
  }

  func free() { ends.deallocate() }

  /// Forgets all offsets, and goes on from `offset` of what may be another text.
  mutating func restart(at offset: Int) {
    next = 0
    found = 0
    reached = offset
  }

  /// Makes `next` the first offset that is not before `offset`.
  @inline(__always)
  mutating func skip(to offset: Int) {
    while next < found, Int(ends[next]) < offset { next &+= 1 }
    if next == found, reached < offset { restart(at: offset) }
  }

  /// Looks further into the first `count` of `bytes`, and moves the offsets from `next` on to the front; false if there
  /// is no room for more.
  @inline(never)
  mutating func extend(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
    let kept = found - next
    if kept > Self.capacity - Self.window { return false }
    ends.update(from: ends + next, count: kept)
    let end = min(reached + Self.window, count)
    // In local variables, which the writes to `ends` cannot change. A window has no more offsets than bytes, and there is
    // room for as many.
    let ends = ends
    var found = kept
    var offset = reached
    while offset + 64 <= end {
      var mask = self.ends(in: bytes + offset)
      while mask != 0 {
        ends[found] = UInt32(truncatingIfNeeded: offset &+ mask.trailingZeroBitCount)
        found &+= 1
        mask &= mask &- 1
      }
      offset &+= 64
    }
    // The last bytes of the text may be no whole block; a window within it is a whole number of them.
    while offset < end {
      let byte = bytes[offset]
      if byte == separator || byte == 0x0A || byte == 0x0D {
        ends[found] = UInt32(truncatingIfNeeded: offset)
        found &+= 1
      }
      offset &+= 1
    }
    next = 0
    self.found = found
    reached = offset
    return true
  }

  /// Which of 64 bytes are separators or line ends, bit by bit.
  @inline(__always)
  private func ends(in bytes: UnsafePointer<UInt8>) -> UInt64 {
    let block = UnsafeRawPointer(bytes)
    let separators = SIMD16<UInt8>(repeating: separator)
    let lineFeeds = SIMD16<UInt8>(repeating: 0x0A)
    let returns = SIMD16<UInt8>(repeating: 0x0D)
    var mask: UInt64 = 0
    for part in 0..<4 {
      let text = block.loadUnaligned(fromByteOffset: part &* 16, as: SIMD16<UInt8>.self)
      let isEnd = (text .== separators) .| (text .== lineFeeds) .| (text .== returns)
      mask |= Self.bits(isEnd) << UInt64(truncatingIfNeeded: part &* 16)
    }
    return mask
  }

  /// One bit for each of 16 answers.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    // Each byte is all ones or zero: of byte i bit i is kept, and the product adds all of them up in its top byte.
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self) & 0x8040_2010_0804_0201
    let low = (words[0] &* 0x0101_0101_0101_0101) >> 56
    let high = (words[1] &* 0x0101_0101_0101_0101) >> 56
    return low | high << 8
  }
}

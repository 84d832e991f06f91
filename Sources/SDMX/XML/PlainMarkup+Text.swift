import Records

/// Text between tags, and the values of attributes.
extension PlainMarkup {
  /// Where the value ends that begins at `start`; nil where it is not plain.
  @inline(__always)
  static func closingQuote(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ quote: UInt8
  ) -> UnsafePointer<UInt8>? {
    guard let at = endOfPlain(start, end, quote) else { return nil }
    if at.pointee == quote { return at }
    return at.pointee >= 0x80 ? closingQuoteBehindLetters(start, at, end, quote) : nil
  }

  /// As `closingQuote`, for values with characters of more than one byte, of which the first is at `letter`.
  @inline(never)
  private static func closingQuoteBehindLetters(
    _ start: UnsafePointer<UInt8>, _ letter: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ quote: UInt8
  ) -> UnsafePointer<UInt8>? {
    var at = letter
    while at.pointee >= 0x80 {
      while at < end, at.pointee >= 0x80 { at += 1 }
      guard let next = endOfPlain(at, end, quote) else { return nil }
      at = next
    }
    return at.pointee == quote && isText(start, at) ? at : nil
  }

  /// Whether bytes of which none is a control character but for blanks are text that XML allows: UTF-8, and neither
  /// U+FFFE nor U+FFFF.
  private static func isText(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Bool {
    guard TextValidity.isValid(UnsafeRawBufferPointer(start: start, count: end - start)) else { return false }
    var at = start
    while end - at > 2 {
      if at[0] == 0xEF, at[1] == 0xBF, at[2] >= 0xBE { return false }
      at += 1
    }
    return true
  }

  /// The first byte from `start` on that is `quote`, `&`, `<`, a control character or no ASCII; nil if none is found 16
  /// bytes before the end.
  @inline(__always)
  private static func endOfPlain(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ quote: UInt8
  ) -> UnsafePointer<UInt8>? {
    let quotes = SIMD16<UInt8>(repeating: quote)
    let references = SIMD16<UInt8>(repeating: UInt8(ascii: "&"))
    let tags = SIMD16<UInt8>(repeating: UInt8(ascii: "<"))
    // Signed, what is no ASCII is below all of it.
    let blanks = SIMD16<Int8>(repeating: 0x20)
    var at = start
    while end - at >= 16 {
      let text = UnsafeRawPointer(at).loadUnaligned(as: SIMD16<UInt8>.self)
      let isEnd =
        (text .== quotes) .| (text .== references) .| (text .== tags)
        .| (unsafeBitCast(text, to: SIMD16<Int8>.self) .< blanks)
      let words = unsafeBitCast(isEnd, to: SIMD2<UInt64>.self)
      if words[0] != 0 { return at + words[0].trailingZeroBitCount &>> 3 }
      if words[1] != 0 { return at + 8 + words[1].trailingZeroBitCount &>> 3 }
      at += 16
    }
    return nil
  }

  /// Reads text as far as the next tag. A line end of two bytes is one character (XML 1.0, 2.11), so that text ends
  /// before it and goes on with its second byte.
  mutating func readText() -> Item {
    var start = position
    if bytes[start] == 0x0D {
      guard bytes[start + 1] == 0x0A else { return .none }
      start += 1
    }
    var at = start
    var ends = 0
    var lastEnd = 0
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "<") { break }
      if byte == 0x0D, at > start { break }
      if byte == 0x0A {
        (ends, lastEnd) = (ends + 1, at)
      } else if byte != 0x20, byte != 0x09 {
        return readLetters(start)
      }
      at &+= 1
    }
    guard at < end else { return .none }
    text = start..<at
    position = at
    if ends > 0 { (lineEnds, lineStart) = (ends, lastEnd + 1) }
    return .text
  }

  /// As `readText`, for text that is not blank.
  private mutating func readLetters(_ start: Int) -> Item {
    let end = bytes + self.end
    var at = bytes + start
    var ends = 0
    var lastEnd = at
    // `]` could belong to the end of a CDATA section that has none.
    while let stop = Self.endOfPlain(at, end, UInt8(ascii: "]")) {
      let byte = stop.pointee
      if byte == UInt8(ascii: "<") || (byte == 0x0D && stop > bytes + start) {
        guard Self.isText(bytes + start, stop) else { return .none }
        text = start..<(stop - bytes)
        position = stop - bytes
        if ends > 0 { (lineEnds, lineStart) = (ends, lastEnd + 1 - bytes) }
        return .text
      }
      if byte == 0x0A {
        (ends, lastEnd) = (ends + 1, stop)
      } else if byte != 0x09, byte < 0x80 {
        return .none
      }
      at = stop + 1
    }
    return .none
  }
}

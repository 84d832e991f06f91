import CLibXML2

/// Where elements begin. Libxml2 knows only where their tags end.
extension SAXParser {
  /// Where the start tag begins whose event is being reported.
  package func place() -> Place {
    if progress.pointee.isPlain, plain.pointee.hasTag { return plain.pointee.place() }
    // The parser stands behind the tag's attributes. No attribute value contains `<`, so the nearest one before is the
    // tag's own.
    guard let input = context?.pointee.input, let base = input.pointee.base, let current = input.pointee.cur else {
      return Place(line: 1, column: 1)
    }
    let line = Int64(input.pointee.line)
    var start = current
    while start > base {
      start -= 1
      if start.pointee == UInt8(ascii: "<") { break }
    }
    let tag = UnsafeRawBufferPointer(start: start, count: current - start)
    let lineEnds = tag.count { $0 == 0x0A }
    if lineEnds == 0 {
      return Place(line: line, column: Int32(max(1, Int(input.pointee.col) - Self.characters(tag))))
    }
    // The line may begin long before what libxml2 still has; and where it decodes, it has other bytes.
    let offset = progress.pointee.given - (input.pointee.end - UnsafePointer(start))
    let column: Int
    if isDecoding {
      column = Self.column(in: UnsafeRawBufferPointer(start: base, count: start - base), at: start - base).count
    } else if offset >= 0 {
      column = self.column(in: progress.pointee.chunk, at: offset)
    } else {
      column = progress.pointee.pendingColumn
    }
    return Place(line: line - Int64(lineEnds), column: Int32(clamping: column))
  }

  /// The column of an offset into a chunk.
  func column(in chunk: UnsafeRawBufferPointer, at offset: Int) -> Int {
    let column = Self.column(in: chunk, at: offset)
    return column.isWhole ? column.count : column.count - 1 + progress.pointee.chunkColumn
  }

  /// The column of an offset into bytes, from the beginning of its line or, where that is not in them, of the bytes.
  private static func column(in bytes: UnsafeRawBufferPointer, at offset: Int) -> (count: Int, isWhole: Bool) {
    let before = UnsafeRawBufferPointer(rebasing: bytes[..<offset])
    guard let lineEnd = before.lastIndex(of: 0x0A) else { return (characters(before) + 1, false) }
    return (characters(UnsafeRawBufferPointer(rebasing: before[(lineEnd + 1)...])) + 1, true)
  }

  private static func characters(_ text: UnsafeRawBufferPointer) -> Int { text.count { $0 & 0xC0 != 0x80 } }
}

/// Finding the fields of a row.
extension DelimitedText {
  mutating func skipEmptyLines() {
    while cursor < count {
      if bytes[cursor] == 0x0A {
        cursor += 1
      } else if bytes[cursor] == 0x0D {
        if cursor + 1 == count, !isLast { return }
        cursor += cursor + 1 < count && bytes[cursor + 1] == 0x0A ? 2 : 1
      } else {
        return
      }
      nextLine += 1
    }
  }

  /// Reads the row that begins at the cursor; false if it is not complete.
  mutating func readRow() throws -> Bool {
    lastStart = ends == nil ? -1 : rowStart
    ends = nil
    rowStart = cursor
    line = nextLine
    index.skip(to: cursor)
    var start = cursor
    var position = index.next
    while true {
      if position == index.found {
        let fields = position - index.next
        // What is not closed here may be, and may have to be, incomplete.
        guard index.reached < count, index.extend(bytes, count: count) else { return try readSlowly() }
        position = index.next + fields
        continue
      }
      let end = Int(index.ends[position])
      // The field ends at or behind its start, so that there is a byte.
      if bytes[start] == UInt8(ascii: "\"") { return try readSlowly() }
      position &+= 1
      if bytes[end] == separator {
        start = end &+ 1
        continue
      }
      var next = end &+ 1
      if bytes[end] == 0x0D {
        // Whether a line feed belongs to this line end is only seen in the next bytes.
        if next == count, !isLast { return false }
        if next < count, bytes[next] == 0x0A { next &+= 1 }
      }
      if next - rowStart > limits.recordBytes { throw tooLong() }
      fieldCount = position - index.next
      ends = UnsafePointer(index.ends + index.next)
      index.next = position
      nextLine += 1
      cursor = next
      return true
    }
  }

  /// Reads the row that begins at the cursor byte by byte: one with quotation marks, or that has no end yet.
  @inline(never)
  private mutating func readSlowly() throws -> Bool {
    let spans = spans ?? FieldSpans(capacity: limits.columns)
    self.spans = spans
    fieldCount = 0
    var position = cursor
    var lineEnds: Int64 = 0
    while true {
      let start = position
      var isQuoted = false
      if position < count, bytes[position] == UInt8(ascii: "\"") {
        isQuoted = true
        guard let end = closingQuote(position + 1, &lineEnds) else { return try isIncomplete(inQuotes: true) }
        position = end
      }
      position = endOfPlain(position)
      guard position < count || isLast else { return try isIncomplete(inQuotes: false) }
      if fieldCount < limits.columns { spans.set(fieldCount, start, position, isQuoted: isQuoted) }
      fieldCount += 1
      if position < count, bytes[position] == separator {
        position += 1
        continue
      }
      break
    }
    if position < count, bytes[position] == 0x0D {
      if position + 1 == count, !isLast { return false }
      position += 1
      if position < count, bytes[position] == 0x0A { position += 1 }
    } else if position < count {
      position += 1
    }
    if position - rowStart > limits.recordBytes { throw tooLong() }
    nextLine += lineEnds + 1
    cursor = position
    return true
  }

  /// The position behind the quotation mark that closes a field, or nil if it does not come.
  private func closingQuote(_ start: Int, _ lineEnds: inout Int64) -> Int? {
    var position = start
    while position < count {
      let byte = bytes[position]
      position &+= 1
      if byte == UInt8(ascii: "\"") {
        if position == count { return isLast ? position : nil }
        if bytes[position] != UInt8(ascii: "\"") { return position }
        position &+= 1
      } else if byte == 0x0A {
        lineEnds += 1
      } else if byte == 0x0D, position < count, bytes[position] != 0x0A {
        lineEnds += 1
      }
    }
    return nil
  }

  /// The position of the separator or line end that ends a field, or the end of the bytes.
  @inline(__always)
  private func endOfPlain(_ start: Int) -> Int {
    var position = start
    while position < count {
      let byte = bytes[position]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      position &+= 1
    }
    return position
  }

  /// The row goes on beyond the bytes so far.
  private func isIncomplete(inQuotes: Bool) throws -> Bool {
    if count - rowStart > limits.recordBytes { throw tooLong() }
    if isLast {
      throw MessageError(
        .unclosedQuote, "The row opens a quotation mark that is never closed.",
        remedy: "Close the quotation mark, or double it if it belongs to the value.", line: line, column: 1)
    }
    return false
  }

  private func tooLong() -> MessageError {
    MessageError(
      .limitRecord, "The row is longer than \(limits.recordBytes) bytes.",
      remedy: "Check for a quotation mark that is never closed, or for line ends lost on the way.",
      line: line, column: 1)
  }
}

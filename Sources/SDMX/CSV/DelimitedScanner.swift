import Glibc

/// Splits delimited text (RFC 4180, with any one-byte separator) into rows and fields, byte by byte.
///
/// Lines end in CR LF, LF or CR. A field that begins with a quotation mark ends at the next single one and may hold
/// separators and line ends; what follows the closing mark belongs to the field as it is. Lines without any character
/// are skipped. Fields are ranges of the buffer: nothing is copied but the quoted fields that double a quotation mark.
package final class DelimitedScanner {
  private let separator: UInt8
  private let limits: MessageLimits
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0
  private var cursor = 0
  private var isLast = false
  private var rowStart = 0
  private var nextLine: Int64 = 1
  private let starts: UnsafeMutablePointer<Int>
  private let ends: UnsafeMutablePointer<Int>
  /// Whether the field has quotation marks that are not part of its value.
  private let quoted: UnsafeMutablePointer<Bool>
  private var unquoted: UnsafeMutablePointer<UInt8>?
  private var unquotedCapacity = 0

  /// How many fields the row has; those beyond `MessageLimits.columns` are counted but not kept.
  package private(set) var fieldCount = 0
  /// How many fields of the row are kept.
  package var keptFields: Int { min(fieldCount, limits.columns) }
  /// The 1-based line on which the row begins.
  package private(set) var line: Int64 = 1

  package init(separator: UInt8, limits: MessageLimits) {
    self.separator = separator
    self.limits = limits
    capacity = 1 << 16
    buffer = .allocate(capacity: capacity)
    starts = .allocate(capacity: limits.columns)
    ends = .allocate(capacity: limits.columns)
    quoted = .allocate(capacity: limits.columns)
  }

  deinit {
    buffer.deallocate()
    starts.deallocate()
    ends.deallocate()
    quoted.deallocate()
    unquoted?.deallocate()
  }

  /// Adds the next bytes behind what is left of the bytes before.
  package func load(_ chunk: UnsafeRawBufferPointer, isLast: Bool) {
    let rest = count - cursor
    if rest + chunk.count > capacity {
      capacity = max(rest + chunk.count, min(capacity * 2, limits.recordBytes))
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      memcpy(larger, buffer + cursor, rest)
      buffer.deallocate()
      buffer = larger
    } else {
      memmove(buffer, buffer + cursor, rest)
    }
    if let bytes = chunk.baseAddress { memcpy(buffer + rest, bytes, chunk.count) }
    cursor = 0
    count = rest + chunk.count
    self.isLast = isLast
  }

  /// Goes on to the next row; false if the bytes so far hold no complete one.
  /// - Throws: `MessageError` with `limitRecord` or `unclosedQuote`.
  package func nextRow() throws -> Bool {
    skipEmptyLines()
    guard cursor < count else { return false }
    rowStart = cursor
    line = nextLine
    fieldCount = 0
    let bytes = UnsafePointer(buffer)
    var position = cursor
    var lineEnds: Int64 = 0
    while true {
      let start = position
      var isQuoted = false
      if position < count, bytes[position] == UInt8(ascii: "\"") {
        isQuoted = true
        guard let end = closingQuote(bytes, position + 1, &lineEnds) else { return try incomplete(inQuotes: true) }
        position = end
      }
      position = endOfPlain(bytes, position)
      guard position < count || isLast else { return try incomplete(inQuotes: false) }
      if fieldCount < limits.columns {
        starts[fieldCount] = start
        ends[fieldCount] = position
        quoted[fieldCount] = isQuoted
      }
      fieldCount += 1
      if position < count, bytes[position] == separator {
        position += 1
        continue
      }
      break
    }
    if position < count, bytes[position] == 0x0D {
      // Whether a line feed belongs to this line end is only seen in the next bytes.
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

  /// The bytes of a field of the row, valid until the next call of any method.
  package func field(_ index: Int) -> UnsafeRawBufferPointer {
    let start = starts[index]
    let end = ends[index]
    guard quoted[index] else { return UnsafeRawBufferPointer(start: buffer + start, count: end - start) }
    // The common case: one mark at each end and none within.
    if end - start >= 2, buffer[end - 1] == UInt8(ascii: "\""),
      memchr(buffer + start + 1, Int32(UInt8(ascii: "\"")), end - start - 2) == nil
    {
      return UnsafeRawBufferPointer(start: buffer + start + 1, count: end - start - 2)
    }
    return withoutQuotes(start + 1, end)
  }

  /// Where a field of the row begins: 1-based line, and 1-based column in characters.
  package func place(_ index: Int) -> (line: Int64, column: Int) {
    var mark = PlaceMark()
    return place(index, after: &mark)
  }

  /// Where a place in the row was found, so that the next one is counted from there.
  package struct PlaceMark {
    fileprivate var offset = 0
    fileprivate var line: Int64 = 0
    fileprivate var column = 1

    package init() {}
  }

  /// Where a field of the row begins, as `place(_:)`, for fields asked for from left to right.
  package func place(_ index: Int, after mark: inout PlaceMark) -> (line: Int64, column: Int) {
    var position = rowStart + mark.offset
    while position < starts[min(index, limits.columns - 1)] {
      let byte = buffer[position]
      if byte == 0x0A || (byte == 0x0D && buffer[position + 1] != 0x0A) {
        mark.line += 1
        mark.column = 1
      } else if byte & 0xC0 != 0x80 {
        mark.column += 1
      }
      position += 1
    }
    mark.offset = position - rowStart
    return (line + mark.line, mark.column)
  }

  private func skipEmptyLines() {
    while cursor < count {
      if buffer[cursor] == 0x0A {
        cursor += 1
      } else if buffer[cursor] == 0x0D {
        if cursor + 1 == count, !isLast { return }
        cursor += cursor + 1 < count && buffer[cursor + 1] == 0x0A ? 2 : 1
      } else {
        return
      }
      nextLine += 1
    }
  }

  /// The position behind the quotation mark that closes a field, or nil if it does not come.
  @inline(__always)
  private func closingQuote(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ lineEnds: inout Int64) -> Int? {
    var position = start
    while position < count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        if position == count { return isLast ? position : nil }
        if bytes[position] != UInt8(ascii: "\"") { return position }
        position += 1
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
  private func endOfPlain(_ bytes: UnsafePointer<UInt8>, _ start: Int) -> Int {
    var position = start
    let separator = separator
    let count = count
    while position < count {
      let byte = bytes[position]
      if byte == separator || byte == 0x0A || byte == 0x0D { break }
      position &+= 1
    }
    return position
  }

  /// The row goes on beyond the bytes so far.
  private func incomplete(inQuotes: Bool) throws -> Bool {
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

  /// The value of a quoted field with each doubled mark made one. `start` is behind the opening mark.
  private func withoutQuotes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    if end - start > unquotedCapacity {
      unquoted?.deallocate()
      unquotedCapacity = max(end - start, 256)
      unquoted = .allocate(capacity: unquotedCapacity)
    }
    guard let value = unquoted else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    var length = 0
    var position = start
    var isInside = true
    while position < end {
      let byte = buffer[position]
      position += 1
      if isInside, byte == UInt8(ascii: "\"") {
        if position < end, buffer[position] == UInt8(ascii: "\"") {
          position += 1
        } else {
          isInside = false
          continue
        }
      }
      value[length] = byte
      length += 1
    }
    return UnsafeRawBufferPointer(start: value, count: length)
  }
}

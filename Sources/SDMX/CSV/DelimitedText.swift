import Glibc

/// The bytes that a `DelimitedScanner` was given, and the row that it stands at.
///
/// Rows are read where they lie. What a chunk leaves of its last row is carried over: copied together with as much of the
/// next chunk as completes it. Offsets count from `bytes`, and are below `count` wherever a byte is read.
struct DelimitedText {
  let separator: UInt8
  let limits: MessageLimits
  private(set) var bytes: UnsafePointer<UInt8>
  private var count = 0
  private var cursor = 0
  /// Whether nothing follows `bytes`.
  private var isLast = false

  // The row.
  private(set) var fieldCount = 0
  private(set) var line: Int64 = 1
  private(set) var rowStart = 0
  /// Where the row before begins, -1 where it was read byte by byte or is not among `bytes`.
  private var lastStart = -1
  private var nextLine: Int64 = 1
  private var index: FieldIndex
  /// Where the fields of the row end in `index.ends`; nil where the row was read byte by byte.
  private(set) var ends: UnsafePointer<UInt32>?
  private var spans: FieldSpans?

  // The chunk that was loaded last, and the carried bytes before it.
  private var chunk: UnsafeRawBufferPointer
  private var chunkIsLast = false
  private var carry: UnsafeMutablePointer<UInt8>
  private var carryCapacity = 1 << 12
  /// How many bytes were carried over, and how many of the chunk were put behind them.
  private var carried = 0
  private var completing = 0
  private var unquoted: UnsafeMutablePointer<UInt8>?
  private var unquotedCapacity = 0

  init(separator: UInt8, limits: MessageLimits) {
    self.separator = separator
    self.limits = limits
    carry = .allocate(capacity: carryCapacity)
    bytes = UnsafePointer(carry)
    chunk = UnsafeRawBufferPointer(start: nil, count: 0)
    index = FieldIndex(separator: separator)
  }

  func free() {
    index.free()
    spans?.free()
    carry.deallocate()
    unquoted?.deallocate()
  }

  mutating func load(_ chunk: UnsafeRawBufferPointer, isLast: Bool) {
    self.chunk = chunk
    chunkIsLast = isLast
    completing = 0
    if carried > 0 {
      bytes = UnsafePointer(carry)
      count = carried
      self.isLast = isLast && chunk.isEmpty
      start(at: 0)
    } else {
      readChunk(from: 0)
    }
  }

  mutating func nextRow() throws -> Bool {
    while true {
      if carried > 0, cursor >= carried { readChunk(from: cursor - carried) }
      skipEmptyLines()
      if cursor < count, try readRow() { return true }
      if carried == 0 || completing == chunk.count {
        carryRest()
        return false
      }
      completeCarried()
    }
  }

  /// Where a field begins, its quotation mark included.
  func start(_ index: Int) -> Int {
    if let ends { return index == 0 ? rowStart : Int(ends[index - 1]) + 1 }
    return spans?.starts[index] ?? 0
  }

  @inline(__always)
  mutating func field(_ index: Int) -> UnsafeRawBufferPointer {
    guard let ends else { return fieldOfSpans(index) }
    let start = index == 0 ? rowStart : Int(ends[index &- 1]) &+ 1
    return UnsafeRawBufferPointer(start: bytes + start, count: Int(ends[index]) &- start)
  }

  /// A field of a row that was read byte by byte.
  @inline(never)
  private mutating func fieldOfSpans(_ index: Int) -> UnsafeRawBufferPointer {
    guard let spans else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let start = spans.starts[index]
    let end = spans.ends[index]
    guard spans.quoted[index] else { return UnsafeRawBufferPointer(start: bytes + start, count: end - start) }
    // The common case: one mark at each end and none within.
    if end - start >= 2, bytes[end - 1] == UInt8(ascii: "\""),
      memchr(bytes + start + 1, Int32(UInt8(ascii: "\"")), end - start - 2) == nil
    {
      return UnsafeRawBufferPointer(start: bytes + start + 1, count: end - start - 2)
    }
    return withoutQuotes(start + 1, end)
  }

  /// How many fields of the row are the same as in the row before, up to the first that is not.
  func countOfRepeatedFields() -> Int {
    guard let ends, lastStart >= 0 else { return 0 }
    let last = UnsafeRawPointer(bytes + lastStart)
    let row = UnsafeRawPointer(bytes + rowStart)
    var same = 0
    // The row before lies before this one, so that there are as many bytes of it.
    while rowStart &+ same &+ 8 <= count {
      let difference =
        last.loadUnaligned(fromByteOffset: same, as: UInt64.self)
        ^ row.loadUnaligned(fromByteOffset: same, as: UInt64.self)
      if difference != 0 {
        same &+= difference.littleEndian.trailingZeroBitCount &>> 3
        break
      }
      same &+= 8
    }
    // Of a field that is the same the end is the same too, and so are those of all before it.
    var fields = 0
    while fields < fieldCount, Int(ends[fields]) &- rowStart < same { fields &+= 1 }
    return fields
  }

  // MARK: - Chunks

  private mutating func start(at offset: Int) {
    cursor = offset
    (rowStart, ends) = (-1, nil)
    index.restart(at: offset)
  }

  /// Goes on in the chunk itself.
  private mutating func readChunk(from offset: Int) {
    carried = 0
    bytes = chunk.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(carry)
    count = chunk.count
    isLast = chunkIsLast
    start(at: offset)
  }

  /// Puts more of the chunk behind the carried bytes, twice as many each time.
  private mutating func completeCarried() {
    let more = min(max(count, 1 << 10), chunk.count - completing)
    reserve(count + more)
    if let source = chunk.baseAddress { memcpy(carry + count, source + completing, more) }
    completing += more
    count += more
    isLast = chunkIsLast && completing == chunk.count
    bytes = UnsafePointer(carry)
    index.restart(at: cursor)
  }

  /// Keeps what is left for the next chunk.
  private mutating func carryRest() {
    let rest = count - cursor
    if bytes == UnsafePointer(carry) {
      memmove(carry, carry + cursor, rest)
    } else {
      count = 0
      reserve(rest)
      memcpy(carry, bytes + cursor, rest)
    }
    carried = rest
    bytes = UnsafePointer(carry)
    count = rest
    chunk = UnsafeRawBufferPointer(start: nil, count: 0)
    completing = 0
    start(at: 0)
  }

  /// Makes room for `needed` carried bytes.
  private mutating func reserve(_ needed: Int) {
    guard needed > carryCapacity else { return }
    carryCapacity = max(needed, min(carryCapacity * 2, limits.recordBytes))
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: carryCapacity)
    if bytes == UnsafePointer(carry) { memcpy(larger, carry, count) }
    carry.deallocate()
    carry = larger
  }

  // MARK: - Rows

  private mutating func skipEmptyLines() {
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
  private mutating func readRow() throws -> Bool {
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

  /// The value of a quoted field with each doubled mark made one. `start` is behind the opening mark.
  private mutating func withoutQuotes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
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
      let byte = bytes[position]
      position += 1
      if isInside, byte == UInt8(ascii: "\"") {
        if position < end, bytes[position] == UInt8(ascii: "\"") {
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

/// Where the fields of a row with quotation marks are.
struct FieldSpans {
  let starts: UnsafeMutablePointer<Int>
  let ends: UnsafeMutablePointer<Int>
  /// Whether the field has quotation marks that are not part of its value.
  let quoted: UnsafeMutablePointer<Bool>

  init(capacity: Int) {
    starts = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
    quoted = .allocate(capacity: capacity)
  }

  func free() {
    starts.deallocate()
    ends.deallocate()
    quoted.deallocate()
  }

  /// Keeps a field, whose number is below the capacity.
  @inline(__always)
  func set(_ field: Int, _ start: Int, _ end: Int, isQuoted: Bool) {
    starts[field] = start
    ends[field] = end
    quoted[field] = isQuoted
  }
}

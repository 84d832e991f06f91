import Glibc

/// The bytes that a `DelimitedScanner` was given, and the row that it stands at.
///
/// Rows are read where they lie. What a chunk leaves of its last row is carried over: copied together with as much of the
/// next chunk as completes it. Offsets count from `bytes`, and are below `count` wherever a byte is read.
struct DelimitedText {
  let separator: UInt8
  let limits: MessageLimits
  private(set) var bytes: UnsafePointer<UInt8>
  var count = 0
  var cursor = 0
  /// Whether nothing follows `bytes`.
  var isLast = false

  // The row.
  var fieldCount = 0
  var line: Int64 = 1
  var rowStart = 0
  /// Where the row before begins, -1 where it was read byte by byte or is not among `bytes`.
  var lastStart = -1
  var nextLine: Int64 = 1
  var index: FieldIndex
  /// Where the fields of the row end in `index.ends`; nil where the row was read byte by byte.
  var ends: UnsafePointer<UInt32>?
  var spans: FieldSpans?

  // The chunk that was loaded last, and the carried bytes before it.
  private var chunk: UnsafeRawBufferPointer
  private var chunkIsLast = false
  private var carry: UnsafeMutablePointer<UInt8>
  private var carryCapacity = 1 << 12
  /// How many bytes were carried over, and how many of the chunk were put behind them.
  private var carried = 0
  private var completing = 0
  var unquoted: UnsafeMutablePointer<UInt8>?
  var unquotedCapacity = 0

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
}

/// One column of one batch, in the mapped file. Everything it points to was checked.
struct ArrowColumnView {
  var count: Int
  /// `nil` without nulls.
  var validity: UnsafePointer<UInt8>?
  /// The values, or for text the offsets.
  var values: UnsafeRawPointer
  var text: UnsafeRawPointer

  func isNull(_ row: Int) -> Bool {
    guard let validity else { return false }
    return validity[row >> 3] >> UInt8(row & 7) & 1 == 0
  }
}

/// Reads the columns of a `RecordBatch` of `Message.fbs`, in order.
struct BatchDecoder {
  let rowCount: Int
  private let path: String
  private let bytes: UnsafeRawBufferPointer
  private let header: FlatTableView
  private let body: Range<Int>
  private var nodes: (start: Int, count: Int)
  private var buffers: (start: Int, count: Int)

  init(_ header: FlatTableView, body: Range<Int>) throws(ArrowError) {
    path = header.buffer.path
    bytes = header.buffer.bytes
    self.header = header
    self.body = body
    guard try !header.has(3) else {
      throw ArrowError(path: path, what: "is compressed, which is not supported", offset: header.at)
    }
    let length = try header.scalar(0, default: 0 as Int64)
    // No column of one-bit-per-row or more could be longer, and no product of it overflows.
    guard length >= 0, length <= Int64(body.count) * 8 else {
      throw ArrowError(path: path, what: "a batch of \(length) rows in \(body.count) bytes", offset: header.at)
    }
    rowCount = Int(length)
    nodes = try header.vector(1, stride: 16) ?? (header.at, 0)
    buffers = try header.vector(2, stride: 16) ?? (header.at, 0)
  }

  /// That no column is left over.
  func finish() throws(ArrowError) {
    guard nodes.count == 0, buffers.count == 0 else {
      throw ArrowError(path: path, what: "a batch has more columns than the schema", offset: header.at)
    }
  }

  mutating func column(_ type: ArrowType, _ name: String) throws(ArrowError) -> ArrowColumnView {
    let nullCount = try node(name)
    let validity = try buffer("validity of \(name)", atLeast: nullCount > 0 ? (rowCount + 7) / 8 : 0)
    let width = type == .int64 || type == .float64 ? 8 : 4
    // A text column of no rows may leave out its one offset ("Variable-size Binary Layout").
    let needed = type != .utf8 ? rowCount * width : rowCount > 0 ? (rowCount + 1) * width : 0
    let values = try buffer("values of \(name)", atLeast: needed)
    let text = type == .utf8 ? try buffer("text of \(name)", atLeast: 0) : values
    let base = bytes.baseAddress!
    let view = ArrowColumnView(
      count: rowCount,
      validity: nullCount > 0 ? (base + validity.start).assumingMemoryBound(to: UInt8.self) : nil,
      values: base + values.start, text: base + text.start)
    if nullCount > 0 { try checkNullCount(view, nullCount, name, validity.start) }
    if type == .utf8 { try checkOffsets(view, text.length, name, values.start) }
    return view
  }

  /// The null count of the next column.
  private mutating func node(_ name: String) throws(ArrowError) -> Int {
    guard nodes.count > 0 else {
      throw ArrowError(path: path, what: "a batch lacks column \(name)", offset: header.at)
    }
    let length = try header.buffer.load(nodes.start, as: Int64.self)
    let nullCount = try header.buffer.load(nodes.start + 8, as: Int64.self)
    guard length == Int64(rowCount), nullCount >= 0, nullCount <= length else {
      throw ArrowError(
        path: path, what: "\(length) values and \(nullCount) nulls of \(name) in a batch of \(rowCount) rows",
        offset: nodes.start)
    }
    nodes = (nodes.start + 16, nodes.count - 1)
    return Int(nullCount)
  }

  /// Where the next buffer lies in the file.
  private mutating func buffer(_ what: String, atLeast needed: Int) throws(ArrowError) -> (start: Int, length: Int) {
    guard buffers.count > 0 else {
      throw ArrowError(path: path, what: "a batch lacks the \(what)", offset: header.at)
    }
    let offset = try header.buffer.load(buffers.start, as: Int64.self)
    let length = try header.buffer.load(buffers.start + 8, as: Int64.self)
    let size = Int64(body.count)
    guard offset >= 0, offset <= size, length >= 0, length <= size - offset else {
      throw ArrowError(path: path, what: "the \(what) lie outside the batch", offset: buffers.start)
    }
    guard length >= Int64(needed) else {
      throw ArrowError(path: path, what: "the \(what) take \(needed) bytes, not \(length)", offset: buffers.start)
    }
    let start = body.lowerBound + Int(offset)
    guard start % 8 == 0 || length == 0 else {
      throw ArrowError(path: path, what: "the \(what) are not aligned to 8 bytes", offset: buffers.start)
    }
    buffers = (buffers.start + 16, buffers.count - 1)
    // An empty buffer's offset means nothing; the body's start is aligned.
    return length == 0 ? (body.lowerBound.roundedUp(to: 8), 0) : (start, Int(length))
  }

  private func checkNullCount(
    _ view: ArrowColumnView, _ nullCount: Int, _ name: String, _ at: Int
  ) throws(ArrowError) {
    var nulls = 0
    for row in 0..<rowCount where view.isNull(row) { nulls += 1 }
    guard nulls == nullCount else {
      throw ArrowError(path: path, what: "\(name) has \(nulls) nulls, not \(nullCount)", offset: at)
    }
  }

  private func checkOffsets(_ view: ArrowColumnView, _ length: Int, _ name: String, _ at: Int) throws(ArrowError) {
    guard rowCount > 0 else { return }
    let offsets = view.values.assumingMemoryBound(to: Int32.self)
    // Without a branch per row: this passes over every row of every text column when a file is opened.
    var isMonotone = offsets[0] >= 0
    for row in 0..<rowCount { isMonotone = (offsets[row] <= offsets[row + 1]) && isMonotone }
    guard isMonotone, Int(offsets[rowCount]) <= length else {
      throw ArrowError(path: path, what: "the offsets of \(name) do not rise within its text", offset: at)
    }
  }
}

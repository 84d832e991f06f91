/// The body of a record batch: its buffers in order, each at a multiple of the alignment, and what the metadata
/// says about them.
struct BodyLayout {
  let rowCount: Int
  /// Length and null count of each column: `FieldNode`.
  private(set) var nodes: [Int64] = []
  /// Offset and length of each buffer: `Buffer`.
  private(set) var buffers: [Int64] = []
  private(set) var parts: [UnsafeRawBufferPointer] = []
  private(set) var length = 0

  init(columns: [ArrowColumnBuffers], rowCount: Int) {
    self.rowCount = rowCount
    for column in columns {
      addNode(nullCount: column.nullCount)
      addBuffer(column.validity)
      addBuffer(column.values)
      if column.type == .utf8 { addBuffer(column.text) }
    }
  }

  init(values dictionary: ArrowDictionary) {
    rowCount = dictionary.count
    addNode(nullCount: 0)
    addBuffer(UnsafeRawBufferPointer(start: nil, count: 0))
    addBuffer(dictionary.offsets)
    addBuffer(dictionary.text)
  }

  private mutating func addNode(nullCount: Int) {
    nodes.append(Int64(rowCount))
    nodes.append(Int64(nullCount))
  }

  private mutating func addBuffer(_ bytes: UnsafeRawBufferPointer) {
    buffers.append(Int64(length))
    buffers.append(Int64(bytes.count))
    parts.append(bytes)
    length += bytes.count.roundedUp(to: ArrowFormat.alignment)
  }
}

extension Int {
  /// The next multiple of `step`.
  func roundedUp(to step: Int) -> Int { (self + step - 1) / step * step }
}

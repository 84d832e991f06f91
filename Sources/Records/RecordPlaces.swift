import Arrow

/// Which record each row of a batch is, and where in the file it stands.
@usableFromInline
struct RecordPlaces {
  private let record: RecordMemory.Block
  private let line: RecordMemory.Block
  private let column: RecordMemory.Block

  /// Room for a full batch.
  init(memory: RecordMemory) {
    record = memory.take(RecordWriter.batchRecords * MemoryLayout<Int64>.stride)
    line = memory.take(RecordWriter.batchRecords * MemoryLayout<Int64>.stride)
    column = memory.take(RecordWriter.batchRecords * MemoryLayout<Int32>.stride)
  }

  func free(_ memory: RecordMemory) {
    memory.giveBack(column)
    memory.giveBack(line)
    memory.giveBack(record)
  }

  /// Says where `row`, which is below `RecordWriter.batchRecords`, stands.
  @inline(__always)
  func set(_ row: Int, record: Int64, line: Int64, column: Int32) {
    self.record.start.storeBytes(of: record, toByteOffset: row &* 8, as: Int64.self)
    self.line.start.storeBytes(of: line, toByteOffset: row &* 8, as: Int64.self)
    self.column.start.storeBytes(of: column, toByteOffset: row &* 4, as: Int32.self)
  }

  /// The columns `record`, `line` and `column` of the first `rows` rows.
  func buffers(rows: Int) -> [ArrowColumnBuffers] {
    let records = UnsafeBufferPointer(start: record.start.assumingMemoryBound(to: Int64.self), count: rows)
    let lines = UnsafeBufferPointer(start: line.start.assumingMemoryBound(to: Int64.self), count: rows)
    let columns = UnsafeBufferPointer(start: column.start.assumingMemoryBound(to: Int32.self), count: rows)
    return [ArrowColumnBuffers(records), ArrowColumnBuffers(lines), ArrowColumnBuffers(columns)]
  }
}

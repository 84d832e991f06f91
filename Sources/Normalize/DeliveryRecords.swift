import Arrow
import Definition
import Vocabulary
import Workspace

/// The records of one delivery's stage file, read against the definition a few hundred rows at a time.
final class DeliveryRecords {
  /// How records are read; what is read does not depend on it.
  enum Way {
    /// Those that nothing is wrong with many at a time, the others with care.
    case quick
    /// Each with care.
    case careful
  }

  /// Some rows of a batch, read.
  struct Chunk {
    let batch: ArrowBatch
    /// The rows of the batch, and the row of the file that is the first of them.
    let rows: Range<Int>, firstRow: Int
    /// A record for each row. They are the reader's own, and stand until the next chunk.
    let records: UnsafeMutableBufferPointer<CanonicalRecord>
    /// What is wrong with those that are rejected, by position in `records`, in order.
    let problems: [(index: Int, problem: Problem)]
  }

  /// The columns that every stage file has.
  struct Columns {
    let record: Int, line: Int, column: Int, structure: Int, member: Int
  }

  let file: ArrowFile
  let columns: Columns
  let numbers: DeliveredNumbers
  /// Names of the archive's members by code.
  let members: [String]
  /// By code of the structure; nil where no source claims it.
  private let readers: [RecordReader?]
  private let way: Way
  private let records: UnsafeMutableBufferPointer<CanonicalRecord>

  /// - Parameter sources: the source that claims each structure, by code.
  init(
    _ file: ArrowFile, delivery: String, sources: [Source?], _ definition: Definition, _ way: Way
  ) throws {
    let names = ["record", "line", "column", "structure", "member"]
    let positions = names.compactMap { file.index(of: $0) }
    guard positions.count == names.count,
      (0..<file.batchCount).allSatisfy({ index in !positions.contains { file.batch(index).hasNulls($0) } })
    else {
      throw WorkspaceError(
        what: "\(delivery): the stage file lacks one of \(names.joined(separator: ", "))",
        why: "another version wrote it", remedy: "run milepost-ingest again")
    }
    self.file = file
    self.way = way
    columns = Columns(
      record: positions[0], line: positions[1], column: positions[2], structure: positions[3], member: positions[4])
    let texts = file.dictionary(positions[4])
    members = (0..<texts.count).map { texts.string($0) }
    let numbers = DeliveredNumbers(definition)
    self.numbers = numbers
    readers = sources.map { source in
      source.map { RecordReader(file, source: $0, numbers, definition: definition) }
    }
    records = .allocate(capacity: CodedField.rowLimit)
    records.initialize(repeating: CanonicalRecord())
  }

  deinit { records.deallocate() }

  /// Reads every row in order.
  func forEach(_ body: (Chunk) throws -> Void) throws {
    var firstRow = 0
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      var start = 0
      while start < batch.rowCount {
        let rows = start..<min(start + records.count, batch.rowCount)
        try body(read(batch, rows, firstRow: firstRow + start))
        start = rows.upperBound
      }
      firstRow += batch.rowCount
    }
  }

  private func read(_ batch: ArrowBatch, _ rows: Range<Int>, firstRow: Int) -> Chunk {
    let structures = batch.codes(columns.structure)
    var problems: [(index: Int, problem: Problem)] = []
    var start = rows.lowerBound
    while start < rows.upperBound {
      // Most often all rows are of one structure.
      let structure = structures[start]
      var end = start + 1
      while end < rows.upperBound, structures[end] == structure { end += 1 }
      read(batch, start..<end, readers[Int(structure)], at: start - rows.lowerBound, &problems)
      start = end
    }
    return Chunk(
      batch: batch, rows: rows, firstRow: firstRow,
      records: UnsafeMutableBufferPointer(rebasing: records[..<rows.count]), problems: problems)
  }

  /// Reads rows of one structure into the records from `position` on.
  private func read(
    _ batch: ArrowBatch, _ rows: Range<Int>, _ reader: RecordReader?, at position: Int,
    _ problems: inout [(index: Int, problem: Problem)]
  ) {
    let records = UnsafeMutableBufferPointer(rebasing: records[position..<(position + rows.count)])
    guard let reader else {
      for index in records.indices { records[index].kind = .undeclared }
      return
    }
    let isQuick = way == .quick && reader.isQuick
    if isQuick { reader.readQuickly(batch, rows, into: records.baseAddress!) }
    for index in records.indices where !isQuick || records[index].kind == .unread {
      do throws(Problem) {
        records[index] = try reader.read(batch, rows.lowerBound + index)
      } catch {
        records[index].kind = .rejected
        problems.append((position + index, error))
      }
    }
  }

  /// The reader of a row's record; nil where no source claims its structure.
  func reader(_ batch: ArrowBatch, _ row: Int) -> RecordReader? { readers[Int(batch.codes(columns.structure)[row])] }
}

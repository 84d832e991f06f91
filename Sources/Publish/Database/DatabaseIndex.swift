/// Entries of an index: the values of its columns in each row, then the number of the row (SQLite file format, section
/// 2.3), in order.
struct DatabaseIndex {
  private let columns: [KeyColumn]
  /// Rows, from 0, in order of their entries.
  private let rows: [Int32]

  /// The entries of the rows 0..<count.
  init(_ columns: [KeyColumn], rowCount: Int) {
    self.columns = columns
    var rows = (0..<Int32(rowCount)).map { $0 }
    // By the last column first: each pass keeps the order of the one before among equals.
    for column in columns.reversed() { rows = Self.sorted(rows, by: column) }
    self.rows = rows
  }

  /// Writes the entries as a tree and returns its root.
  func write(_ file: inout PageFile) -> Int {
    var record = RecordBytes()
    var records = OutputBytes(capacity: 64 * (rows.count + 1))
    var ends = [0]
    ends.reserveCapacity(rows.count + 1)
    for row in rows {
      record.removeAll()
      for column in columns.indices {
        columns[column].encoded.append(Int(columns[column].ranks[Int(row)]), to: &record)
      }
      record.append(integer: Int(row) + 1)
      record.write(to: &records)
      ends.append(records.count)
    }
    return IndexTree(records.bytes, ends: ends).write(&file)
  }

  /// Counting sort.
  private static func sorted(_ rows: [Int32], by column: KeyColumn) -> [Int32] {
    let ranks = column.ranks
    var starts = [Int32](repeating: 0, count: column.encoded.count + 1)
    for rank in ranks { starts[Int(rank) + 1] += 1 }
    for rank in 0..<column.encoded.count { starts[rank + 1] += starts[rank] }
    var sorted = [Int32](repeating: 0, count: rows.count)
    for row in rows {
      let rank = Int(ranks[Int(row)])
      sorted[Int(starts[rank])] = row
      starts[rank] += 1
    }
    return sorted
  }
}

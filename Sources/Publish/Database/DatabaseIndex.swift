/// Entries of an index: the values of its columns in each row, then the number of the row (SQLite file format, section
/// 2.3), in order.
struct DatabaseIndex {
  private let columns: [KeyColumn]
  /// Rows, from 0, in order of their entries.
  private let rows: [Int32]

  /// The entries of some columns, with the numbers of the rows as the last.
  init(_ columns: [KeyColumn], numbers: KeyColumn) {
    self.columns = columns + [numbers]
    var rows = numbers.ranks
    // By the last column first: each pass keeps the order of the one before among equals.
    for column in columns.reversed() { rows = Self.sorted(rows, by: column) }
    self.rows = rows
  }

  /// Writes the entries as a tree and returns its root.
  func write(_ file: inout PageFile) -> Int {
    // Column by column, so that what a column needs is at hand for all of its entries.
    var headers = [Int](repeating: 1, count: rows.count), sizes = headers
    headers.withUnsafeMutableBufferPointer { headers in
      sizes.withUnsafeMutableBufferPointer { sizes in
        for column in columns {
          column.forEach(in: rows) { entry, type, value in
            headers[entry] += type.count
            sizes[entry] += type.count + value.count
          }
        }
      }
    }
    var ends = [0]
    ends.reserveCapacity(rows.count + 1)
    for size in sizes { ends.append(ends[ends.count - 1] + size) }
    let records = UnsafeMutableRawBufferPointer.allocate(byteCount: ends[rows.count], alignment: 1)
    defer { records.deallocate() }
    // Where the next type and the next value of each entry go, after the size of its header: its columns are so few
    // that one byte holds it.
    var types = ends, values = ends
    for entry in rows.indices {
      precondition(headers[entry] < 0x80)
      records[ends[entry]] = UInt8(headers[entry])
      types[entry] += 1
      values[entry] += headers[entry]
    }
    types.withUnsafeMutableBufferPointer { types in
      values.withUnsafeMutableBufferPointer { values in
        for column in columns {
          column.forEach(in: rows) { entry, type, value in
            Self.copy(type, to: records, at: &types[entry])
            Self.copy(value, to: records, at: &values[entry])
          }
        }
      }
    }
    return IndexTree(UnsafeRawBufferPointer(records), ends: ends).write(&file)
  }

  @inline(__always)
  private static func copy(
    _ bytes: UnsafeRawBufferPointer, to records: UnsafeMutableRawBufferPointer, at place: inout Int
  ) {
    precondition(bytes.count <= records.count - place)
    // Types, and the numbers among the values, are a byte or two.
    for byte in bytes {
      records[place] = byte
      place += 1
    }
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

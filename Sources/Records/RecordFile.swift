import Arrow

/// The Arrow file of one delivery, written batch by batch.
final class RecordFile {
  private let writer: ArrowFileWriter
  private let record = ArrowColumn(.int64)
  private let line = ArrowColumn(.int64)
  private let column = ArrowColumn(.int32)
  private let values: [ArrowColumn]
  private let names: [String]

  init(path: String, columns: UnsafeBufferPointer<FieldColumn>) throws {
    names = Self.columnNames(columns)
    values = columns.map { ArrowColumn($0.isText ? .utf8 : .dictionary) }
    var fields = [ArrowField("record", .int64), ArrowField("line", .int64), ArrowField("column", .int32)]
    for (index, name) in names.enumerated() {
      let type = columns[index].isText ? ArrowType.utf8 : .dictionary
      fields.append(ArrowField(name, type, nullable: index >= RecordWriter.givenFields))
    }
    writer = try ArrowFileWriter(path: path, fields: fields)
  }

  /// Writes a batch of as many rows as there are places.
  func write(
    _ columns: UnsafeBufferPointer<FieldColumn>,
    _ places: UnsafeBufferPointer<(record: Int64, line: Int64, column: Int32)>
  ) throws {
    for place in places {
      record.append(place.record)
      line.append(place.line)
      column.append(place.column)
    }
    for index in values.indices {
      let target = values[index]
      if columns[index].isText {
        for row in 0..<places.count {
          if columns[index].marks[row] == 0 {
            target.appendNull()
          } else {
            target.append(utf8: columns[index].text(row))
          }
        }
      } else if index < RecordWriter.givenFields {
        // Never null: code 0 is "", which says that none was given.
        for row in 0..<places.count { target.append(max(columns[index].marks[row] &- 1, 0)) }
      } else {
        for row in 0..<places.count {
          let mark = columns[index].marks[row]
          if mark == 0 { target.appendNull() } else { target.append(mark &- 1) }
        }
      }
    }
    try writer.write([record, line, column] + values)
    for each in [record, line, column] + values { each.removeAll(keepingCapacity: true) }
  }

  func finish(_ columns: UnsafeBufferPointer<FieldColumn>, metadata: [String: String]) throws {
    var dictionaries: [String: ArrowDictionary] = [:]
    for (index, name) in names.enumerated() where !columns[index].isText {
      dictionaries[name] = columns[index].dictionary
    }
    try writer.finish(dictionaries: dictionaries, metadata: metadata)
  }

  /// The column of each field, made different from the columns that every file has.
  private static func columnNames(_ columns: UnsafeBufferPointer<FieldColumn>) -> [String] {
    let given: Set<String> = ["record", "line", "column", "member", "action", "structure"]
    var taken = given
    for column in columns { taken.insert(column.name) }
    return columns.enumerated().map { index, column in
      guard index >= RecordWriter.givenFields, given.contains(column.name) else { return column.name }
      var name = column.name + "_"
      while taken.contains(name) { name += "_" }
      taken.insert(name)
      return name
    }
  }
}

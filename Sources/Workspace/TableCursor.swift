import Arrow
import Definition

/// Reads the rows of a stage file by column name; codes are decoded once a file, not once a row.
struct TableCursor {
  let file: ArrowFile
  let path: String
  private let columns: [String: Int]
  private var words: [Int: [String]] = [:]
  private var batch: ArrowBatch?
  private var row = 0

  /// Opens a stage file that must have the fields given.
  init(path: String, fields: [ArrowField]) throws {
    file = try ArrowFile(path: path)
    self.path = path
    let found = file.fields
    for field in fields where !found.contains(where: { $0.name == field.name && $0.type == field.type }) {
      throw WorkspaceError(
        what: "\(path): no column \(field.name) of the expected type",
        why: "another version wrote it, or it is damaged",
        remedy: "run the pipeline again from the first stage")
    }
    columns = Dictionary(found.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, field) in found.enumerated() where field.type == .dictionary {
      let values = file.dictionary(index)
      words[index] = (0..<values.count).map { values.string($0) }
    }
  }

  /// Calls `body` for every row in order.
  mutating func forEach(_ body: (TableCursor) throws -> Void) throws {
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      self.batch = batch
      for row in 0..<batch.rowCount {
        self.row = row
        try body(self)
      }
    }
  }

  func text(_ name: String) -> String {
    let column = columns[name]!
    if batch!.isNull(column, row) { return "" }
    if let list = words[column] { return list[Int(batch!.codes(column)[row])] }
    return batch!.utf8(column).string(row)
  }

  func integer(_ name: String) -> Int {
    let column = columns[name]!
    return file.fields[column].type == .int32 ? Int(batch!.int32(column)[row]) : Int(batch!.int64(column)[row])
  }

  /// A value, or NaN where there is none.
  func number(_ name: String) -> Double {
    let column = columns[name]!
    return batch!.isNull(column, row) ? .nan : batch!.float64(column)[row]
  }

  func optionalInteger(_ name: String) -> Int? {
    batch!.isNull(columns[name]!, row) ? nil : integer(name)
  }
}

extension ArrowTableWriter {
  /// A number, or null where it is NaN.
  func append(_ field: Int, optional value: Double) {
    if value.isNaN { appendNull(field) } else { append(field, value) }
  }

  /// An integer, or null.
  func append(_ field: Int, optional value: Int?) {
    if let value { append(field, Int64(value)) } else { appendNull(field) }
  }
}

/// A table of the workspace whose rows are few enough to be values in memory.
public protocol StageTable: Sendable {
  /// Columns in order.
  static var fields: [ArrowField] { get }
  /// Appends the row.
  func append(to table: ArrowTableWriter, _ definition: Definition)
  /// Reads the row.
  static func read(_ row: RowReader, _ definition: Definition) throws -> Self
}

/// One row of a stage file, for tables to read themselves from.
public struct RowReader {
  let cursor: TableCursor

  /// Text of a column; empty where null.
  public func text(_ name: String) -> String { cursor.text(name) }
  /// An integer of a column that has no nulls.
  public func integer(_ name: String) -> Int { cursor.integer(name) }
  /// A number, NaN where null.
  public func number(_ name: String) -> Double { cursor.number(name) }
  /// An integer, nil where null.
  public func optionalInteger(_ name: String) -> Int? { cursor.optionalInteger(name) }

  /// The canonical area of a code.
  public func area(_ name: String, _ definition: Definition) throws -> AreaIndex {
    try known(name, definition.areas.index(of: text(name)))
  }
  /// The group of a code.
  public func group(_ name: String, _ definition: Definition) throws -> GroupIndex {
    try known(name, definition.groups.index(of: text(name)))
  }
  /// The value that a code of this definition stands for; an error where it knows no such code.
  public func known<Value>(_ name: String, _ value: Value?) throws -> Value {
    guard let value else {
      throw WorkspaceError(
        what: "\(cursor.path): \(name) \(text(name)) is not in the definition",
        why: "the definition changed after the stage that wrote it",
        remedy: "run the pipeline again from normalize")
    }
    return value
  }
}

extension StageTable {
  /// Writes rows in the order given.
  public static func write(
    _ rows: some Sequence<Self>, to path: String, _ definition: Definition, stamp: StageStamp? = nil,
    metadata: [String: String] = [:]
  ) throws {
    let table = try ArrowTableWriter(path: path, fields: fields)
    for row in rows {
      row.append(to: table, definition)
      try table.endRow()
    }
    try table.finish(metadata: stamp?.metadata ?? metadata)
  }

  /// Reads all rows in their order.
  public static func readAll(_ path: String, _ definition: Definition) throws -> [Self] {
    var cursor = try TableCursor(path: path, fields: fields)
    var rows: [Self] = []
    rows.reserveCapacity(cursor.file.rowCount)
    try cursor.forEach { rows.append(try read(RowReader(cursor: $0), definition)) }
    return rows
  }
}

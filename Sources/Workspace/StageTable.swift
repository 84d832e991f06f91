import Arrow
import Definition

/// A table of the workspace whose rows are few enough to be values in memory.
public protocol StageTable: Sendable {
  /// Columns in order; everything else speaks of them by position.
  static var fields: [ArrowField] { get }
  /// Appends the row.
  func append(to table: inout StageTableWriter, _ definition: Definition)
  /// The rows of a record batch, in order.
  static func read(_ batch: StageBatch, _ definition: Definition) throws -> [Self]
}

extension StageTable {
  /// Writes rows in the order given. Inlinable, so that a sequence that makes its rows as they are asked for costs no
  /// more than they do.
  @inlinable
  public static func write(
    _ rows: some Sequence<Self>, to path: String, _ definition: Definition, stamp: StageStamp? = nil,
    metadata: [String: String] = [:]
  ) throws {
    var table = StageTableWriter(try ArrowTableWriter(path: path, fields: fields))
    for row in rows {
      row.append(to: &table, definition)
      try table.endRow()
    }
    try table.finish(metadata: stamp?.metadata ?? metadata)
  }

  /// Reads all rows in their order.
  public static func readAll(_ path: String, _ definition: Definition) throws -> [Self] {
    let file = try StageFile(path: path, fields: fields)
    var rows: [Self] = []
    for index in 0..<file.batchCount {
      let read = try read(file.batch(index), definition)
      if rows.isEmpty { rows = read } else { rows += read }
    }
    return rows
  }
}

/// Writes the rows of a stage file; a code that stands for many rows is looked up once.
public struct StageTableWriter {
  private let table: ArrowTableWriter
  /// Code in the file by field and position; -1 where none was met yet.
  private var codes: [[Int32]]
  /// The text of the row before by field, and its code; -1 before the first row.
  private var lastTexts: [String], lastCodes: [Int32]

  @usableFromInline
  init(_ table: ArrowTableWriter) {
    self.table = table
    codes = [[Int32]](repeating: [], count: table.fields.count)
    lastTexts = [String](repeating: "", count: table.fields.count)
    lastCodes = [Int32](repeating: -1, count: table.fields.count)
  }

  /// The code at a position of a list of the definition.
  mutating func append(_ field: Int, _ position: Int, _ text: @autoclosure () -> String) {
    let missing = position + 1 - codes[field].count
    if missing > 0 { codes[field] += repeatElement(-1, count: missing) }
    var code = codes[field][position]
    if code < 0 {
      code = table.code(field, text: text())
      codes[field][position] = code
    }
    table.append(field, code: code)
  }

  /// The level and the code of an area, in two fields one after the other.
  mutating func append(_ field: Int, area: AreaIndex, _ definition: Definition) {
    let level = definition.areas.level(area)
    append(field, Int(level.rawValue), level.name)
    append(field + 1, Int(area), definition.areas.codes[Int(area)])
  }

  /// A text.
  func append(_ field: Int, text: String) { table.append(field, text: text) }

  /// A text of a column of codes, which often is that of the row before.
  mutating func append(_ field: Int, word: String) {
    if lastCodes[field] < 0 || lastTexts[field] != word {
      lastCodes[field] = table.code(field, text: word)
      lastTexts[field] = word
    }
    table.append(field, code: lastCodes[field])
  }

  /// A number of a column without nulls.
  func append(_ field: Int, _ value: Int32) { table.append(field, value) }

  /// A number, or null where it is NaN.
  func append(_ field: Int, optional value: Double) {
    if value.isNaN { table.appendNull(field) } else { table.append(field, value) }
  }

  /// An integer, or null.
  func append(_ field: Int, optional value: Int?) {
    if let value { table.append(field, Int64(value)) } else { table.appendNull(field) }
  }

  @usableFromInline
  func endRow() throws { try table.endRow() }

  @usableFromInline
  func finish(metadata: [String: String]) throws { try table.finish(metadata: metadata) }
}

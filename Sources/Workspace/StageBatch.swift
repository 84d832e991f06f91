import Arrow
import Definition
import Vocabulary

/// A stage file that has the columns of a table, wherever they stand in it.
struct StageFile {
  private let file: ArrowFile
  private let path: String
  private let fields: [ArrowField]
  /// Position in the file by position in the table.
  private let columns: [Int]

  /// Opens a stage file that must have the fields given.
  init(path: String, fields: [ArrowField]) throws {
    let file = try ArrowFile(path: path)
    columns = try fields.map { field in
      // The type of the first column of the name counts: that is the one that would be read.
      guard let index = file.index(of: field.name), file.fields[index].type == field.type else {
        throw WorkspaceError(
          what: "\(path): no column \(field.name) of the expected type",
          why: "another version wrote it, or it is damaged",
          remedy: "run the pipeline again from the first stage")
      }
      return index
    }
    self.file = file
    self.path = path
    self.fields = fields
  }

  var batchCount: Int { file.batchCount }

  func batch(_ index: Int) -> StageBatch {
    StageBatch(file: file, batch: file.batch(index), path: path, fields: fields, columns: columns)
  }
}

/// The columns of one record batch of a stage file, by their position in the table's fields. Whatever can be decided
/// once a column is decided when it is asked for, so that a row costs little.
public struct StageBatch {
  fileprivate let file: ArrowFile
  fileprivate let batch: ArrowBatch
  fileprivate let path: String
  fileprivate let fields: [ArrowField]
  fileprivate let columns: [Int]

  /// Makes a row at a time.
  func rows<Row>(_ row: (Int) throws -> Row) rethrows -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(batch.rowCount)
    for index in 0..<batch.rowCount { rows.append(try row(index)) }
    return rows
  }

  /// That a text of a column is not what the program writes there.
  func unreadable(_ field: Int, _ text: String) -> WorkspaceError {
    WorkspaceError(
      what: "\(path): \(fields[field].name) \(text) cannot be read",
      why: "another version wrote it, or the definition changed after the stage that did",
      remedy: "run the pipeline again from normalize")
  }

  /// A column of codes, decoded by what each stands for; nil for a code that the definition does not know.
  func codes<Value>(_ field: Int, _ decode: (String) -> Value?) -> CodeColumn<Value> {
    CodeColumn(self, field, decode)
  }

  /// A column of codes as text; empty where null.
  func words(_ field: Int) -> CodeColumn<String> { CodeColumn(self, field) { $0 } }

  /// The canonical areas of a column of codes.
  func areas(_ field: Int, _ definition: Definition) -> CodeColumn<AreaIndex> {
    codes(field) { definition.areas.index(of: $0) }
  }

  /// The groups of a column of codes.
  func groups(_ field: Int, _ definition: Definition) -> CodeColumn<GroupIndex> {
    codes(field) { definition.groups.index(of: $0) }
  }

  /// The sexes of a column of codes.
  func sexes(_ field: Int) -> CodeColumn<Sex> { codes(field, Sex.init(code:)) }

  /// A column of texts; empty where null.
  func texts(_ field: Int) -> TextColumn { TextColumn(self, field) }

  /// A column of 32-bit integers without nulls.
  func integers(_ field: Int) -> IntegerColumn { IntegerColumn(self, field) }

  /// A column of 64-bit integers; nil where null.
  func optionalIntegers(_ field: Int) -> OptionalIntegerColumn { OptionalIntegerColumn(self, field) }

  /// A column of numbers; NaN where null.
  func numbers(_ field: Int) -> NumberColumn { NumberColumn(self, field) }
}

/// Where a column of a batch has no value.
private struct Nulls {
  /// Nil where there is a value in every row.
  private let batch: ArrowBatch?
  private let column: Int

  init(_ batch: StageBatch, _ field: Int) {
    column = batch.columns[field]
    self.batch = batch.batch.hasNulls(column) ? batch.batch : nil
  }

  func contains(_ row: Int) -> Bool { batch?.isNull(column, row) ?? false }
}

/// Codes of a batch, with what they stand for.
struct CodeColumn<Value> {
  private let values: [Value?]
  /// What stands for null, which reads as the empty text.
  private let missing: Value?
  private let codes: UnsafeBufferPointer<Int32>
  private let nulls: Nulls
  private let field: Int
  /// For messages; the codes point into its file.
  private let source: StageBatch

  fileprivate init(_ source: StageBatch, _ field: Int, _ decode: (String) -> Value?) {
    let column = source.columns[field]
    let dictionary = source.file.dictionary(column)
    values = (0..<dictionary.count).map { decode(dictionary.string($0)) }
    missing = decode("")
    codes = source.batch.codes(column)
    nulls = Nulls(source, field)
    self.field = field
    self.source = source
  }

  /// The value that the code of a row stands for; an error where the definition knows no such code.
  subscript(_ row: Int) -> Value {
    get throws {
      if let value = nulls.contains(row) ? missing : values[Int(codes[row])] { return value }
      throw unknown(row)
    }
  }

  private func unknown(_ row: Int) -> WorkspaceError {
    let text = nulls.contains(row) ? "" : source.file.dictionary(source.columns[field]).string(Int(codes[row]))
    return WorkspaceError(
      what: "\(source.path): \(source.fields[field].name) \(text) is not in the definition",
      why: "the definition changed after the stage that wrote it",
      remedy: "run the pipeline again from normalize")
  }
}

/// Texts of a batch.
struct TextColumn {
  private let texts: ArrowStrings
  private let nulls: Nulls

  fileprivate init(_ source: StageBatch, _ field: Int) {
    texts = source.batch.utf8(source.columns[field])
    nulls = Nulls(source, field)
  }

  subscript(_ row: Int) -> String { nulls.contains(row) ? "" : texts.string(row) }
}

/// Integers of a batch.
struct IntegerColumn {
  private let values: UnsafeBufferPointer<Int32>
  /// Keeps the values mapped.
  private let source: StageBatch

  fileprivate init(_ source: StageBatch, _ field: Int) {
    values = source.batch.int32(source.columns[field])
    self.source = source
  }

  subscript(_ row: Int) -> Int { Int(values[row]) }

  /// The bits of a row's integer as quality flags.
  func quality(_ row: Int) -> QualityFlags { QualityFlags(rawValue: UInt32(bitPattern: values[row])) }
}

/// Integers of a batch, some of which may be missing.
struct OptionalIntegerColumn {
  private let values: UnsafeBufferPointer<Int64>
  private let nulls: Nulls
  /// Keeps the values mapped.
  private let source: StageBatch

  fileprivate init(_ source: StageBatch, _ field: Int) {
    values = source.batch.int64(source.columns[field])
    nulls = Nulls(source, field)
    self.source = source
  }

  subscript(_ row: Int) -> Int? { nulls.contains(row) ? nil : Int(values[row]) }
}

/// Numbers of a batch.
struct NumberColumn {
  private let values: UnsafeBufferPointer<Double>
  private let nulls: Nulls
  /// Keeps the values mapped.
  private let source: StageBatch

  fileprivate init(_ source: StageBatch, _ field: Int) {
    values = source.batch.float64(source.columns[field])
    nulls = Nulls(source, field)
    self.source = source
  }

  subscript(_ row: Int) -> Double { nulls.contains(row) ? .nan : values[row] }
}

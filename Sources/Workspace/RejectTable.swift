import Arrow
import Definition

/// A record, or a whole delivery, that does not count: where it stands, why, and what to do.
public struct RejectRow: StageTable, Hashable, Sendable {
  /// The delivery's name, and the ordinal of the record in it; nil for the delivery as a whole.
  public var delivery: String, record: Int?
  /// Line and column of the file as delivered (decompressed).
  public var line: Int?, column: Int?
  /// The delivered field and its value.
  public var field: String, value: String
  /// Stable code, message and remedy in English.
  public var code: String, message: String, remedy: String

  /// A rejected record.
  public init(
    delivery: String, record: Int?, line: Int?, column: Int?, field: String, value: String, code: String,
    message: String, remedy: String
  ) {
    self.delivery = delivery
    self.record = record
    self.line = line
    self.column = column
    self.field = field
    self.value = value
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("delivery", .dictionary), ArrowField("record", .int64, nullable: true),
    ArrowField("line", .int64, nullable: true), ArrowField("column", .int64, nullable: true),
    ArrowField("field", .dictionary), ArrowField("value", .utf8), ArrowField("code", .dictionary),
    ArrowField("message", .utf8), ArrowField("remedy", .dictionary),
  ]

  /// Appends the row.
  public func append(to table: inout StageTableWriter, _ definition: Definition) {
    table.append(0, word: delivery)
    table.append(1, optional: record)
    table.append(2, optional: line)
    table.append(3, optional: column)
    table.append(4, word: field)
    table.append(5, text: value)
    table.append(6, word: code)
    table.append(7, text: message)
    table.append(8, word: remedy)
  }

  /// The rows of a record batch, in order.
  public static func read(_ batch: StageBatch, _ definition: Definition) throws -> [RejectRow] {
    let deliveries = batch.words(0), records = batch.optionalIntegers(1)
    let lines = batch.optionalIntegers(2), columns = batch.optionalIntegers(3)
    let fields = batch.words(4), values = batch.texts(5)
    let codes = batch.words(6), messages = batch.texts(7), remedies = batch.words(8)
    return try batch.rows { row in
      RejectRow(
        delivery: try deliveries[row], record: records[row], line: lines[row], column: columns[row],
        field: try fields[row], value: values[row], code: try codes[row], message: messages[row],
        remedy: try remedies[row])
    }
  }
}

import Foundation
import GRDB

/// Writes the tables to `milepost.sqlite`. One transaction in a new file, rows in published order, indexes last: the
/// same tables make the same bytes.
final class SQLiteFile {
  static let name = "milepost.sqlite"
  private let path: String
  private let queue: DatabaseQueue

  init(in folder: String) throws {
    path = folder + "/" + Self.name
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // The file is a draft until it is whole: nothing to roll back to, nothing to recover.
      try database.execute(sql: "PRAGMA page_size = 4096")
      try database.execute(sql: "PRAGMA encoding = 'UTF-8'")
      try database.execute(sql: "PRAGMA auto_vacuum = NONE")
      try database.execute(sql: "PRAGMA journal_mode = OFF")
      try database.execute(sql: "PRAGMA synchronous = OFF")
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Calls `body` with a database to fill, in one transaction.
  func fill(_ body: (Database) throws -> Void) throws {
    try queue.write { database in try body(database) }
  }

  /// Closes the file and measures it.
  func finish() throws -> PublishedFile {
    try queue.close()
    return try PublishedFile(name: Self.name, at: path)
  }

  static func create(_ table: PublishedTable, in database: Database) throws {
    var lines = table.columns.map { column in
      quoted(column.name) + " " + type(column.kind) + (column.isRequired ? " NOT NULL" : "")
    }
    if !table.key.isEmpty { lines.append("PRIMARY KEY (" + table.key.map(quoted).joined(separator: ", ") + ")") }
    try database.execute(
      sql: "CREATE TABLE \(quoted(table.name)) (\n  " + lines.joined(separator: ",\n  ") + "\n) STRICT")
  }

  static func index(_ table: PublishedTable, in database: Database) throws {
    for columns in table.indexes {
      let name = ([table.name] + columns).joined(separator: "_")
      try database.execute(
        sql: "CREATE INDEX \(quoted(name)) ON \(quoted(table.name)) ("
          + columns.map(quoted).joined(separator: ", ") + ")")
    }
  }

  static func insertion(_ table: PublishedTable, in database: Database) throws -> Statement {
    try database.makeStatement(
      sql: "INSERT INTO \(quoted(table.name)) VALUES ("
        + table.columns.map { _ in "?" }.joined(separator: ", ") + ")")
  }

  static func insert(_ row: [PublishedValue], _ statement: Statement) throws {
    let values = row.map { value -> DatabaseValue in
      switch value {
      case .text(let text): text.isEmpty ? .null : text.databaseValue
      case .number(let number): number.isNaN ? .null : number.databaseValue
      case .integer(let number): number.map(\.databaseValue) ?? .null
      }
    }
    try statement.execute(arguments: StatementArguments(values))
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static func type(_ kind: PublishedColumn.Kind) -> String {
    switch kind {
    case .text, .date: "TEXT"
    case .number: "REAL"
    case .integer: "INTEGER"
    }
  }
}

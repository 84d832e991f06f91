/// The statements that make the tables of the database.
enum DatabaseSchema {
  static func create(_ table: PublishedTable) -> String {
    var lines = table.columns.map { column in
      quoted(column.name) + " " + type(column.kind) + (column.isRequired ? " NOT NULL" : "")
        + (table.references[column.name].map { " REFERENCES " + quoted($0) } ?? "")
    }
    if !table.key.isEmpty { lines.append("PRIMARY KEY (" + list(table.key) + ")") }
    return "CREATE TABLE \(quoted(table.name)) (\n  " + lines.joined(separator: ",\n  ") + "\n) STRICT"
  }

  static func insert(into table: PublishedTable) -> String {
    let places = table.columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(quoted(table.name)) VALUES (\(places))"
  }

  static func index(_ columns: [String], of table: PublishedTable) -> String {
    let name = ([table.name] + columns).joined(separator: "_")
    return "CREATE INDEX \(quoted(name)) ON \(quoted(table.name)) (\(list(columns)))"
  }

  private static func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }

  private static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static func type(_ kind: PublishedColumn.Kind) -> String {
    switch kind {
    case .text, .date: "TEXT"
    case .number: "REAL"
    case .integer: "INTEGER"
    }
  }
}

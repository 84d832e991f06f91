/// The tables, indexes and views of a database (SQLite file format, section 2.6), in order of creation.
struct DatabaseSchema {
  /// One of them; the sql of an index that comes with its table is empty.
  struct Object {
    let type: String, name: String, table: String, root: Int, sql: String
  }

  private(set) var objects: [Object] = []

  mutating func add(_ table: PublishedTable, root: Int) {
    var lines = table.columns.map { column in
      Self.quoted(column.name) + " " + Self.type(column.kind) + (column.isRequired ? " NOT NULL" : "")
    }
    if !table.key.isEmpty { lines.append("PRIMARY KEY (" + Self.list(table.key) + ")") }
    let sql = "CREATE TABLE \(Self.quoted(table.name)) (\n  " + lines.joined(separator: ",\n  ") + "\n) STRICT"
    objects.append(Object(type: "table", name: table.name, table: table.name, root: root, sql: sql))
  }

  /// The index of a table's primary key.
  mutating func addKey(of table: PublishedTable, root: Int) {
    let name = "sqlite_autoindex_\(table.name)_1"
    objects.append(Object(type: "index", name: name, table: table.name, root: root, sql: ""))
  }

  mutating func addIndex(_ columns: [String], of table: PublishedTable, root: Int) {
    let name = ([table.name] + columns).joined(separator: "_")
    let sql = "CREATE INDEX \(Self.quoted(name)) ON \(Self.quoted(table.name)) (\(Self.list(columns)))"
    objects.append(Object(type: "index", name: name, table: table.name, root: root, sql: sql))
  }

  mutating func add(view name: String, sql: String) {
    objects.append(Object(type: "view", name: name, table: name, root: 0, sql: sql))
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

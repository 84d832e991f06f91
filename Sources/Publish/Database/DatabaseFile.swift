import CSQLite

/// Writes tables to `milepost.sqlite`, an SQLite database, through the library's prepared statements: values are bound
/// as bytes and numbers, in one transaction, and indexes are built over the rows once they stand.
final class DatabaseFile {
  static let name = "milepost.sqlite"

  private let path: String
  private let connection: OpaquePointer

  /// A new database in a folder.
  init(in folder: String) throws {
    path = folder + "/" + Self.name
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let why = String(cString: sqlite3_errstr(code))
      sqlite3_close_v2(opened)
      throw PublishError(what: "\(path): cannot be created", why: why, remedy: "check permissions and free space")
    }
    connection = opened
    // The file is part of a draft: a run that is cut short throws it away with the rest, and needs no journal.
    try run("PRAGMA journal_mode = OFF")
    try run("PRAGMA synchronous = OFF")
    try run("PRAGMA locking_mode = EXCLUSIVE")
    try run("PRAGMA cache_size = -32768")
    try run("BEGIN")
  }

  deinit { sqlite3_close_v2(connection) }

  /// Adds a table with the rows that `write` appends, and its indexes.
  func add(_ table: PublishedTable, _ write: (inout DatabaseRows) throws -> Void) throws {
    try run(DatabaseSchema.create(table))
    var rows = try DatabaseRows(DatabaseSchema.insert(into: table), columns: table.columns.count, in: self)
    try write(&rows)
    for columns in table.indexes { try run(DatabaseSchema.index(columns, of: table)) }
  }

  /// Adds a view.
  func add(view sql: String) throws { try run(sql) }

  /// Ends the file.
  func finish() throws -> PublishedFile {
    try run("COMMIT")
    return try PublishedFile(name: Self.name, at: path)
  }

  fileprivate func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw failure() }
    return statement
  }

  private func run(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  fileprivate func failure() -> PublishError {
    PublishError(
      what: "\(path): cannot be written", why: String(cString: sqlite3_errmsg(connection)),
      remedy: "check permissions and free space")
  }
}

/// The rows of one table on their way into the database.
struct DatabaseRows: RowWriter, ~Copyable {
  private let database: DatabaseFile
  private let statement: OpaquePointer
  private let columns: Int32
  /// Number of the last value bound, from 1.
  private var column: Int32 = 0
  /// The first value that was refused, told when the row ends.
  private var code = SQLITE_OK
  /// Bytes are copied: they are only lent.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  fileprivate init(_ sql: String, columns: Int, in database: DatabaseFile) throws {
    self.database = database
    self.columns = Int32(columns)
    statement = try database.prepare(sql)
  }

  deinit { sqlite3_finalize(statement) }

  mutating func append(_ words: Words, _ index: Int) {
    words.plain.withBytes(index) { bind(utf8: $0) }
  }

  mutating func append(text: String) {
    var text = text
    text.withUTF8 { bind(utf8: UnsafeRawBufferPointer($0)) }
  }

  mutating func append(number: Double) {
    column += 1
    note(number.isNaN ? sqlite3_bind_null(statement, column) : sqlite3_bind_double(statement, column, number))
  }

  mutating func append(integer: Int?) {
    column += 1
    if let integer {
      note(sqlite3_bind_int64(statement, column, Int64(integer)))
    } else {
      note(sqlite3_bind_null(statement, column))
    }
  }

  mutating func endRow() throws {
    precondition(column == columns, "a value for each column")
    guard code == SQLITE_OK, sqlite3_step(statement) == SQLITE_DONE, sqlite3_reset(statement) == SQLITE_OK else {
      throw database.failure()
    }
    column = 0
  }

  private mutating func bind(utf8 bytes: UnsafeRawBufferPointer) {
    column += 1
    if bytes.isEmpty {
      note(sqlite3_bind_null(statement, column))
    } else {
      let text = bytes.bindMemory(to: CChar.self)
      note(sqlite3_bind_text(statement, column, text.baseAddress, Int32(text.count), Self.copied))
    }
  }

  private mutating func note(_ result: Int32) { if code == SQLITE_OK { code = result } }
}

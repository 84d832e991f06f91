import CSQLite
import Glibc

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
      throw PublishError(
        what: "\(path): cannot be created", why: why,
        remedy: PublishError.diskRemedy)
    }
    connection = opened
    // Larger pages than the library's own choice make flatter trees, and fewer splits of pages while they grow.
    try run("PRAGMA page_size = 16384")
    // The file is part of a draft: a run that is cut short throws it away with the rest, and needs no journal.
    try run("PRAGMA journal_mode = OFF")
    try run("PRAGMA synchronous = OFF")
    try run("PRAGMA locking_mode = EXCLUSIVE")
    try run("PRAGMA cache_size = -8192")
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
      remedy: PublishError.diskRemedy)
  }
}

/// The rows of one table on their way into the database.
///
/// What is bound to a statement stays bound from row to row, so that only the texts that change are bound again.
struct DatabaseRows: RowWriter, ~Copyable {
  private let database: DatabaseFile
  private let statement: OpaquePointer
  private let columns: Int
  /// The texts that are bound, by column.
  private let texts: UnsafeMutablePointer<BoundText>
  /// Position of the next value in its row.
  private var column = 0
  /// The first value that was refused, told when the row ends.
  private var code = SQLITE_OK

  fileprivate init(_ sql: String, columns: Int, in database: DatabaseFile) throws {
    self.database = database
    self.columns = columns
    statement = try database.prepare(sql)
    texts = .allocate(capacity: columns)
    for column in 0..<columns { (texts + column).initialize(to: BoundText()) }
  }

  deinit {
    sqlite3_finalize(statement)
    for column in 0..<columns { texts[column].free() }
    texts.deallocate()
  }

  mutating func append(_ words: Words, _ index: Int) {
    words.plain.withBytes(index) { bind(utf8: $0) }
  }

  mutating func append(text: String) {
    var text = text
    text.withUTF8 { bind(utf8: UnsafeRawBufferPointer($0)) }
  }

  mutating func append(number: Double) {
    column += 1
    let place = Int32(column)
    note(number.isNaN ? sqlite3_bind_null(statement, place) : sqlite3_bind_double(statement, place, number))
  }

  mutating func append(integer: Int?) {
    column += 1
    if let integer {
      note(sqlite3_bind_int64(statement, Int32(column), Int64(integer)))
    } else {
      note(sqlite3_bind_null(statement, Int32(column)))
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
    precondition(column < columns)
    let isNew = texts[column].take(bytes)
    column += 1
    guard isNew else { return }
    if bytes.isEmpty { return note(sqlite3_bind_null(statement, Int32(column))) }
    // The bytes stay where they are until another text of the column takes their place.
    let text = texts[column - 1].bytes.assumingMemoryBound(to: CChar.self)
    note(sqlite3_bind_text(statement, Int32(column), text, Int32(bytes.count), nil))
  }

  private mutating func note(_ result: Int32) { if code == SQLITE_OK { code = result } }
}

/// The bytes of a text for as long as they are bound; none at first, as nothing is.
private struct BoundText {
  private(set) var bytes = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 1)
  private var count = 0, capacity = 64

  /// Takes bytes in, and tells whether they are others than before.
  @inline(__always)
  mutating func take(_ new: UnsafeRawBufferPointer) -> Bool {
    guard let start = new.baseAddress, new.count > 0 else {
      defer { count = 0 }
      return count > 0
    }
    if new.count == count, memcmp(bytes, start, count) == 0 { return false }
    if new.count > capacity {
      bytes.deallocate()
      capacity = max(new.count, capacity * 2)
      bytes = .allocate(byteCount: capacity, alignment: 1)
    }
    bytes.copyMemory(from: start, byteCount: new.count)
    count = new.count
    return true
  }

  func free() { bytes.deallocate() }
}

/// Writes tables to `milepost.sqlite`, an SQLite database.
///
/// The library would insert row by row into trees that it keeps in balance, and check what is checked already; a file
/// that is written once and whole needs none of it. The format is fixed and public (https://sqlite.org/fileformat2.html,
/// which the comments quote by section): rows go into pages as they come, and each index is sorted before its pages are
/// filled.
struct DatabaseFile: RowWriter, ~Copyable {
  static let name = "milepost.sqlite"

  private var pages = PageFile()
  private var schema = DatabaseSchema()
  private var tree = TableTree()
  private var record = RecordBytes()
  private var bytes = OutputBytes()
  /// Position of the next value in its row.
  private var column = 0
  /// The values of the table's columns, where an index has them.
  private var keys: [KeyColumnBuilder?] = []

  init() {
    // The first page is for the header and the root of the schema.
    _ = pages.add()
  }

  /// Adds a table with the rows that `write` appends, and its indexes.
  mutating func add(_ table: PublishedTable, _ write: (inout DatabaseFile) throws -> Void) rethrows {
    tree = TableTree()
    let indexed = Set((table.indexes + [table.key]).joined())
    keys = table.columns.map { indexed.contains($0.name) ? KeyColumnBuilder() : nil }
    try write(&self)
    schema.add(table, root: tree.finish(&pages))
    let columns = keys.map { $0?.finish() }
    let numbers = KeyColumn(numbersUpTo: tree.rows)
    func index(_ names: [String]) -> Int {
      let keys = names.map { name in columns[table.columns.firstIndex { $0.name == name }!]! }
      return DatabaseIndex(keys, numbers: numbers).write(&pages)
    }
    if !table.key.isEmpty { schema.addKey(of: table, root: index(table.key)) }
    for names in table.indexes { schema.addIndex(names, of: table, root: index(names)) }
  }

  /// Adds a view.
  mutating func add(view name: String, sql: String) { schema.add(view: name, sql: sql) }

  mutating func append(_ words: Words, _ index: Int) {
    words.plain.withBytes(index) { append(utf8: $0) }
    keys[column]?.append(words, index)
    column += 1
  }

  mutating func append(text: String) {
    var text = text
    text.withUTF8 { utf8 in
      append(utf8: UnsafeRawBufferPointer(utf8))
      keys[column]?.append(text: UnsafeRawBufferPointer(utf8))
    }
    column += 1
  }

  mutating func append(number: Double) {
    if number.isNaN { record.appendNull() } else { record.append(number: number) }
    column += 1
  }

  mutating func append(integer: Int?) {
    if let integer { record.append(integer: integer) } else { record.appendNull() }
    keys[column]?.append(integer: integer)
    column += 1
  }

  mutating func endRow() {
    bytes.removeAll()
    record.write(to: &bytes)
    tree.append(bytes.bytes, &pages)
    record.removeAll()
    column = 0
  }

  private mutating func append(utf8: UnsafeRawBufferPointer) {
    if utf8.isEmpty { record.appendNull() } else { record.append(text: utf8) }
  }

  /// Writes the schema and the header, and the file into a folder.
  consuming func finish(in folder: String) throws -> PublishedFile {
    tree = TableTree()
    keys = [KeyColumnBuilder?](repeating: nil, count: 5)
    for object in schema.objects {
      append(text: object.type)
      append(text: object.name)
      append(text: object.table)
      append(integer: object.root)
      append(text: object.sql)
      endRow()
    }
    _ = tree.finish(inFirstPage: true, &pages)
    writeHeader()
    return try PublishedFile.write(pages.contents, name: Self.name, in: folder)
  }

  /// Section 1.3. What is not written is zero: no free pages, no vacuum, no version of the user's.
  private mutating func writeHeader() {
    let magic: StaticString = "SQLite format 3\0"
    pages.store(UnsafeRawBufferPointer(start: magic.utf8Start, count: magic.utf8CodeUnitCount), page: 1, at: 0)
    pages.store(UInt16(PageFile.pageSize), page: 1, at: 16)
    // Journal mode "legacy" twice; no room reserved in pages; fractions of payload that the format fixes.
    for (offset, value) in zip(18..., [1, 1, 0, 64, 32, 32] as [UInt8]) { pages.store(value, page: 1, at: offset) }
    let numbers: [(offset: Int, value: UInt32)] = [
      // One change so far, for which the number of pages is valid.
      (24, 1), (28, UInt32(pages.count)), (92, 1),
      // Schema cookie, schema format, UTF-8.
      (40, 1), (44, 4), (56, 1),
      // The first version that reads STRICT tables.
      (96, 3_037_000),
    ]
    for (offset, value) in numbers { pages.store(value, page: 1, at: offset) }
  }
}

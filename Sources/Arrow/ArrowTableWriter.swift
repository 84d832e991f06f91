/// Writes a table row by row: keeps one record batch and the dictionaries, and writes the batch when it is full.
public final class ArrowTableWriter {
  /// The rows of a full record batch.
  public static let batchRows = 65_536

  /// The columns of the table.
  public let fields: [ArrowField]
  /// How many rows were ended.
  public private(set) var rowCount = 0
  private let writer: ArrowFileWriter
  private let columns: [ArrowColumn]
  /// The insides of `columns`, which own them: looking at each column after each row must not count references.
  private let states: [UnsafeMutablePointer<ArrowColumnState>]
  /// One per field, though only dictionary fields use theirs.
  private var dictionaries: [ArrowDictionary]
  private var pendingRows = 0

  /// Creates or truncates the file at `path`.
  public init(path: String, fields: [ArrowField]) throws(ArrowError) {
    self.fields = fields
    columns = fields.map { ArrowColumn($0.type) }
    states = columns.map(\.state)
    dictionaries = fields.map { _ in ArrowDictionary() }
    writer = try ArrowFileWriter(path: path, fields: fields)
  }

  /// Gives the row its value of an `int64` field.
  public func append(_ field: Int, _ value: Int64) { columns[field].append(value) }

  /// Gives the row its value of an `int32` field.
  public func append(_ field: Int, _ value: Int32) {
    precondition(fields[field].type == .int32, "an Int32 for a field of another type")
    columns[field].append(value)
  }

  /// Gives the row its value of a `float64` field.
  public func append(_ field: Int, _ value: Double) { columns[field].append(value) }

  /// Gives the row its value of a `utf8` or `dictionary` field.
  public func append(_ field: Int, text: String) {
    var text = text
    text.withUTF8 { append(field, utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Gives the row its value of a `utf8` or `dictionary` field, as bytes.
  public func append(_ field: Int, utf8 bytes: UnsafeRawBufferPointer) {
    if columns[field].type == .dictionary {
      columns[field].append(dictionaries[field].code(bytes))
    } else {
      columns[field].append(utf8: bytes)
    }
  }

  /// Gives the row its value of a `dictionary` field, as a code that `code(_:utf8:)` gave for the same field.
  public func append(_ field: Int, code: Int32) {
    precondition(columns[field].type == .dictionary, "a code for a field of another type")
    columns[field].append(code)
  }

  /// The code of a value of a `dictionary` field, for callers that meet the value many times over.
  public func code(_ field: Int, utf8 bytes: UnsafeRawBufferPointer) -> Int32 { dictionaries[field].code(bytes) }

  /// The code of a value of a `dictionary` field, for callers that meet the value many times over.
  public func code(_ field: Int, text: String) -> Int32 { dictionaries[field].code(text) }

  /// Leaves the row without a value of the field.
  public func appendNull(_ field: Int) { columns[field].appendNull() }

  /// Makes room for so many rows at once, for those who know about how many there will be.
  public func reserve(rows: Int) {
    for column in columns { column.reserve(min(rows, Self.batchRows)) }
  }

  /// How many rows the batch being filled still takes: no more can be given at once.
  public var room: Int { Self.batchRows - pendingRows }

  /// Gives the next `count` rows their values of an `int64` field: the caller writes them where the pointer leads, before
  /// the rows are ended or more is given to the field.
  public func appendInt64s(_ field: Int, _ count: Int) -> UnsafeMutablePointer<Int64> {
    columns[field].appendInt64s(count)
  }

  /// Gives the next `count` rows their values of a `float64` field, as `appendInt64s` does.
  public func appendDoubles(_ field: Int, _ count: Int) -> UnsafeMutablePointer<Double> {
    columns[field].appendDoubles(count)
  }

  /// Gives the next `count` rows their values of a `dictionary` field, as `appendInt64s` does; they are codes that
  /// `code(_:utf8:)` gave for the same field.
  public func appendCodes(_ field: Int, _ count: Int) -> UnsafeMutablePointer<Int32> {
    precondition(columns[field].type == .dictionary, "codes for a field of another type")
    return columns[field].appendInt32s(count)
  }

  /// Gives the next rows their values of a `float64` field, none where there is NaN.
  public func append(_ field: Int, optional values: UnsafeBufferPointer<Double>) {
    columns[field].append(optional: values)
  }

  /// Ends `count` rows, no more than there was `room` for, each field of which was given its values.
  public func endRows(_ count: Int) throws(ArrowError) {
    precondition(count <= room, "more rows than the batch takes")
    pendingRows += count
    rowCount += count
    var isLarge = false
    for index in states.indices {
      precondition(states[index].pointee.count == pendingRows, "no value of \(fields[index].name) in some row")
      if states[index].pointee.text.count > 1 << 28 { isLarge = true }
    }
    if pendingRows == Self.batchRows || isLarge { try flush() }
  }

  /// Ends the row. A nullable field that was given no value gets a null; any other must have exactly one.
  public func endRow() throws(ArrowError) {
    pendingRows += 1
    var isLarge = false
    for index in states.indices {
      if states[index].pointee.count != pendingRows { fillIn(index) }
      // Long before the offsets of one batch run out of bits.
      if states[index].pointee.text.count > 1 << 28 { isLarge = true }
    }
    rowCount += 1
    if pendingRows == Self.batchRows || isLarge { try flush() }
  }

  /// Writes what is pending, the dictionaries and `metadata`, and closes the file.
  public func finish(metadata: [String: String]) throws(ArrowError) {
    for column in columns { precondition(column.count == pendingRows, "the last row was not ended") }
    if pendingRows > 0 { try flush() }
    var named: [String: ArrowDictionary] = [:]
    for (index, field) in fields.enumerated() where field.type == .dictionary {
      named[field.name] = dictionaries[index]
    }
    try writer.finish(dictionaries: named, metadata: metadata)
  }

  private func fillIn(_ field: Int) {
    precondition(columns[field].count == pendingRows - 1, "two values of \(fields[field].name) in one row")
    precondition(fields[field].nullable, "no value of \(fields[field].name)")
    columns[field].appendNull()
  }

  private func flush() throws(ArrowError) {
    try writer.write(columns)
    for column in columns { column.removeAll(keepingCapacity: true) }
    pendingRows = 0
  }
}

import Arrow

/// Writes the records of one delivery as they were delivered into one Arrow file.
///
/// The columns are `record` (1-based ordinal within the delivery, rejected ones counted), `line` and `column` (where
/// the record starts in the decompressed file, 1-based), `member` (of the archive, "" where the delivery is none; line
/// and column are those in the member), `action` (I, A, M, R, D or "" where none was given), `structure` (the id of its
/// structure, "" where none was given), then the fields in order of first appearance. A field is null where it was not
/// given and "" where it was given empty. It is a dictionary column, or plain text where it holds free text or too many
/// different values. A delivered field that bears the name of one of the first six columns gets an underscore behind
/// its name.
public final class RecordWriter {
  /// The field index of `member`.
  static let member = 0
  /// The field index of `action`.
  public static let action = 1
  /// The field index of `structure`.
  public static let structure = 2
  /// How many fields every file has.
  static let givenFields = 3
  /// What `code` gives for bytes that are not valid UTF-8 or hold NUL.
  public static let invalid: Int32 = -1
  /// How many records make a batch, unless they have very many fields.
  static let batchRecords = 65_536
  private static let batchCells = 4 << 20
  private static let batchTextBytes = 16 << 20

  /// What changes with every record. Behind a pointer, so that giving a value pays for no run-time exclusivity check
  /// and no reference count.
  private struct State {
    var columns: UnsafeMutablePointer<FieldColumn>
    var columnCapacity = 64
    var columnCount = 0
    var row = 0
    var rowCapacity = 1024
    var isLearning = false
    var dictionaryBytes = 0
    var batchText = 0
    var recordCount: Int64 = 0
    var writtenCount: Int64 = 0
    var memberCode: Int32 = 0
  }

  private let path: String
  private let limits: RecordLimits
  private let state: UnsafeMutablePointer<State>
  private let places: UnsafeMutablePointer<(record: Int64, line: Int64, column: Int32)>
  private var fieldIndexes: [String: Int] = [:]
  private var file: RecordFile?
  private var isSchemaFixed = false
  private var textFields: Set<String>

  /// How many records were met so far, rejected ones included.
  public var recordCount: Int64 { state.pointee.recordCount }
  /// How many records were written or are about to be.
  public var writtenCount: Int64 { state.pointee.writtenCount }
  /// Whether nothing is written any more and the rest of the delivery only serves to learn its fields.
  public var isLearning: Bool { state.pointee.isLearning }

  /// Starts a file at `path` by what is already known of the fields.
  public init(path: String, plan: RecordPlan = RecordPlan(), limits: RecordLimits = RecordLimits()) {
    self.path = path
    self.limits = limits
    self.textFields = plan.textFields
    state = .allocate(capacity: 1)
    state.initialize(to: State(columns: .allocate(capacity: 64)))
    places = .allocate(capacity: Self.batchRecords)
    for name in ["member", "action", "structure"] {
      append(FieldColumn(name: name, isText: false, rowCapacity: state.pointee.rowCapacity))
      // "" is code 0, which a record that was given none gets.
      _ = state.pointee.columns[columnCount - 1].dictionary.code("")
    }
    for name in plan.fields { _ = field(named: name) }
  }

  deinit {
    for index in 0..<columnCount { columns[index].free() }
    columns.deinitialize(count: columnCount)
    columns.deallocate()
    state.deallocate()
    places.deallocate()
  }

  /// Says which member of an archive the records that follow stand in.
  public func startMember(_ name: String) {
    state.pointee.memberCode = columns[Self.member].dictionary.code(name)
  }

  /// The index of the field called `name`, which is a new field if it was not met before.
  public func field(named name: String) -> Int {
    if let index = fieldIndexes[name] { return index }
    let index = columnCount
    let isText = FieldKind.isText(name) || textFields.contains(name)
    append(FieldColumn(name: name, isText: isText, rowCapacity: state.pointee.rowCapacity))
    fieldIndexes[name] = index
    // The schema already stands in the file without this field.
    if isSchemaFixed { startLearning() }
    return index
  }

  /// The name of a field as delivered.
  public func name(of field: Int) -> String { columns[field].name }

  /// How many fields were met, `member`, `action` and `structure` included.
  public var fieldCount: Int { columnCount }

  /// Whether the field is plain text, so that it has no codes.
  public func isText(_ field: Int) -> Bool { columns[field].isText }

  /// The code of a value of a field that is not text, or `invalid`.
  public func code(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    let column = state.pointee.columns + field
    guard bytes.count <= ValueSignature.longest else { return enter(field, bytes) }
    let signature = ValueSignature(bytes)
    let remembered = column.pointee.memory.code(signature, count: bytes.count)
    if remembered >= 0 { return remembered }
    let code = enter(field, bytes)
    if code >= 0 { column.pointee.memory.remember(signature, count: bytes.count, code: code) }
    return code
  }

  /// Gives the record a value of a field by its code.
  public func set(_ field: Int, code: Int32) {
    let column = state.pointee.columns + field
    if state.pointee.isLearning { return }
    if column.pointee.isText { state.pointee.batchText += column.pointee.byteCount(code) }
    column.pointee.set(state.pointee.row, code: code)
  }

  /// Gives the record a value of a field; false if the bytes are not valid UTF-8 or hold NUL.
  public func set(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let column = state.pointee.columns + field
    if column.pointee.isText {
      guard TextValidity.isValid(bytes) else { return false }
      if state.pointee.isLearning { return true }
      column.pointee.set(state.pointee.row, text: bytes)
      state.pointee.batchText += bytes.count
      return true
    }
    let code = code(field, bytes)
    guard code >= 0 else { return false }
    if !state.pointee.isLearning { column.pointee.marks[state.pointee.row] = code &+ 1 }
    return true
  }

  /// Whether the record was given a value of the field.
  public func isSet(_ field: Int) -> Bool { columns[field].marks[row] != 0 }

  /// Lends the value that the record was given of a field; nil if none.
  public func withValue<R>(_ field: Int, _ body: (UnsafeRawBufferPointer?) -> R) -> R {
    let column = columns + field
    guard column.pointee.marks[row] != 0 else { return body(nil) }
    if column.pointee.isText { return body(column.pointee.text(row)) }
    return column.pointee.dictionary.withBytes(column.pointee.marks[row] - 1, body)
  }

  /// The different values of a field that is not text, in order of first appearance.
  public func values(of field: Int) -> [String] {
    let dictionary = columns[field].dictionary
    return (0..<dictionary.count).map { dictionary.string(Int32($0)) }
  }

  /// Enters a value into the dictionary of its field.
  @inline(never)
  private func enter(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    let column = columns + field
    if let known = column.pointee.dictionary.find(bytes) { return known }
    guard TextValidity.isValid(bytes) else { return Self.invalid }
    if isLearning, textFields.contains(column.pointee.name) { return 0 }
    let code = column.pointee.dictionary.code(bytes)
    state.pointee.dictionaryBytes += bytes.count
    if column.pointee.dictionary.count > limits.distinctValues
      || column.pointee.dictionary.byteCount > limits.dictionaryBytes
      || state.pointee.dictionaryBytes > limits.allDictionaryBytes
    {
      overflow(field)
    }
    return code
  }

  /// Ends the record, which starts at `line` and `column`, both 1-based.
  /// - Throws: `ArrowError` if the file cannot be written.
  public func endRecord(line: Int64, column: Int32) throws {
    state.pointee.recordCount += 1
    state.pointee.writtenCount += 1
    if isLearning { return }
    let row = state.pointee.row
    places[row] = (recordCount, line, column)
    columns[Self.member].marks[row] = state.pointee.memberCode + 1
    state.pointee.row = row + 1
    if row + 1 == Self.batchRecords || (row + 1) * columnCount > Self.batchCells
      || state.pointee.batchText > Self.batchTextBytes
    {
      try flush()
    } else if row + 1 == state.pointee.rowCapacity {
      state.pointee.rowCapacity *= 4
      for index in 0..<columnCount { columns[index].grow(rows: state.pointee.rowCapacity) }
    }
  }

  /// Counts the record but does not write it.
  public func rejectRecord() {
    state.pointee.recordCount += 1
    if isLearning { return }
    for index in 0..<columnCount { columns[index].clearRow(state.pointee.row) }
  }

  /// From here on nothing is written: the delivery has to be read a second time. Dictionaries go on growing, so that
  /// every field that is to be text is known at the end.
  public func startLearning() {
    guard !isLearning else { return }
    state.pointee.isLearning = true
    file = nil
    for index in 0..<columnCount { columns[index].clear(rows: row + 1) }
    state.pointee.row = 0
  }

  /// Writes what is left and ends the file, with `metadata` in its schema.
  /// - Returns: nil if the file is complete, otherwise the plan for a second pass.
  /// - Throws: `ArrowError` if the file cannot be written.
  public func finish(metadata: [String: String] = [:]) throws -> RecordPlan? {
    if isLearning {
      let names = (Self.givenFields..<columnCount).map { columns[$0].name }
      return RecordPlan(fields: names, textFields: textFields)
    }
    if row > 0 || !isSchemaFixed { try flush() }
    try file?.finish(UnsafeBufferPointer(start: columns, count: columnCount), metadata: metadata)
    file = nil
    return nil
  }

  private var columns: UnsafeMutablePointer<FieldColumn> { state.pointee.columns }
  private var columnCount: Int { state.pointee.columnCount }
  private var row: Int { state.pointee.row }

  private func append(_ column: FieldColumn) {
    if columnCount == state.pointee.columnCapacity {
      state.pointee.columnCapacity *= 2
      let larger = UnsafeMutablePointer<FieldColumn>.allocate(capacity: state.pointee.columnCapacity)
      larger.moveInitialize(from: columns, count: columnCount)
      columns.deallocate()
      state.pointee.columns = larger
    }
    (columns + columnCount).initialize(to: column)
    state.pointee.columnCount += 1
  }

  /// A dictionary grew beyond its limit: the field becomes text in the second pass.
  private func overflow(_ field: Int) {
    var largest = field
    // Of several that fill the common limit together, the largest one has to go.
    for index in Self.givenFields..<columnCount
    where columns[index].dictionary.byteCount > columns[largest].dictionary.byteCount { largest = index }
    textFields.insert(columns[largest].name)
    state.pointee.dictionaryBytes -= columns[largest].dictionary.byteCount
    columns[largest].dictionary = ArrowDictionary()
    columns[largest].memory.forget()
    startLearning()
  }

  private func flush() throws {
    if !isSchemaFixed {
      isSchemaFixed = true
      for index in Self.givenFields..<columnCount where row == Self.batchRecords && !columns[index].isText {
        // Hardly any value comes twice: a dictionary would only be a detour.
        if columns[index].dictionary.count > row / 2, columns[index].textBytes(rows: row) < Self.batchTextBytes {
          columns[index].becomeText(rows: row)
        }
      }
      file = try RecordFile(path: path, columns: UnsafeBufferPointer(start: columns, count: columnCount))
    }
    try file?.write(
      UnsafeBufferPointer(start: columns, count: columnCount), UnsafeBufferPointer(start: places, count: row))
    for index in 0..<columnCount { columns[index].clear(rows: row) }
    state.pointee.row = 0
    state.pointee.batchText = 0
  }
}

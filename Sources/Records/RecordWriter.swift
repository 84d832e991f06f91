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
  /// How many rows are made ready at a time.
  private static let preparedRows = 1024

  /// What changes with every record. Behind a pointer, so that giving a value pays for no run-time exclusivity check
  /// and no reference count.
  @usableFromInline
  struct State {
    @usableFromInline var columns: UnsafeMutablePointer<FieldColumn>
    var columnCapacity = 64
    @usableFromInline var columnCount = 0
    @usableFromInline var row = 0
    /// How many rows of every column are ready to be given values.
    var prepared = RecordWriter.preparedRows
    /// At how many rows there is something to do: rows to be prepared, or a batch to be written.
    var boundary = RecordWriter.preparedRows
    @usableFromInline var isLearning = false
    var dictionaryBytes = 0
    var batchText = 0
    var recordCount: Int64 = 0
    var writtenCount: Int64 = 0
    var memberCode: Int32 = 0
  }

  let limits: RecordLimits
  @usableFromInline let state: UnsafeMutablePointer<State>
  private let path: String
  private let memory: RecordMemory
  private let places: RecordPlaces
  private var fieldIndexes: [String: Int] = [:]
  private var file: RecordFile?
  private var isSchemaFixed = false
  var textFields: Set<String>

  /// How many records were met so far, rejected ones included.
  public var recordCount: Int64 { state.pointee.recordCount }
  /// How many records were written or are about to be.
  public var writtenCount: Int64 { state.pointee.writtenCount }
  /// Whether nothing is written any more and the rest of the delivery only serves to learn its fields.
  public var isLearning: Bool { state.pointee.isLearning }

  /// Starts a file at `path` by what is already known of the fields, with memory that no other writer uses at the same
  /// time.
  public init(
    path: String, plan: RecordPlan = RecordPlan(), limits: RecordLimits = RecordLimits(),
    memory: RecordMemory = RecordMemory()
  ) {
    self.path = path
    self.limits = limits
    self.memory = memory
    self.textFields = plan.textFields
    state = .allocate(capacity: 1)
    state.initialize(to: State(columns: .allocate(capacity: 64)))
    places = RecordPlaces(memory: memory)
    for name in ["member", "action", "structure"] {
      append(name: name, isText: false)
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
    places.free(memory)
  }

  /// Says which member of an archive the records that follow stand in.
  public func startMember(_ name: String) {
    state.pointee.memberCode = columns[Self.member].dictionary.code(name)
  }

  /// The index of the field called `name`, which is a new field if it was not met before.
  public func field(named name: String) -> Int {
    if let index = fieldIndexes[name] { return index }
    let index = columnCount
    append(name: name, isText: FieldKind.isText(name) || textFields.contains(name))
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

  /// The different values of a field that is not text, in order of first appearance.
  public func values(of field: Int) -> [String] {
    let dictionary = columns[field].dictionary
    return (0..<dictionary.count).map { dictionary.string(Int32($0)) }
  }

  /// Ends the record, which starts at `line` and `column`, both 1-based.
  /// - Throws: `ArrowError` if the file cannot be written.
  public func endRecord(line: Int64, column: Int32) throws {
    state.pointee.recordCount += 1
    state.pointee.writtenCount += 1
    if isLearning { return }
    let row = state.pointee.row
    places.set(row, record: recordCount, line: line, column: column)
    columns[Self.member].codes[row] = state.pointee.memberCode
    state.pointee.row = row + 1
    if row + 1 >= state.pointee.boundary || state.pointee.batchText > Self.batchTextBytes { try passBoundary() }
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
    startBatch()
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

  var columns: UnsafeMutablePointer<FieldColumn> { state.pointee.columns }
  var columnCount: Int { state.pointee.columnCount }
  var row: Int { state.pointee.row }

  private func append(name: String, isText: Bool) {
    if columnCount == state.pointee.columnCapacity {
      state.pointee.columnCapacity *= 2
      let larger = UnsafeMutablePointer<FieldColumn>.allocate(capacity: state.pointee.columnCapacity)
      larger.moveInitialize(from: columns, count: columnCount)
      columns.deallocate()
      state.pointee.columns = larger
    }
    (columns + columnCount).initialize(
      to: FieldColumn(name: name, isText: isText, rows: state.pointee.prepared, memory: memory))
    state.pointee.columnCount += 1
    setBoundary()
  }

  /// The first row that there is no room for, or at which the batch has as many values as a batch may have.
  private func setBoundary() {
    state.pointee.boundary = min(state.pointee.prepared, Self.batchCells / columnCount + 1)
  }

  /// Writes the batch if it is full, or else prepares more rows.
  @inline(never)
  private func passBoundary() throws {
    if row == Self.batchRecords || row * columnCount > Self.batchCells
      || state.pointee.batchText > Self.batchTextBytes
    {
      try flush()
    } else if row == state.pointee.prepared {
      prepare(row..<(row + Self.preparedRows))
    }
  }

  private func prepare(_ rows: Range<Int>) {
    for index in 0..<columnCount { columns[index].prepare(rows) }
    state.pointee.prepared = rows.upperBound
    setBoundary()
  }

  private func startBatch() {
    state.pointee.row = 0
    state.pointee.batchText = 0
    for index in 0..<columnCount { columns[index].clearText() }
    prepare(0..<Self.preparedRows)
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
      file = try RecordFile(
        path: path, columns: UnsafeBufferPointer(start: columns, count: columnCount), memory: memory)
    }
    try file?.write(UnsafeBufferPointer(start: columns, count: columnCount), places, rows: row)
    startBatch()
  }
}

import Glibc
import Records

/// Reads SDMX-CSV 1.0, 2.0 and 2.1: a row is a record, an empty cell an empty value.
///
/// Rules from the SDMX-CSV field guide: ids stay, labels go; a missing `ACTION` column means none was given.
final class CSVMessageReader: MessageReader {
  /// What is done with the cells of one column, resolved to the writer's field.
  private struct Target {
    /// -1 where the cells are left out.
    var field: Int
    var hasLabels: Bool
    var valueSeparator: UInt8?
  }

  /// What is asked for with every row. Behind a pointer, so that no row pays for run-time exclusivity checks.
  private struct State {
    /// Of each column, `columns` of them; empty before the header row.
    var targets: UnsafeMutablePointer<Target>
    var columns = 0
    var shortRowFields: Int
    var hasHeader = false
    var lastAction: UInt8 = 0xFF
    var lastActionCode: Int32 = 0
    var merges = false
    /// Whether the row before became a record.
    var lastIsRecord = false
  }

  private let dialect: CSVDialect
  private let writer: RecordWriter
  private let limits: MessageLimits
  private let scanner: DelimitedScanner
  private let state: UnsafeMutablePointer<State>
  /// Whether the next row is `sep=;` and neither header nor record.
  private var namesSeparator: Bool
  private var rejects: RejectLog
  private var notes: [String] = []

  init(dialect: CSVDialect, writer: RecordWriter, limits: MessageLimits, describedRejects: Int) {
    self.dialect = dialect
    namesSeparator = dialect.namesSeparator
    self.writer = writer
    self.limits = limits
    scanner = DelimitedScanner(separator: dialect.separator, limits: limits)
    rejects = RejectLog(limit: describedRejects)
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(targets: .allocate(capacity: limits.columns), shortRowFields: dialect.shortRowFields ?? -1))
  }

  deinit {
    state.pointee.targets.deallocate()
    state.deallocate()
  }

  var lessons: MessageLessons { MessageLessons() }

  var summary: MessageSummary {
    let version = dialect.version == .one ? "1.0" : state.pointee.merges ? "2.1" : "2.0"
    return MessageSummary(
      format: "SDMX-CSV \(version)", prepared: nil, setAside: nil, notes: notes, rejects: rejects)
  }

  func read(_ chunk: UnsafeRawBufferPointer) throws {
    scanner.load(chunk, isLast: false)
    try readRows()
  }

  func finish() throws {
    scanner.load(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    try readRows()
  }

  private func readRows() throws {
    do {
      while try scanner.nextRow() {
        if state.pointee.hasHeader {
          try readRecord()
        } else if namesSeparator {
          namesSeparator = false
        } else {
          try readHeader()
        }
      }
    } catch var error as MessageError {
      if state.pointee.hasHeader, error.record == nil { error.record = writer.recordCount + 1 }
      throw error
    }
  }

  private func readHeader() throws {
    guard scanner.fieldCount <= limits.columns else {
      throw MessageError(
        .limitColumns, "The header row has \(scanner.fieldCount) columns, more than \(limits.columns).",
        remedy: "Check that the file has line ends; no SDMX structure has that many components.", line: scanner.line)
    }
    var header: [String] = []
    for index in 0..<scanner.fieldCount {
      let cell = scanner.field(index)
      guard TextValidity.isValid(cell) else {
        throw MessageError(
          .invalidEncoding, "The header row is not valid UTF-8 in column \(index + 1).",
          remedy: "Export as UTF-8.", line: scanner.line, column: scanner.place(index).column)
      }
      header.append(String(decoding: cell, as: UTF8.self))
    }
    for column in try CSVColumn.columns(header, version: dialect.version) {
      var field = -1
      switch column.role {
      case .ignored, .structureType: break
      case .structure: field = RecordWriter.structure
      case .action: field = RecordWriter.action
      case .field(let name): field = writer.field(named: name)
      }
      // There are as many columns as fields, which were counted above.
      (state.pointee.targets + state.pointee.columns).initialize(
        to: Target(field: field, hasLabels: column.hasLabels, valueSeparator: column.valueSeparator))
      state.pointee.columns += 1
    }
    if let short = dialect.shortRowFields {
      let missing = header[short...].joined(separator: ", ")
      notes.append("its rows have \(short) fields under \(header.count) columns: taken as without \(missing)")
    }
    state.pointee.hasHeader = true
  }

  private func readRecord() throws {
    let count = scanner.fieldCount
    let canRepeat = state.pointee.lastIsRecord && writer.canRepeat
    state.pointee.lastIsRecord = false
    if isBlank(count) { return }
    guard count == state.pointee.columns || count == state.pointee.shortRowFields else { return rejectFieldCount() }
    let bad = setValues(count, repeated: canRepeat ? scanner.countOfRepeatedFields() : 0)
    if bad < 0 {
      state.pointee.lastIsRecord = true
      return try writer.endRecord(line: scanner.line, column: 1)
    }
    if state.pointee.targets[bad].field == RecordWriter.action { rejectAction(bad) } else { rejectEncoding(bad) }
  }

  /// Whether all fields of the row are blank, as spreadsheet programs leave rows behind that were cleared; a row that
  /// was cut is none.
  private func isBlank(_ count: Int) -> Bool {
    guard count == 1 || count == state.pointee.columns || count == state.pointee.shortRowFields else { return false }
    for index in 0..<min(count, scanner.keptFields) {
      for byte in scanner.field(index) where byte != 0x20 && byte != 0x09 { return false }
    }
    return true
  }

  /// Gives the record its values, of which the first `repeated` are those of the record before; the index of the column
  /// whose value it cannot have, -1 if none.
  private func setValues(_ count: Int, repeated: Int) -> Int {
    let targets = state.pointee.targets
    for index in 0..<count {
      let field = targets[index].field
      if field < 0 || (index < repeated && writer.repeat(field)) { continue }
      var value = scanner.field(index)
      if targets[index].hasLabels { value = withoutLabel(value, targets[index].valueSeparator) }
      if field == RecordWriter.action {
        guard setAction(value) else { return index }
      } else if !writer.set(field, value) {
        return index
      }
    }
    return -1
  }

  /// Drops the label of `code: label`; of several values in one cell only single ones have their labels dropped.
  private func withoutLabel(_ value: UnsafeRawBufferPointer, _ separator: UInt8?) -> UnsafeRawBufferPointer {
    if let separator, value.contains(separator) { return value }
    guard let start = value.baseAddress else { return value }
    var searched = 0
    while let colon = memchr(start + searched, Int32(UInt8(ascii: ":")), value.count - searched) {
      let position = UnsafeRawPointer(colon) - start
      searched = position + 1
      guard searched < value.count, value[searched] == 0x20 else { continue }
      // A code has no spaces: text with a colon in its middle is no labelled code.
      if memchr(start, 0x20, position) != nil { return value }
      return UnsafeRawBufferPointer(rebasing: value[..<position])
    }
    return value
  }

  /// Accepts the one-letter actions of the field guide and the words of SDMX-ML.
  private func setAction(_ value: UnsafeRawBufferPointer) -> Bool {
    if value.isEmpty { return true }
    if value.count == 1, value[0] == state.pointee.lastAction {
      writer.set(RecordWriter.action, code: state.pointee.lastActionCode)
      return true
    }
    guard let letter = SDMXAction.letter(value) else { return false }
    if letter == UInt8(ascii: "M") { state.pointee.merges = true }
    let code = withUnsafeBytes(of: letter) { writer.code(RecordWriter.action, $0) }
    state.pointee.lastAction = letter
    state.pointee.lastActionCode = code
    writer.set(RecordWriter.action, code: code)
    return true
  }

  private func rejectFieldCount() {
    let count = scanner.fieldCount
    let expected = dialect.shortRowFields ?? state.pointee.columns
    rejects.add(
      Reject(
        record: writer.recordCount + 1, line: scanner.line, column: 1, code: "field_count",
        message: "The row has \(count) fields where \(expected) are expected.",
        remedy: "Check for a separator inside a value without quotation marks, or a missing one, and deliver the "
          + "row again."))
    writer.rejectRecord()
  }

  private func rejectAction(_ index: Int) {
    let value = scanner.field(index)
    let place = scanner.place(index)
    rejects.add(
      Reject(
        record: writer.recordCount + 1, line: place.line, column: place.column, field: "ACTION",
        value: Reject.excerpt(value), code: "unknown_action",
        message: "The action is none of I, A, M, R and D.",
        remedy: "Use one of the actions of SDMX-CSV: I, A, M, R or D."))
    writer.rejectRecord()
  }

  private func rejectEncoding(_ index: Int) {
    let value = scanner.field(index)
    let place = scanner.place(index)
    let hasNUL = value.contains(0)
    rejects.add(
      Reject(
        record: writer.recordCount + 1, line: place.line, column: place.column,
        field: writer.name(of: state.pointee.targets[index].field), value: Reject.excerpt(value),
        code: hasNUL ? "nul_byte" : "invalid_encoding",
        message: hasNUL ? "The value holds a NUL byte." : "The value is not valid UTF-8.",
        remedy: hasNUL
          ? "The file is damaged or no text; export it again." : "Export as UTF-8 and deliver the file again."))
    writer.rejectRecord()
  }
}

import CXlsxWriter
import Vocabulary

/// The rows of a published table on their way into a sheet.
struct SheetRows: RowWriter, ~Copyable {
  /// What of the table the sheet cannot hold.
  struct Loss: Sendable, Equatable {
    /// Rows that are left out, and texts that end early.
    var rows = 0, texts = 0
  }

  private let sheet: WorkbookSheet
  private let table: PublishedTable
  /// How the columns look, by the word that a row begins with.
  private let styles: [[CellStyle]]
  private let limits: SheetLimits
  private let scratch: UnsafeMutablePointer<CChar>
  private static let scratchSize = 4096
  private var style = 0, column = 0
  /// The row that is written, and what could not be.
  private(set) var row = 1, loss = Loss()

  init(_ table: PublishedTable, on sheet: WorkbookSheet, styles: [[CellStyle]], limits: SheetLimits) {
    self.sheet = sheet
    self.table = table
    self.styles = styles
    self.limits = limits
    scratch = .allocate(capacity: Self.scratchSize)
  }

  deinit { scratch.deallocate() }

  private var isFull: Bool { row >= limits.rows }

  mutating func append(_ words: Words, _ index: Int) {
    if column == 0 { style = min(index, styles.count - 1) }
    let column = next()
    if isFull { return }
    words.plain.withBytes(index) { bytes in
      if bytes.isEmpty { return }
      guard bytes.count < Self.scratchSize else {
        return sheet.write(String(decoding: bytes, as: UTF8.self), row, column)
      }
      UnsafeMutableRawPointer(scratch).copyMemory(from: bytes.baseAddress!, byteCount: bytes.count)
      scratch[bytes.count] = 0
      sheet.write(utf8: scratch, row, column)
    }
  }

  mutating func append(text: String) {
    let column = next()
    if isFull || text.isEmpty { return }
    switch table.columns[column].kind {
    case .date:
      if let day = CalendarDate(text) { return sheet.write(day, row, column) }
    // A period that is a year is a number, as it is where all periods are years.
    case .text where table.columns[column].name == PlaceColumns.period.name:
      if let year = Int(text) { return sheet.write(Double(year), row, column, .year) }
    default: break
    }
    sheet.write(shortened(text), row, column)
  }

  mutating func append(number: Double) {
    let column = next()
    if !isFull { sheet.write(number, row, column, styles[style][column]) }
  }

  mutating func append(integer: Int?) {
    let column = next()
    if let integer, !isFull { sheet.write(Double(integer), row, column, styles[style][column]) }
  }

  mutating func endRow() throws {
    precondition(column == table.columns.count, "a value for each column")
    if isFull { loss.rows += 1 } else { row += 1 }
    column = 0
  }

  private mutating func next() -> Int {
    defer { column += 1 }
    return column
  }

  /// A text that a cell can hold.
  private mutating func shortened(_ text: String) -> String {
    // No text has more UTF-16 units than bytes.
    guard text.utf8.count > limits.textLength, text.utf16.count > limits.textLength else { return text }
    loss.texts += 1
    let mark = " […]"
    var end = text.utf16.index(text.startIndex, offsetBy: limits.textLength - mark.utf16.count)
    // Not between the two units of one character.
    while String.Index(end, within: text) == nil { end = text.utf16.index(before: end) }
    return text[..<end] + mark
  }
}

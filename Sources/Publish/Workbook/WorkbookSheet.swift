import CXlsxWriter
import Vocabulary

/// One sheet of the workbook. Rows must be written from the top, and each from the left, since they are not kept.
final class WorkbookSheet {
  let name: String
  let pointer: UnsafeMutablePointer<lxw_worksheet>
  private let formats: [UnsafeMutablePointer<lxw_format>?]
  private let statusFormats: [String: UnsafeMutablePointer<lxw_format>]
  /// The first thing that was refused.
  private var code = LXW_NO_ERROR

  init(
    _ pointer: UnsafeMutablePointer<lxw_worksheet>, name: String, formats: [UnsafeMutablePointer<lxw_format>?],
    statusFormats: [String: UnsafeMutablePointer<lxw_format>]
  ) {
    self.pointer = pointer
    self.name = name
    self.formats = formats
    self.statusFormats = statusFormats
  }

  /// Why not everything could be written; nil where it could.
  var failure: String? { code == LXW_NO_ERROR ? nil : String(cString: lxw_strerror(code)) }

  /// A text, which stays one whatever it begins with; an empty one is the empty cell.
  func write(_ text: String, _ row: Int, _ column: Int, _ style: CellStyle = .plain) {
    if text.isEmpty { return }
    note(worksheet_write_string(pointer, lxw_row_t(row), lxw_col_t(column), text, formats[style.rawValue]))
  }

  /// A text that ends with a zero byte.
  func write(utf8 text: UnsafePointer<CChar>, _ row: Int, _ column: Int) {
    note(worksheet_write_string(pointer, lxw_row_t(row), lxw_col_t(column), text, nil))
  }

  /// A number; NaN is the empty cell.
  @inline(__always)
  func write(_ number: Double, _ row: Int, _ column: Int, _ style: CellStyle) {
    if !number.isFinite { return }
    note(worksheet_write_number(pointer, lxw_row_t(row), lxw_col_t(column), number, formats[style.rawValue]))
  }

  /// A day, as Excel counts days from 1900.
  func write(_ day: CalendarDate, _ row: Int, _ column: Int) {
    write(Double(day.daysSinceEpoch + 25_569), row, column, .date)
  }

  /// The header of a table: bold, wrapped, and kept in sight with so many columns on its left.
  func header(_ names: [String], row: Int = 0, keeping columns: Int = 0) {
    for (column, name) in names.enumerated() { write(name, row, column, .heading) }
    worksheet_freeze_panes(pointer, lxw_row_t(row + 1), lxw_col_t(columns))
    // A printed table has its header on each page, and all its columns side by side.
    note(worksheet_repeat_rows(pointer, lxw_row_t(row), lxw_row_t(row)))
    worksheet_set_landscape(pointer)
    worksheet_fit_to_pages(pointer, 1, 0)
  }

  /// Filters over a table from its header to its last row.
  func filter(from header: Int, to last: Int, columns: Int) {
    let last = max(last, header)
    note(
      worksheet_autofilter(pointer, lxw_row_t(header), 0, lxw_row_t(last), lxw_col_t(columns - 1)))
  }

  /// Widths of columns from the first on, in letters.
  func widths(_ widths: [Double]) {
    var first = 0
    for column in widths.indices where column + 1 == widths.count || widths[column + 1] != widths[column] {
      note(worksheet_set_column(pointer, lxw_col_t(first), lxw_col_t(column), widths[column], nil))
      first = column + 1
    }
  }

  /// Codes such as 01 are texts, and no mistake to be marked.
  func allowDigitsInTexts(_ columns: ClosedRange<Int>, to last: Int) {
    let range = Self.column(columns.lowerBound) + "1:" + Self.column(columns.upperBound) + "\(last + 1)"
    note(worksheet_ignore_errors(pointer, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), range))
  }

  /// Colours cells that hold the word of a status.
  func colourStatuses(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    for (status, _) in StatusColours.all {
      guard let format = statusFormats[status.rawValue] else { continue }
      "\"\(status.rawValue)\"".withCString { word in
        var condition = lxw_conditional_format()
        condition.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
        condition.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
        condition.value_string = UnsafeMutablePointer(mutating: word)
        condition.format = format
        note(
          worksheet_conditional_format_range(
            pointer, lxw_row_t(rows.lowerBound), lxw_col_t(columns.lowerBound), lxw_row_t(rows.upperBound),
            lxw_col_t(columns.upperBound), &condition))
      }
    }
  }

  private static func column(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : column(index / 26 - 1) + letter
  }

  private func note(_ result: lxw_error) { if code == LXW_NO_ERROR { code = result } }
}

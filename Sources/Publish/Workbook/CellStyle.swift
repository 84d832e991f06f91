import CXlsxWriter

/// How the cells of the workbook look. What is a number stays one: a format changes its look alone.
enum CellStyle: Int, CaseIterable, Sendable {
  /// Text, and what has no format.
  case plain
  case heading, title, wrapped
  /// A share of one, as a percentage; a ratio of unlike things; a difference of shares, in percent.
  case percent, ratio, points
  /// Whole units, and units that come in parts, with separators of thousands.
  case count, amount
  case year, date

  /// Excel's number format; nil for texts.
  private var numberFormat: String? {
    switch self {
    case .plain, .heading, .title, .wrapped: nil
    case .percent: "0.00%"
    case .ratio: "0.000"
    case .points: "+0.00%;-0.00%;0.00%"
    case .count: "#,##0"
    case .amount: "#,##0.0"
    case .year: "0"
    case .date: "yyyy\\-mm\\-dd"
    }
  }

  /// Makes the format in a workbook; nil for the look that cells have without one.
  func format(in workbook: UnsafeMutablePointer<lxw_workbook>) -> UnsafeMutablePointer<lxw_format>? {
    if self == .plain { return nil }
    let format = workbook_add_format(workbook)
    if let numberFormat { format_set_num_format(format, numberFormat) }
    switch self {
    case .heading:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 14)
    case .wrapped:
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .date: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    default: break
    }
    return format
  }
}

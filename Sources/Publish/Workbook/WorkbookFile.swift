import CXlsxWriter
import Foundation
import Vocabulary

/// Writes `compliance.xlsx` through libxlsxwriter, row by row: what is written lies in temporary files of the folder, not
/// in memory. Its dates are the run's day, so that the same run makes the same bytes.
final class WorkbookFile {
  static let name = "compliance.xlsx"

  private let path: String
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let formats: [UnsafeMutablePointer<lxw_format>?]
  private var sheets: [WorkbookSheet] = []
  private var isClosed = false

  /// A new workbook in a folder.
  init(in folder: String, title: String, subject: String, day: CalendarDate) throws {
    let path = folder + "/" + Self.name
    self.path = path
    let made = folder.withCString { folder in
      var options = lxw_workbook_options(
        constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
      return workbook_new_opt(path, &options)
    }
    guard let made else {
      throw PublishError(
        what: "\(path): cannot be created", why: "the system gives no memory", remedy: "free memory, and run again")
    }
    workbook = made
    formats = CellStyle.allCases.map { $0.format(in: made) }
    // The library would number each format where a cell first has it: another order whenever two threads write, in a
    // table that they would share.
    for format in formats { if let format { _ = lxw_format_get_xf_index(format) } }
    var properties = lxw_doc_properties()
    properties.created = day.daysSinceEpoch * 86_400
    title.withCString { title in
      subject.withCString { subject in
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.subject = UnsafeMutablePointer(mutating: subject)
        workbook_set_properties(made, &properties)
      }
    }
  }

  deinit {
    // The library has no other way to let go of a workbook that is not wanted.
    if !isClosed { lxw_workbook_free(workbook) }
  }

  /// Adds a sheet, behind those that are there.
  func sheet(_ name: String) throws -> WorkbookSheet {
    precondition(name.utf16.count <= SheetLimits.nameLength)
    guard let sheet = workbook_add_worksheet(workbook, name) else {
      throw failure("sheet \(name) cannot be made")
    }
    milepost_sheet_buffer(sheet, 1 << 17)
    let added = WorkbookSheet(sheet, name: name, formats: formats, statusFormats: statusFormats)
    sheets.append(added)
    return added
  }

  /// Fill and letters of a status, beside its word.
  private lazy var statusFormats: [String: UnsafeMutablePointer<lxw_format>] = {
    var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]
    for (status, colours) in StatusColours.all {
      guard let format = workbook_add_format(workbook) else { continue }
      format_set_bg_color(format, colours.fill)
      format_set_font_color(format, colours.letters)
      formats[status.rawValue] = format
    }
    return formats
  }()

  /// Ends the file.
  func finish() throws -> PublishedFile {
    var bytes: [Int] = []
    for sheet in sheets {
      if let why = sheet.failure { throw failure("sheet \(sheet.name): \(why)") }
      let written = milepost_sheet_bytes(sheet.pointer)
      guard written >= 0 else { throw failure("the rows of sheet \(sheet.name) do not fit on the disk") }
      bytes.append(written)
    }
    isClosed = true
    let code = workbook_close(workbook)
    guard code == LXW_NO_ERROR else { throw failure(String(cString: lxw_strerror(code))) }
    try WorkbookCheck.check(path, rowBytes: bytes)
    return try PublishedFile(name: Self.name, at: path)
  }

  private func failure(_ why: String) -> PublishError {
    PublishError(
      what: "\(path): cannot be written", why: why,
      remedy: PublishError.diskRemedy)
  }
}

/// What a sheet can hold at most, by the specification of Excel.
struct SheetLimits: Sendable {
  /// Rows with the header, and UTF-16 units of a text.
  var rows = 1_048_576, textLength = 32_767
  /// Letters of a sheet's name.
  static let nameLength = 31
}

import Definition
import Dispatch
import Workspace

/// `compliance.xlsx`: the verdicts, the flags and a matrix of the provinces for those who work in a spreadsheet.
///
/// Sheets do not share what they write their rows to, so that two threads can fill one each: the flags are written apart,
/// and the last to begin ends the file.
final class ComplianceWorkbook: @unchecked Sendable {
  private let content: PublishedContent
  private let limits: SheetLimits
  private let workbook: WorkbookFile
  private let summary: WorkbookSheet, compliance: WorkbookSheet, flags: WorkbookSheet
  private let provinces: WorkbookSheet, notes: WorkbookSheet
  /// What the flags' sheet could not hold, once it is written; guarded by the semaphore.
  private var flagLoss = SheetRows.Loss()
  private let flagsStand = DispatchSemaphore(value: 0)

  /// A workbook of what is published, with its sheets in order.
  init(_ content: PublishedContent, in folder: String, limits: SheetLimits = SheetLimits()) throws {
    self.content = content
    self.limits = limits
    let title = content.definition.title
    workbook = try WorkbookFile(in: folder, title: title.vi, subject: title.en, day: content.run.asOf)
    summary = try workbook.sheet("summary")
    compliance = try workbook.sheet("compliance")
    flags = try workbook.sheet("flags")
    provinces = try workbook.sheet("provinces")
    notes = try workbook.sheet("notes")
  }

  /// Writes the flags. Must have begun, on this thread or another, before `finish` is called.
  func writeFlags() throws {
    defer { flagsStand.signal() }
    let table = FlagTable.layout(content.definition)
    let plain = [table.columns.map { _ in CellStyle.plain }]
    flagLoss = try Self.write(table, on: flags, keeping: 1, styles: plain, limits) {
      try FlagTable.write(content, to: &$0)
    }
  }

  /// Writes the other sheets and ends the file.
  func finish() throws -> PublishedFile {
    let definition = content.definition
    let figures = ReportFigures(content)
    let names = ReportNames(definition: definition)
    let styles = TargetStyles(definition)
    SummarySheet(content: content, figures: figures, names: names, styles: styles).write(on: summary)
    let table = ComplianceTable.layout(definition)
    let targetStyles = definition.targets.indices.map { index in
      table.columns.map { styles.style(of: $0.name, target: index) }
    }
    let loss = try Self.write(table, on: compliance, keeping: 6, styles: targetStyles, limits) {
      try ComplianceTable.write(content, to: &$0)
    }
    ProvinceSheet(definition: definition, figures: figures, names: names, styles: styles).write(on: provinces)
    flagsStand.wait()
    let flagTable = FlagTable.layout(definition)
    let remarks = Self.remarks(table, loss, limits) + Self.remarks(flagTable, flagLoss, limits)
    NotesSheet(content: content, remarks: remarks, limits: limits).write(on: notes, [table, flagTable])
    var file = try workbook.finish()
    file.remarks = remarks.map { "\(WorkbookFile.name): \($0)" }
    return file
  }

  private static func write(
    _ table: PublishedTable, on sheet: WorkbookSheet, keeping columns: Int, styles: [[CellStyle]],
    _ limits: SheetLimits, _ rows: (inout SheetRows) throws -> Void
  ) throws -> SheetRows.Loss {
    sheet.widths(table.columns.map(width))
    sheet.header(table.columns.map(\.name), keeping: columns)
    var writer = SheetRows(table, on: sheet, styles: styles, limits: limits)
    try rows(&writer)
    let last = writer.row - 1
    sheet.filter(from: 0, to: last, columns: table.columns.count)
    sheet.allowDigitsInTexts(0...(table.columns.count - 1), to: last)
    if last > 0, let column = table.columns.firstIndex(where: { $0.name == "status" }) {
      sheet.colourStatuses(rows: 1...last, columns: column...column)
    }
    return writer.loss
  }

  private static func remarks(_ table: PublishedTable, _ loss: SheetRows.Loss, _ limits: SheetLimits) -> [String] {
    var remarks: [String] = []
    if loss.rows > 0 {
      remarks.append(
        "the sheet \(table.name) ends after \(limits.rows - 1) rows, which is all that Excel can hold: "
          + "\(loss.rows) more stand in \(table.fileName) and \(DatabaseFile.name)")
    }
    if loss.texts > 0 {
      remarks.append(
        "\(loss.texts) texts of the sheet \(table.name) end with […], since Excel holds no more than "
          + "\(limits.textLength) characters in a cell: they stand whole in \(table.fileName)")
    }
    return remarks
  }

  /// Width of a column in letters.
  private static func width(_ column: PublishedColumn) -> Double {
    switch column.name {
    case "area_name", "ethnic_group_name": 24
    case "flag": 34
    case "detail": 90
    case "status", "reason", "run": 22
    case "outlook": 14
    case "target", "area", "sex", "period", "comparator": 9
    default: column.kind == .number ? 15 : 12
    }
  }
}

/// How the figures of each target look: what is a share is written in per cent.
struct TargetStyles {
  private let values: [CellStyle], numerators: [CellStyle], denominators: [CellStyle]

  init(_ definition: Definition) {
    let indicators = definition.targets.map { definition.indicators[$0.indicator] }
    func units(_ measure: Int) -> CellStyle { definition.measures[measure].counted.isWhole ? .count : .amount }
    values = indicators.map { indicator in
      let (numerator, denominator) = (
        definition.measures[indicator.numerator], definition.measures[indicator.denominator]
      )
      let isShare = numerator.counted == denominator.counted
      return switch indicator.reference {
      case .none: isShare ? .percent : .ratio
      case .dividedByNation: .ratio
      case .lessNation: isShare ? .points : .ratio
      }
    }
    numerators = indicators.map { units($0.numerator) }
    denominators = indicators.map { units($0.denominator) }
  }

  /// How a column of the compliance table looks in the rows of a target.
  func style(of column: String, target: Int) -> CellStyle {
    switch column {
    case "value", "threshold", "tolerance", "baseline_value": values[target] == .points ? .percent : values[target]
    case "gap", "pace_observed", "pace_required": values[target] == .percent ? .points : values[target]
    case "gap_units", "numerator": numerators[target]
    case "denominator": denominators[target]
    case "coverage": .percent
    case "communes_reporting", "communes_expected": .count
    case "period", "baseline_period": .year
    default: .plain
    }
  }
}

import Definition
import Workspace

/// The sheet `summary`: where the nation stands on each target in the year that is judged.
struct SummarySheet {
  let content: PublishedContent
  let figures: ReportFigures
  let names: ReportNames
  let styles: TargetStyles

  private static let columns: [(name: String, width: Double)] = [
    ("target", 9), ("kind", 9), ("title_vi", 48), ("title_en", 48), ("ethnic_group", 26), ("period", 9), ("value", 12),
    ("comparator", 12), ("threshold", 12), ("tolerance", 12), ("status", 22), ("status_vi", 20), ("gap", 12),
    ("gap_units", 16), ("unit", 20), ("outlook", 14), ("outlook_vi", 18), ("provinces_met", 11),
    ("provinces_judged", 11), ("coverage", 12),
  ]
  /// Rows above the header.
  private static let top = 5

  func write(on sheet: WorkbookSheet) {
    let definition = content.definition
    sheet.widths(Self.columns.map(\.width))
    sheet.write(definition.title.vi, 0, 0, .title)
    sheet.write(definition.title.en, 1, 0)
    sheet.write("as_of", 2, 0)
    sheet.write(content.run.asOf, 2, 2)
    sheet.write("run", 3, 0)
    sheet.write(content.run.id, 3, 2)
    sheet.header(Self.columns.map(\.name), row: Self.top, keeping: 1)
    var row = Self.top
    for index in definition.targets.indices {
      row += 1
      write(index, row, on: sheet)
    }
    sheet.filter(from: Self.top, to: row, columns: Self.columns.count)
    let status = Self.columns.firstIndex { $0.name == "status" }!
    if row > Self.top { sheet.colourStatuses(rows: (Self.top + 1)...row, columns: status...status) }
  }

  private func write(_ index: Int, _ row: Int, on sheet: WorkbookSheet) {
    let definition = content.definition
    let target = definition.targets[index]
    let nation = figures.row(index, AreaRegister.nation)
    let status = nation?.status ?? .noData
    let provinces = definition.areas.provinces.compactMap { figures.row(index, $0) }
    func style(_ column: String) -> CellStyle { styles.style(of: column, target: index) }
    var column = 0
    func text(_ text: String, _ style: CellStyle = .plain) {
      sheet.write(text, row, column, style)
      column += 1
    }
    func number(_ number: Double, _ style: CellStyle) {
      sheet.write(number, row, column, style)
      column += 1
    }
    text(target.id)
    text(target.isMonitor ? "monitor" : "target")
    text(target.title.vi, .wrapped)
    text(target.title.en, .wrapped)
    text(definition.groups.names[Int(target.headline)])
    number(Double(figures.year), .year)
    number(nation?.value ?? .nan, style("value"))
    text(target.comparator.rawValue)
    number(nation?.threshold ?? .nan, style("threshold"))
    number(target.tolerance ?? .nan, style("tolerance"))
    text(status.rawValue)
    text(ReportWords.status(status).vi)
    number(nation?.gap ?? .nan, style("gap"))
    number(nation?.gapUnits ?? .nan, style("gap_units"))
    text(definition.measures[definition.indicators[target.indicator].numerator].gapUnit)
    text((nation?.outlook ?? .unknown).rawValue)
    text(ReportWords.outlook(nation?.outlook ?? .unknown).vi)
    number(Double(provinces.count { $0.status == .met }), .count)
    number(Double(provinces.count { $0.status.isJudged }), .count)
    number(nation?.coverage ?? .nan, style("coverage"))
  }
}

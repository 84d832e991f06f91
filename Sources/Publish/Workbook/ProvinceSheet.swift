import Definition
import Workspace

/// The sheet `provinces`: a row for each province, and for each target the value of its headline group and the word of its
/// status, in the year that is judged.
struct ProvinceSheet {
  let definition: Definition
  let figures: ReportFigures
  let names: ReportNames
  let styles: TargetStyles

  /// Columns before those of the targets.
  private static let fixed = ["area", "area_name", "period"]
  /// The row of the column names, below that of the targets' titles.
  private static let header = 1

  func write(on sheet: WorkbookSheet) {
    let targets = definition.targets
    let columns = Self.fixed + targets.flatMap { [$0.id, $0.id + " status"] }
    sheet.widths([9, 26, 9] + targets.flatMap { _ in [20.0, 20.0] })
    for (index, target) in targets.enumerated() {
      sheet.write(target.title.vi, 0, Self.fixed.count + 2 * index + 1, .wrapped)
    }
    sheet.header(columns, row: Self.header, keeping: 2)
    var row = Self.header
    for area in definition.areas.provinces {
      row += 1
      sheet.write(definition.areas.codes[Int(area)], row, 0)
      sheet.write(definition.areas.names[Int(area)], row, 1)
      sheet.write(Double(figures.year), row, 2, .year)
      for index in targets.indices {
        let column = Self.fixed.count + 2 * index
        let headline = figures.row(index, area)
        sheet.write(headline?.value ?? .nan, row, column, styles.style(of: "value", target: index))
        sheet.write((headline?.status ?? .noData).rawValue, row, column + 1)
      }
    }
    sheet.filter(from: Self.header, to: row, columns: columns.count)
    sheet.allowDigitsInTexts(0...0, to: row)
    guard row > Self.header, !targets.isEmpty else { return }
    sheet.colourStatuses(rows: (Self.header + 1)...row, columns: Self.fixed.count...(columns.count - 1))
  }
}

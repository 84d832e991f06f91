import Definition
import Workspace

/// The published rows of each target's headline group.
struct Headlines {
  /// Years with any row, in order, and the one that is judged.
  let years: [Int], latestYear: Int
  private let rows: [Place: ComplianceRow]

  private struct Place: Hashable {
    let target: Int
    let area: AreaIndex
    let year: Int
  }

  init(_ content: PublishedContent) {
    let targets = content.definition.targets
    var rows: [Place: ComplianceRow] = [:]
    for published in content.compliance.rows {
      let row = published.row
      guard row.group == targets[row.target].headline, row.sex == .total else { continue }
      rows[Place(target: row.target, area: row.area, year: row.year)] = row
    }
    self.rows = rows
    years = Set(content.compliance.rows.map(\.row.year)).sorted()
    latestYear = years.last { $0 <= content.run.asOf.year } ?? years.first ?? content.run.asOf.year
  }

  func row(_ target: Int, _ area: AreaIndex, _ year: Int) -> ComplianceRow? {
    rows[Place(target: target, area: area, year: year)]
  }
}

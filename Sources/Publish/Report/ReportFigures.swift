import Definition
import Workspace

/// The published rows that the report shows, by where it shows them.
struct ReportFigures {
  /// Years with any row up to the one that is judged, in order.
  let years: [Int]
  /// The year that is judged; nil where nothing is.
  let year: Int
  private let headlines: [Place: ComplianceRow]
  private let groups: [[ComplianceRow]]

  private struct Place: Hashable {
    let target: Int
    let area: AreaIndex
    let year: Int
  }

  init(_ content: PublishedContent) {
    let targets = content.definition.targets
    let rows = content.compliance.rows
    let judged = content.judgedYear
    var headlines: [Place: ComplianceRow] = [:]
    var groups = [[ComplianceRow]](repeating: [], count: targets.count)
    for published in rows where published.row.sex == .total {
      let row = published.row
      if row.group == targets[row.target].headline {
        headlines[Place(target: row.target, area: row.area, year: row.year)] = row
      }
      if row.area == AreaRegister.nation, row.year == judged { groups[row.target].append(row) }
    }
    self.headlines = headlines
    self.groups = groups
    year = judged
    years = Set(rows.lazy.map(\.row.year)).filter { $0 <= judged }.sorted()
  }

  /// The headline of a target at an area in a year; that of the year judged where none is named.
  func row(_ target: Int, _ area: AreaIndex, _ year: Int? = nil) -> ComplianceRow? {
    headlines[Place(target: target, area: area, year: year ?? self.year)]
  }

  /// The nation's rows of a target by group, in the year judged, in published order.
  func groups(_ target: Int) -> [ComplianceRow] { groups[target] }
}

import Definition
import Workspace

/// Places, or ethnic groups, in order of how far they still are from a target: those judged by value, furthest first,
/// then those whose value is not judged, then those without a value.
struct Ranking {
  private let rows: [ComplianceRow]
  private let target: Target
  private let names: ReportNames
  private let name: (ComplianceRow) -> Title
  private let highest: Double
  /// Whether there is a column for where they are heading.
  private let showsOutlook: Bool

  init(
    _ rows: [ComplianceRow], _ target: Target, _ names: ReportNames, showsOutlook: Bool,
    name: @escaping (ComplianceRow) -> Title
  ) {
    self.showsOutlook = showsOutlook
    self.target = target
    self.names = names
    self.name = name
    /// Rows arrive in published order, which decides between equals.
    func rank(_ row: ComplianceRow) -> (Int, Double) {
      if row.value.isNaN { return (row.status == .notApplicable ? 3 : 2, 0) }
      let distance = Self.distance(row, target)
      return (row.status.isJudged && !distance.isNaN ? 0 : 1, distance.isNaN ? 0 : distance)
    }
    self.rows = rows.enumerated().sorted { one, other in
      let (a, b) = (rank(one.element), rank(other.element))
      return (a.0, a.1, one.offset) < (b.0, b.1, other.offset)
    }.map(\.element)
    highest = max(
      rows.map(\.value).filter { !$0.isNaN }.max() ?? 0, rows.map(\.threshold).filter { !$0.isNaN }.max() ?? 0, 1e-9)
  }

  /// How far a row is from the target, negative where short. Against thresholds of their own gaps count, which may be
  /// withheld with the threshold; against one for all, values do.
  private static func distance(_ row: ComplianceRow, _ target: Target) -> Double {
    guard case .fixed = target.threshold else { return row.gap }
    return target.comparator.wantsMore ? row.value : -row.value
  }

  /// How many rows there are, and how many of them are judged.
  var count: Int { rows.count }
  var judged: Int { rows.count { $0.status.isJudged } }

  /// Rows of the table, the first so many or all.
  func html(_ limit: Int? = nil) -> String {
    var place = 0
    return rows.prefix(limit ?? rows.count).map { row -> String in
      let hasPlace = row.status.isJudged && !Self.distance(row, target).isNaN
      if hasPlace { place += 1 }
      return html(row, place: hasPlace ? "\(place)" : "")
    }.joined(separator: "\n")
  }

  private func html(_ row: ComplianceRow, place: String) -> String {
    var value = "<td class=\"n v\">–</td>"
    if !row.value.isNaN {
      let filled = scaled(row.value)
      let tick = row.threshold.isNaN ? "" : ";--t:\(scaled(row.threshold))"
      value =
        #"<td class="n v bar" style="--v:\#(filled)\#(tick)">\#(Markup.both(names.value(row)))\#(names.marks(row))</td>"#
    }
    let missing = names.missing(row).map(Markup.both) ?? ""
    let status = ReportWords.status(row.status)
    var outlook = ""
    if showsOutlook {
      let isKnown = row.outlook != .unknown || row.status.isJudged
      outlook =
        isKnown
        ? #"<td class="st"><b aria-hidden="true">\#(ReportWords.sign(row.outlook))</b> \#(Markup.both(ReportWords.outlook(row.outlook)))</td>"#
        : "<td></td>"
    }
    return
      #"<tr class="\#(row.status.rawValue)"><td class="n">\#(place)</td><th scope="row">\#(Markup.both(name(row)))</th>\#(value)"#
      + #"<td class="st"><b aria-hidden="true">\#(ReportWords.sign(row.status))</b> \#(Markup.both(status))</td>"#
      + #"<td class="n">\#(missing)</td>\#(outlook)<td class="n">\#(Markup.both(names.coverage(row)))</td></tr>"#
  }

  private func scaled(_ value: Double) -> Int { Int((min(1, max(0, value / highest)) * 100).rounded()) }
}

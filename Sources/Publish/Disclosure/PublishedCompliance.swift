import Definition
import Vocabulary
import Workspace

/// The compliance rows as they are published: without the figures that are withheld, nor what would give them away.
struct PublishedCompliance: Sendable {
  /// A row and the confidentiality code printed with it.
  struct Row: Sendable {
    var row: ComplianceRow
    var confidentiality: String
  }

  /// All rows in published order.
  let rows: [Row]
  /// Rows whose outlook or threshold rests on a withheld figure; what was flagged about them is withheld too.
  private let silenced: Set<Place>

  /// Target, area, group, sex and year in one number.
  private struct Place: Hashable {
    private let packed: UInt64

    init(_ row: ComplianceRow, year: Int? = nil) {
      self.init(row.target, row.area, row.group, row.sex, year ?? row.year)
    }

    init(_ flag: Flag, target: Int, year: Int) { self.init(target, flag.area, flag.group, .total, year) }

    private init(_ target: Int, _ area: AreaIndex, _ group: GroupIndex, _ sex: Sex, _ year: Int) {
      packed =
        UInt64(UInt16(target)) << 48 | UInt64(UInt16(year)) << 32 | UInt64(area) << 16 | UInt64(group) << 8
        | UInt64(sex.rawValue)
    }
  }

  init(_ definition: Definition, _ rows: [ComplianceRow], _ control: DisclosureControl) {
    var reasons: [Place: String] = [:]
    for row in rows { if let reason = control.reason(row, definition) { reasons[Place(row)] = reason } }
    var silenced = Set(reasons.keys)
    self.rows = rows.map { full in
      var row = full
      if let baseline = Self.baselineYear(of: full, definition), reasons[Place(full, year: baseline)] != nil {
        Self.forgetBaseline(&row, definition)
        silenced.insert(Place(full))
      }
      guard let reason = reasons[Place(full)] else {
        return Row(row: row, confidentiality: row.confidentialityStatus)
      }
      Self.withhold(&row)
      return Row(row: row, confidentiality: full.reporting == 0 ? "" : reason)
    }
    self.silenced = silenced
  }

  /// Whether a flag speaks of figures that are not published.
  func silences(_ flag: Flag) -> Bool {
    guard let target = flag.target, let year = Int(flag.period.prefix(4)) else { return false }
    return silenced.contains(Place(flag, target: target, year: year))
  }

  /// Whether a row's figures, or what its outlook or threshold rests on, are not published.
  func silences(_ row: ComplianceRow) -> Bool { silenced.contains(Place(row)) }

  /// Names of the rows of which that is so, in order: what the next run may not speak of.
  func withheld(_ definition: Definition) -> [String] {
    rows.filter { silences($0.row) }.map { Self.name($0.row, definition) }.sorted()
  }

  /// The name of a row in `withheld`.
  static func name(_ row: ComplianceRow, _ definition: Definition) -> String {
    name(row.target, row.area, row.group, row.sex, "\(row.year)", definition)
  }

  /// The name of the row that a flag speaks of; nil where it speaks of none.
  static func name(_ flag: Flag, _ definition: Definition) -> String? {
    flag.target.map { name($0, flag.area, flag.group, .total, String(flag.period.prefix(4)), definition) }
  }

  private static func name(
    _ target: Int, _ area: AreaIndex, _ group: GroupIndex, _ sex: Sex, _ year: String, _ definition: Definition
  ) -> String {
    let place = "\(definition.areas.codes[Int(area)]).\(definition.groups.codes[Int(group)]).\(sex.code)"
    return "\(definition.targets[target].id).\(place).\(year)"
  }

  /// The year whose value a row's threshold, baseline and pace are made of.
  private static func baselineYear(of row: ComplianceRow, _ definition: Definition) -> Int? {
    if let year = row.baselineYear { return year }
    guard !row.threshold.isNaN else { return nil }
    return switch definition.targets[row.target].threshold {
    case .fixed: nil
    case .baseline: definition.baselineYear
    case .yearBefore: row.year - 1
    }
  }

  private static func withhold(_ row: inout ComplianceRow) {
    if row.status != .noData, row.status != .notApplicable { row.status = .suppressed }
    row.value = .nan
    row.gap = .nan
    row.gapUnits = .nan
    row.numerator = .nan
    row.denominator = .nan
    row.baselineYear = nil
    row.baselineValue = .nan
    row.paceObserved = .nan
    row.paceRequired = .nan
    row.outlook = .unknown
  }

  /// What is computed from the baseline would give it away: the pace with the value, the gap with the value.
  private static func forgetBaseline(_ row: inout ComplianceRow, _ definition: Definition) {
    row.baselineYear = nil
    row.baselineValue = .nan
    row.paceObserved = .nan
    row.paceRequired = .nan
    // That a target is met says nothing of the baseline, unless the baseline is what it is compared with.
    guard case .fixed = definition.targets[row.target].threshold else {
      row.threshold = .nan
      row.gap = .nan
      row.gapUnits = .nan
      row.outlook = .unknown
      return
    }
    if row.outlook != .achieved { row.outlook = .unknown }
  }
}

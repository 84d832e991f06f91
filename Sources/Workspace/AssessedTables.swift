import Arrow
import Definition
import Vocabulary

/// Whether a target is met.
public enum ComplianceStatus: String, Sendable, CaseIterable {
  case met, unmet, suppressed
  case metWithinTolerance = "met_within_tolerance"
  case insufficientCoverage = "insufficient_coverage"
  case noData = "no_data"
  case notApplicable = "not_applicable"

  /// Whether the value was compared with the threshold.
  public var isJudged: Bool { self == .met || self == .metWithinTolerance || self == .unmet }
}

/// Whether the target will be met at the pace so far.
public enum Outlook: String, Sendable, CaseIterable {
  case slow, insufficient, achieved, unknown
  case onTrack = "on_track"
  case movingAway = "moving_away"
}

/// One row of the compliance table, with full figures: `assessed/compliance.arrow`. NaN stands for an empty number.
public struct ComplianceRow: StageTable, Sendable {
  /// Position in `Definition.targets`.
  public var target: Int
  /// Dimensions.
  public var area: AreaIndex, group: GroupIndex, sex: Sex, year: Int
  /// Value and threshold in the indicator's unit.
  public var value = Double.nan, threshold = Double.nan
  /// The verdict.
  public var status = ComplianceStatus.noData
  /// Value minus threshold, negative where short; units that must still change.
  public var gap = Double.nan, gapUnits = Double.nan
  /// Sums over the communes that report both.
  public var numerator = Double.nan, denominator = Double.nan
  /// Communes (provinces, for province-level measures) that report both, and that are expected.
  public var reporting = 0, expected = 0
  /// Baseline year and value; nil and NaN where there is none.
  public var baselineYear: Int?, baselineValue = Double.nan
  /// Change a year since the baseline, and the change a year that the deadline asks for.
  public var paceObserved = Double.nan, paceRequired = Double.nan
  /// Where it is heading.
  public var outlook = Outlook.unknown
  /// What the sums inherit from their observations.
  public var quality = QualityFlags()

  /// An empty row.
  public init(target: Int, area: AreaIndex, group: GroupIndex, sex: Sex, year: Int) {
    self.target = target
    self.area = area
    self.group = group
    self.sex = sex
    self.year = year
  }

  /// The year that is judged on a day: the latest with rows that has begun; the first one where none has.
  public static func judgedYear(of rows: some Sequence<ComplianceRow>, on day: CalendarDate) -> Int? {
    let years = Set(rows.lazy.map(\.year))
    return years.filter { $0 <= day.year }.max() ?? years.min()
  }

  /// Share of expected communes that report both; NaN where none is expected.
  public var coverage: Double { expected == 0 ? .nan : Double(reporting) / Double(expected) }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("target", .dictionary), ArrowField("area_level", .dictionary), ArrowField("area", .dictionary),
    ArrowField("ethnic_group", .dictionary), ArrowField("sex", .dictionary), ArrowField("period", .int32),
    ArrowField("value", .float64, nullable: true), ArrowField("threshold", .float64, nullable: true),
    ArrowField("status", .dictionary), ArrowField("gap", .float64, nullable: true),
    ArrowField("gap_units", .float64, nullable: true), ArrowField("numerator", .float64, nullable: true),
    ArrowField("denominator", .float64, nullable: true), ArrowField("communes_reporting", .int32),
    ArrowField("communes_expected", .int32), ArrowField("baseline_period", .int64, nullable: true),
    ArrowField("baseline_value", .float64, nullable: true), ArrowField("pace_observed", .float64, nullable: true),
    ArrowField("pace_required", .float64, nullable: true), ArrowField("outlook", .dictionary),
    ArrowField("obs_status", .dictionary), ArrowField("conf_status", .dictionary), ArrowField("quality", .int32),
  ]

  /// Appends the row.
  public func append(to table: ArrowTableWriter, _ definition: Definition) {
    table.append(0, text: definition.targets[target].id)
    table.append(1, text: definition.areas.level(area).name)
    table.append(2, text: definition.areas.codes[Int(area)])
    table.append(3, text: definition.groups.codes[Int(group)])
    table.append(4, text: sex.code)
    table.append(5, Int32(year))
    for (index, number) in [value, threshold].enumerated() { table.append(6 + index, optional: number) }
    table.append(8, text: status.rawValue)
    for (index, number) in [gap, gapUnits, numerator, denominator].enumerated() {
      table.append(9 + index, optional: number)
    }
    table.append(13, Int32(reporting))
    table.append(14, Int32(expected))
    table.append(15, optional: baselineYear)
    for (index, number) in [baselineValue, paceObserved, paceRequired].enumerated() {
      table.append(16 + index, optional: number)
    }
    table.append(19, text: outlook.rawValue)
    table.append(20, text: observationStatus)
    table.append(21, text: confidentialityStatus)
    table.append(22, Int32(bitPattern: quality.rawValue))
  }

  /// `OBS_STATUS` of the row; empty where nothing reports.
  public var observationStatus: String { reporting == 0 ? "" : quality.observationStatusCode }
  /// `CONF_STATUS` of the row; empty where nothing reports.
  public var confidentialityStatus: String { reporting == 0 ? "" : quality.confidentialityCode }

  /// Reads the row.
  public static func read(_ row: RowReader, _ definition: Definition) throws -> ComplianceRow {
    var result = ComplianceRow(
      target: try row.known("target", definition.targets.firstIndex { $0.id == row.text("target") }),
      area: try row.area("area", definition), group: try row.group("ethnic_group", definition),
      sex: try row.known("sex", Sex(code: row.text("sex"))), year: row.integer("period"))
    result.value = row.number("value")
    result.threshold = row.number("threshold")
    result.status = try row.known("status", ComplianceStatus(rawValue: row.text("status")))
    result.gap = row.number("gap")
    result.gapUnits = row.number("gap_units")
    result.numerator = row.number("numerator")
    result.denominator = row.number("denominator")
    result.reporting = row.integer("communes_reporting")
    result.expected = row.integer("communes_expected")
    result.baselineYear = row.optionalInteger("baseline_period")
    result.baselineValue = row.number("baseline_value")
    result.paceObserved = row.number("pace_observed")
    result.paceRequired = row.number("pace_required")
    result.outlook = try row.known("outlook", Outlook(rawValue: row.text("outlook")))
    result.quality = QualityFlags(rawValue: UInt32(truncatingIfNeeded: row.integer("quality")))
    return result
  }
}

/// A flag to raise: `assessed/flags.arrow`.
public struct Flag: StageTable, Hashable, Sendable {
  /// Name that stays the same from night to night, for example `T02.14.08.2026.unmet_threshold`.
  public var id: String
  /// How bad it is.
  public var severity: Finding.Severity
  /// Position in `Definition.targets`; nil for a flag of the data themselves.
  public var target: Int?
  /// Where and when.
  public var area: AreaIndex, group: GroupIndex, period: String
  /// One of the design's reasons, and a sentence.
  public var reason: String, detail: String

  /// A flag.
  public init(
    id: String, severity: Finding.Severity, target: Int?, area: AreaIndex, group: GroupIndex, period: String,
    reason: String, detail: String
  ) {
    self.id = id
    self.severity = severity
    self.target = target
    self.area = area
    self.group = group
    self.period = period
    self.reason = reason
    self.detail = detail
  }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("flag", .utf8), ArrowField("severity", .dictionary), ArrowField("target", .dictionary),
    ArrowField("area_level", .dictionary), ArrowField("area", .dictionary), ArrowField("ethnic_group", .dictionary),
    ArrowField("period", .dictionary), ArrowField("reason", .dictionary), ArrowField("detail", .utf8),
  ]

  /// Appends the row.
  public func append(to table: ArrowTableWriter, _ definition: Definition) {
    table.append(0, text: id)
    table.append(1, text: severity.rawValue)
    table.append(2, text: target.map { definition.targets[$0].id } ?? "")
    table.append(3, text: definition.areas.level(area).name)
    table.append(4, text: definition.areas.codes[Int(area)])
    table.append(5, text: definition.groups.codes[Int(group)])
    table.append(6, text: period)
    table.append(7, text: reason)
    table.append(8, text: detail)
  }

  /// Reads the row.
  public static func read(_ row: RowReader, _ definition: Definition) throws -> Flag {
    let target = row.text("target")
    return Flag(
      id: row.text("flag"),
      severity: try row.known("severity", Finding.Severity(rawValue: row.text("severity"))),
      target: target.isEmpty ? nil : try row.known("target", definition.targets.firstIndex { $0.id == target }),
      area: try row.area("area", definition), group: try row.group("ethnic_group", definition),
      period: row.text("period"), reason: row.text("reason"), detail: row.text("detail"))
  }
}

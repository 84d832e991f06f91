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
  public func append(to table: inout StageTableWriter, _ definition: Definition) {
    table.append(0, target, definition.targets[target].id)
    table.append(1, area: area, definition)
    table.append(3, Int(group), definition.groups.codes[Int(group)])
    table.append(4, Int(sex.rawValue), sex.code)
    table.append(5, Int32(year))
    table.append(6, optional: value)
    table.append(7, optional: threshold)
    table.append(8, word: status.rawValue)
    table.append(9, optional: gap)
    table.append(10, optional: gapUnits)
    table.append(11, optional: numerator)
    table.append(12, optional: denominator)
    table.append(13, Int32(reporting))
    table.append(14, Int32(expected))
    table.append(15, optional: baselineYear)
    table.append(16, optional: baselineValue)
    table.append(17, optional: paceObserved)
    table.append(18, optional: paceRequired)
    table.append(19, word: outlook.rawValue)
    table.append(20, word: observationStatus)
    table.append(21, word: confidentialityStatus)
    table.append(22, Int32(bitPattern: quality.rawValue))
  }

  /// `OBS_STATUS` of the row; empty where nothing reports.
  public var observationStatus: String { reporting == 0 ? "" : quality.observationStatusCode }
  /// `CONF_STATUS` of the row; empty where nothing reports.
  public var confidentialityStatus: String { reporting == 0 ? "" : quality.confidentialityCode }

  /// The rows of a record batch, in order.
  public static func read(_ batch: StageBatch, _ definition: Definition) throws -> [ComplianceRow] {
    let targets = batch.codes(0) { id in definition.targets.firstIndex { $0.id == id } }
    let areas = batch.areas(2, definition), groups = batch.groups(3, definition), sexes = batch.sexes(4)
    let years = batch.integers(5), values = batch.numbers(6), thresholds = batch.numbers(7)
    let statuses = batch.codes(8, ComplianceStatus.init(rawValue:))
    let gaps = batch.numbers(9), gapUnits = batch.numbers(10)
    let numerators = batch.numbers(11), denominators = batch.numbers(12)
    let reporting = batch.integers(13), expected = batch.integers(14)
    let baselineYears = batch.optionalIntegers(15), baselineValues = batch.numbers(16)
    let observed = batch.numbers(17), required = batch.numbers(18)
    let outlooks = batch.codes(19, Outlook.init(rawValue:)), qualities = batch.integers(22)
    return try batch.rows { row in
      var result = ComplianceRow(
        target: try targets[row], area: try areas[row], group: try groups[row], sex: try sexes[row], year: years[row])
      result.value = values[row]
      result.threshold = thresholds[row]
      result.status = try statuses[row]
      result.gap = gaps[row]
      result.gapUnits = gapUnits[row]
      result.numerator = numerators[row]
      result.denominator = denominators[row]
      result.reporting = reporting[row]
      result.expected = expected[row]
      result.baselineYear = baselineYears[row]
      result.baselineValue = baselineValues[row]
      result.paceObserved = observed[row]
      result.paceRequired = required[row]
      result.outlook = try outlooks[row]
      result.quality = qualities.quality(row)
      return result
    }
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
  public func append(to table: inout StageTableWriter, _ definition: Definition) {
    table.append(0, text: id)
    table.append(1, word: severity.rawValue)
    table.append(2, (target ?? -1) + 1, target.map { definition.targets[$0].id } ?? "")
    table.append(3, area: area, definition)
    table.append(5, Int(group), definition.groups.codes[Int(group)])
    table.append(6, word: period)
    table.append(7, word: reason)
    table.append(8, text: detail)
  }

  /// The rows of a record batch, in order.
  public static func read(_ batch: StageBatch, _ definition: Definition) throws -> [Flag] {
    let ids = batch.texts(0), severities = batch.codes(1, Finding.Severity.init(rawValue:))
    let targets = batch.codes(2) { id in
      id.isEmpty ? .some(nil) : definition.targets.firstIndex { $0.id == id }.map(Optional.some)
    }
    let areas = batch.areas(4, definition), groups = batch.groups(5, definition)
    let periods = batch.words(6), reasons = batch.words(7), details = batch.texts(8)
    return try batch.rows { row in
      Flag(
        id: ids[row], severity: try severities[row], target: try targets[row], area: try areas[row],
        group: try groups[row], period: try periods[row], reason: try reasons[row], detail: details[row])
    }
  }
}

import Arrow
import Definition
import Vocabulary

/// Which communes a sum runs over.
public enum SumScope: String, Sendable {
  /// The programme's communes of the year.
  case programme
  /// Every commune, in scope or not.
  case all
}

/// A measure summed over an area: `aggregates/measures.arrow`.
public struct MeasureSum: StageTable, Sendable {
  /// Position in `Definition.measures`.
  public var measure: Int
  /// Dimensions.
  public var scope: SumScope, area: AreaIndex, group: GroupIndex, sex: Sex, year: Int
  /// Sum in the measure's unit; NaN where no unit reports.
  public var value: Double
  /// Communes (provinces, for province-level measures) that report, and that are expected.
  public var reporting: Int, expected: Int
  /// What the sum inherits from its observations.
  public var quality: QualityFlags
  /// Share of those expected that report; NaN where none is expected.
  public var coverage: Double { expected == 0 ? .nan : Double(reporting) / Double(expected) }

  /// A sum.
  public init(
    measure: Int, scope: SumScope, area: AreaIndex, group: GroupIndex, sex: Sex, year: Int, value: Double,
    reporting: Int, expected: Int, quality: QualityFlags
  ) {
    self.measure = measure
    self.scope = scope
    self.area = area
    self.group = group
    self.sex = sex
    self.year = year
    self.value = value
    self.reporting = reporting
    self.expected = expected
    self.quality = quality
  }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("measure", .dictionary), ArrowField("scope", .dictionary), ArrowField("area_level", .dictionary),
    ArrowField("area", .dictionary), ArrowField("ethnic_group", .dictionary), ArrowField("sex", .dictionary),
    ArrowField("period", .int32), ArrowField("value", .float64, nullable: true), ArrowField("unit", .dictionary),
    ArrowField("communes_reporting", .int32), ArrowField("communes_expected", .int32),
    ArrowField("obs_status", .dictionary), ArrowField("conf_status", .dictionary), ArrowField("quality", .int32),
  ]

  /// Appends the row.
  public func append(to table: inout StageTableWriter, _ definition: Definition) {
    table.append(0, measure, definition.measures[measure].code)
    table.append(1, scope == .programme ? 0 : 1, scope.rawValue)
    table.append(2, area: area, definition)
    table.append(4, Int(group), definition.groups.codes[Int(group)])
    table.append(5, Int(sex.rawValue), sex.code)
    table.append(6, Int32(year))
    table.append(7, optional: value)
    table.append(8, measure, definition.measures[measure].unit)
    table.append(9, Int32(reporting))
    table.append(10, Int32(expected))
    table.append(11, word: reporting == 0 ? "" : quality.observationStatusCode)
    table.append(12, word: reporting == 0 ? "" : quality.confidentialityCode)
    table.append(13, Int32(bitPattern: quality.rawValue))
  }

  /// The rows of a record batch, in order.
  public static func read(_ batch: StageBatch, _ definition: Definition) throws -> [MeasureSum] {
    let measures = batch.codes(0) { definition.measure($0) }
    let scopes = batch.codes(1, SumScope.init(rawValue:))
    let areas = batch.areas(3, definition), groups = batch.groups(4, definition), sexes = batch.sexes(5)
    let years = batch.integers(6), values = batch.numbers(7)
    let reporting = batch.integers(9), expected = batch.integers(10), qualities = batch.integers(13)
    return try batch.rows { row in
      MeasureSum(
        measure: try measures[row], scope: try scopes[row], area: try areas[row], group: try groups[row],
        sex: try sexes[row], year: years[row], value: values[row], reporting: reporting[row], expected: expected[row],
        quality: qualities.quality(row))
    }
  }
}

/// Numerator and denominator of an indicator over the communes that report both: `aggregates/ratios.arrow`.
public struct RatioSum: StageTable, Sendable {
  /// Position in `Definition.indicators`.
  public var indicator: Int
  /// Dimensions.
  public var scope: SumScope, area: AreaIndex, group: GroupIndex, sex: Sex, year: Int
  /// Sums in the measures' units; NaN where no unit reports both.
  public var numerator: Double, denominator: Double
  /// Communes (provinces, for province-level measures) that report both, and that are expected.
  public var reporting: Int, expected: Int
  /// Communes of the area in scope, and those that say whether they are.
  public var inScope: Int, scopeObserved: Int
  /// What the sums inherit from their observations.
  public var quality: QualityFlags

  /// The sums of a ratio.
  public init(
    indicator: Int, scope: SumScope, area: AreaIndex, group: GroupIndex, sex: Sex, year: Int, numerator: Double,
    denominator: Double, reporting: Int, expected: Int, inScope: Int, scopeObserved: Int, quality: QualityFlags
  ) {
    self.indicator = indicator
    self.scope = scope
    self.area = area
    self.group = group
    self.sex = sex
    self.year = year
    self.numerator = numerator
    self.denominator = denominator
    self.reporting = reporting
    self.expected = expected
    self.inScope = inScope
    self.scopeObserved = scopeObserved
    self.quality = quality
  }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("indicator", .dictionary), ArrowField("scope", .dictionary), ArrowField("area_level", .dictionary),
    ArrowField("area", .dictionary), ArrowField("ethnic_group", .dictionary), ArrowField("sex", .dictionary),
    ArrowField("period", .int32), ArrowField("numerator", .float64, nullable: true),
    ArrowField("denominator", .float64, nullable: true), ArrowField("communes_reporting", .int32),
    ArrowField("communes_expected", .int32), ArrowField("communes_in_scope", .int32),
    ArrowField("communes_scope_observed", .int32), ArrowField("quality", .int32),
  ]

  /// Appends the row.
  public func append(to table: inout StageTableWriter, _ definition: Definition) {
    table.append(0, indicator, definition.indicators[indicator].id)
    table.append(1, scope == .programme ? 0 : 1, scope.rawValue)
    table.append(2, area: area, definition)
    table.append(4, Int(group), definition.groups.codes[Int(group)])
    table.append(5, Int(sex.rawValue), sex.code)
    table.append(6, Int32(year))
    table.append(7, optional: numerator)
    table.append(8, optional: denominator)
    table.append(9, Int32(reporting))
    table.append(10, Int32(expected))
    table.append(11, Int32(inScope))
    table.append(12, Int32(scopeObserved))
    table.append(13, Int32(bitPattern: quality.rawValue))
  }

  /// The rows of a record batch, in order.
  public static func read(_ batch: StageBatch, _ definition: Definition) throws -> [RatioSum] {
    let indicators = batch.codes(0) { id in definition.indicators.firstIndex { $0.id == id } }
    let scopes = batch.codes(1, SumScope.init(rawValue:))
    let areas = batch.areas(3, definition), groups = batch.groups(4, definition), sexes = batch.sexes(5)
    let years = batch.integers(6), numerators = batch.numbers(7), denominators = batch.numbers(8)
    let reporting = batch.integers(9), expected = batch.integers(10)
    let inScope = batch.integers(11), scopeObserved = batch.integers(12), qualities = batch.integers(13)
    return try batch.rows { row in
      RatioSum(
        indicator: try indicators[row], scope: try scopes[row], area: try areas[row], group: try groups[row],
        sex: try sexes[row], year: years[row], numerator: numerators[row], denominator: denominators[row],
        reporting: reporting[row], expected: expected[row], inScope: inScope[row], scopeObserved: scopeObserved[row],
        quality: qualities.quality(row))
    }
  }
}

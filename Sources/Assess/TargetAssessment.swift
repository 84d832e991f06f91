import Definition
import Vocabulary
import Workspace

/// Judges one target for every area, group and year (METHODS, sections 4 to 7).
struct TargetAssessment {
  private let definition: Definition
  private let position: Int
  private let target: Target
  private let indicator: Indicator
  /// The nation's ratio over every commune, by year.
  private var references: [Int: Double] = [:]
  /// Sums by area, group, sex and year.
  private var sums: [(place: UInt64, sum: RatioSum)] = []

  init(_ position: Int, _ ratios: [RatioSum], _ definition: Definition) {
    self.definition = definition
    self.position = position
    target = definition.targets[position]
    indicator = definition.indicators[target.indicator]
    for sum in ratios where sum.indicator == target.indicator {
      if sum.scope == .all {
        if sum.denominator > 0 { references[sum.year] = sum.numerator / sum.denominator }
      } else {
        sums.append((place(sum), sum))
      }
    }
    sums.sort { $0.place < $1.place }
  }

  /// The rows by year, area, group and sex.
  func rows() -> [ComplianceRow] {
    var rows: [ComplianceRow] = []
    rows.reserveCapacity(sums.count)
    var start = 0
    while start < sums.count {
      let series = sums[start].place >> Self.yearBits
      let end = sums[start...].firstIndex { $0.place >> Self.yearBits != series } ?? sums.count
      rows += assess(sums[start..<end].map(\.sum))
      start = end
    }
    // One series comes after the other, in order; the years come first.
    let years = Set(rows.map(\.year)).sorted()
    return years.flatMap { year in rows.lazy.filter { $0.year == year } }
  }

  private static let yearBits = 16

  /// Area, group, sex and year in one number that sorts.
  private func place(_ sum: RatioSum) -> UInt64 {
    let series = UInt64(sum.area) << 24 | UInt64(rank(sum.group)) << 8 | UInt64(sum.sex.rawValue)
    return series << Self.yearBits | UInt64(UInt16(sum.year))
  }

  /// Everyone first, then all minorities, then the groups in order of code.
  private func rank(_ group: GroupIndex) -> Int {
    group == definition.groups.total ? 0 : group == definition.groups.minorities ? 1 : Int(group) + 2
  }

  /// A year's sums with what can be said before it is compared.
  private struct Measured {
    var row: ComplianceRow
    /// Whether the value may be compared, and stand as a baseline.
    var isUsable: Bool
  }

  /// The rows of a series, from its sums by year.
  private func assess(_ sums: [RatioSum]) -> [ComplianceRow] {
    let measured = sums.map(measure)
    var rows: [ComplianceRow] = []
    var earlierYearFailed = false
    for current in measured {
      var row = current.row
      let baseline = baseline(for: row.year, in: measured)
      if let comparison = comparison(for: row.year, in: measured) {
        row.threshold = comparison.threshold
        judge(&row, current.isUsable, comparison, &earlierYearFailed)
        OutlookRule(definition: definition).apply(to: &row, comparison: comparison, baseline: baseline)
      } else if current.isUsable {
        row.status = .noData
      }
      rows.append(row)
    }
    return rows
  }

  // MARK: Value

  private func measure(_ sum: RatioSum) -> Measured {
    var row = ComplianceRow(target: position, area: sum.area, group: sum.group, sex: sum.sex, year: sum.year)
    row.numerator = sum.numerator
    row.denominator = sum.denominator
    row.reporting = sum.reporting
    row.expected = sum.expected
    row.quality = sum.quality
    let reference = indicator.reference == .none ? 1 : references[sum.year] ?? .nan
    if sum.denominator != 0 { row.value = IndicatorValue.of(indicator, sum.numerator, sum.denominator, reference) }
    row.status = status(sum, row.value)
    return Measured(row: row, isUsable: row.status.isJudged)
  }

  /// The status so far: `unmet` stands for "to be compared".
  private func status(_ sum: RatioSum, _ value: Double) -> ComplianceStatus {
    if sum.inScope == 0 && sum.scopeObserved > 0 || sum.reporting > 0 && sum.denominator == 0 { return .notApplicable }
    if sum.expected == 0 || sum.reporting == 0 || value.isNaN { return .noData }
    let coverage = Double(sum.reporting) / Double(sum.expected)
    return coverage < definition.settings.minimumCoverage ? .insufficientCoverage : .unmet
  }

  // MARK: Comparison

  /// The comparison of a year; nil where the threshold is computed from a year that has no usable value.
  private func comparison(for year: Int, in measured: [Measured]) -> Comparison? {
    switch target.threshold {
    case .fixed(let threshold): return Comparison(target: target, threshold: threshold, isComputed: false)
    case .baseline, .yearBefore:
      guard let baseline = baseline(for: year, in: measured) else { return nil }
      return Comparison(target: target, threshold: baseline.value, isComputed: true)
    }
  }

  /// The year that a year is set against: for its threshold where that is computed, else for its pace alone.
  private func baseline(for year: Int, in measured: [Measured]) -> (year: Int, value: Double)? {
    func value(of wanted: Int) -> (year: Int, value: Double)? {
      measured.first { $0.row.year == wanted && $0.isUsable }.map { ($0.row.year, $0.row.value) }
    }
    let earliest = measured.first { $0.isUsable }.map { (year: $0.row.year, value: $0.row.value) }
    switch target.threshold {
    case .yearBefore: return value(of: year - 1)
    case .baseline: return value(of: definition.baselineYear) ?? earliest
    case .fixed:
      if year <= definition.baselineYear { return nil }
      let found = value(of: definition.baselineYear) ?? earliest
      return found.flatMap { $0.year < year ? $0 : nil }
    }
  }

  private func judge(
    _ row: inout ComplianceRow, _ isUsable: Bool, _ comparison: Comparison, _ earlierYearFailed: inout Bool
  ) {
    guard !row.value.isNaN, row.status != .notApplicable else { return }
    row.gap = comparison.gap(row.value)
    let reference = indicator.reference == .none ? .nan : references[row.year] ?? .nan
    row.gapUnits = UnitGap(
      comparison: comparison, indicator: indicator, counted: definition.measures[indicator.numerator].counted,
      reference: reference
    ).units(numerator: row.numerator, denominator: row.denominator)
    guard isUsable else { return }
    let holds = comparison.holds(row.value)
    let isWithin = !holds && comparison.isWithinTolerance(row.value)
    row.status = holds && !earlierYearFailed ? .met : isWithin && !earlierYearFailed ? .metWithinTolerance : .unmet
    // "Every year" speaks of the years of the phase.
    if target.everyYear, definition.phase.contains(row.year), !holds { earlierYearFailed = true }
  }
}

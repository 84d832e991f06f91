import Definition
import Vocabulary

/// A value of one area, group and sex in one year.
public struct AnnualValue: Sendable {
  /// Value in the measure's unit; NaN where the observation exists without one.
  public var value: Double
  /// What it inherits.
  public var quality: QualityFlags
  /// Whether any value exists.
  public var isMissing: Bool { value.isNaN }

  /// Adds another value, with what it inherits.
  mutating func add(_ other: AnnualValue) {
    value += other.value
    quality.formUnion(other.quality)
  }
}

/// Brings the periods of one series to the year (METHODS, section 1.8).
struct YearFold {
  private var annual: AnnualValue?
  private var quarters: [AnnualValue?] = []
  private var months: [AnnualValue?] = []

  /// Notes the value of a period.
  mutating func add(_ value: AnnualValue, frequency: Period.Frequency, ordinal: Int) {
    switch frequency {
    case .annual: annual = value
    case .quarterly:
      if quarters.isEmpty { quarters = Array(repeating: nil, count: 4) }
      quarters[ordinal - 1] = value
    case .monthly:
      if months.isEmpty { months = Array(repeating: nil, count: 12) }
      months[ordinal - 1] = value
    }
  }

  /// The year's value; nil where nothing was noted.
  func value(_ rule: Measure.AnnualRule) -> AnnualValue? {
    if let annual, !annual.isMissing { return annual }
    let series = [quarters, months].filter { $0.contains { $0.map { !$0.isMissing } ?? false } }
    if let coarser = series.first, let finer = series.last {
      let complete = series.first { isComplete($0, rule) }
      return fold(complete ?? (reach(finer) > reach(coarser) ? finer : coarser), rule)
    }
    return annual ?? (quarters + months).lazy.compactMap { $0 }.first
  }

  private func isComplete(_ series: [AnnualValue?], _ rule: Measure.AnnualRule) -> Bool {
    switch rule {
    case .sum: series.allSatisfy { $0.map { !$0.isMissing } ?? false }
    case .last: series[series.count - 1].map { !$0.isMissing } ?? false
    }
  }

  /// The last month of the year that has a value.
  private func reach(_ series: [AnnualValue?]) -> Int {
    let last = series.lastIndex { $0.map { !$0.isMissing } ?? false } ?? -1
    return (last + 1) * 12 / series.count
  }

  private func fold(_ series: [AnnualValue?], _ rule: Measure.AnnualRule) -> AnnualValue {
    let values = series.compactMap { $0 }.filter { !$0.isMissing }
    var result = values[values.count - 1]
    if rule == .sum {
      result = values[0]
      for value in values.dropFirst() {
        result.value += value.value
        result.quality.formUnion(value.quality)
      }
    }
    if !isComplete(series, rule) { result.quality.insert(.incompleteYear) }
    return result
  }
}

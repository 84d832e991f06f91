import Definition
import Vocabulary
import Workspace

/// Decides which sums of a run are not published.
///
/// A figure is shown in many places: a denominator in every target over it, a numerator and a denominator again among
/// the aggregates. So the decision is made for the sum of a measure at an area, group and sex in a year, and every place
/// obeys it. A row of the compliance table is published where both of its sums are.
struct DisclosureControl: Sendable {
  /// What is withheld of a year, by measure, in order.
  struct Year: Sendable {
    fileprivate let year: Int, withheld: [[SumKey]], small: [Set<SumKey>]

    /// Decides for everything that a run would publish of a year. No year says anything of another.
    init(_ year: Int, _ definition: Definition, compliance: [ComplianceRow], sums: [MeasureSum]) {
      var decision = YearDisclosure(
        definition, compliance: compliance.filter { $0.year == year }, sums: sums.filter { $0.year == year })
      decision.decide()
      self.year = year
      withheld = definition.measures.indices.map { decision.withheld($0) }
      small = decision.small
    }
  }

  /// By year, from the first that has figures.
  private let years: [Year?], first: Int

  /// What was decided for all years, in order.
  init(_ decided: [Year]) {
    first = decided.first?.year ?? 0
    var years = [Year?](repeating: nil, count: decided.last.map { $0.year - decided[0].year + 1 } ?? 0)
    for year in decided { years[year.year - decided[0].year] = year }
    self.years = years
  }

  /// Decides for everything that a run would publish.
  init(_ definition: Definition, compliance: [ComplianceRow], sums: [MeasureSum], jobs: Int = 1) throws {
    let years = Self.years(compliance, sums)
    self.init(
      try concurrently(years.count, jobs: jobs) { index in
        Year(years[index], definition, compliance: compliance, sums: sums)
      })
  }

  /// The years that have figures, in order.
  static func years(_ compliance: [ComplianceRow], _ sums: [MeasureSum]) -> [Int] {
    Set(compliance.lazy.map(\.year)).union(sums.lazy.map(\.year)).sorted()
  }

  /// Whether a sum is not published.
  func isWithheld(measure: Int, year: Int, _ key: SumKey) -> Bool {
    guard years.indices.contains(year - first), let withheld = years[year - first]?.withheld[measure] else {
      return false
    }
    var low = 0
    var high = withheld.count
    while low < high {
      let middle = (low + high) / 2
      if withheld[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < withheld.count && withheld[low] == key
  }

  /// The confidentiality code that says why a sum is withheld; nil where it is published.
  func reason(_ sum: MeasureSum) -> String? {
    let key = SumKey(sum.area, sum.group, sum.sex)
    guard isWithheld(measure: sum.measure, year: sum.year, key) else { return nil }
    if !sum.quality.isFree { return sum.quality.confidentialityCode }
    let isSmall = years[sum.year - first]?.small[sum.measure].contains(key) ?? false
    return isSmall ? ConfidentialityStatus.smallCount : ConfidentialityStatus.secondary
  }

  /// The confidentiality code that says why the figures of a row are withheld; nil where they are published.
  func reason(_ row: ComplianceRow, _ definition: Definition) -> String? {
    // A row that nothing reports has no sums to withhold.
    if row.reporting == 0 { return nil }
    if !row.quality.isFree { return row.quality.confidentialityCode }
    if Self.isSmall(row, definition) { return ConfidentialityStatus.smallCount }
    let indicator = definition.indicators[definition.targets[row.target].indicator]
    let key = SumKey(row.area, row.group, row.sex)
    let isHidden =
      isWithheld(measure: indicator.numerator, year: row.year, key)
      || isWithheld(measure: indicator.denominator, year: row.year, key)
    return isHidden ? ConfidentialityStatus.secondary : nil
  }

  /// Whether the denominator of a row counts too few people.
  static func isSmall(_ row: ComplianceRow, _ definition: Definition) -> Bool {
    let denominator = definition.indicators[definition.targets[row.target].indicator].denominator
    return isSmall(row.denominator, of: denominator, definition)
  }

  /// Whether a sum counts too few people.
  static func isSmall(_ value: Double, of measure: Int, _ definition: Definition) -> Bool {
    definition.measures[measure].counted.isPeople && value > 0 && value < definition.settings.disclosureMinimum
  }
}

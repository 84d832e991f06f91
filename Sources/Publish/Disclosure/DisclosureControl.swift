import Definition
import Vocabulary
import Workspace

/// Decides which sums of a run are not published.
///
/// A figure is shown in many places: a denominator in every target over it, a numerator and a denominator again among
/// the aggregates. So the decision is made for the sum of a measure at an area, group and sex in a year, and every place
/// obeys it. A row of the compliance table is published where both of its sums are.
struct DisclosureControl: Sendable {
  /// Sums of one measure and year.
  private struct Table: Hashable {
    let measure: Int
    let year: Int
  }

  private let withheld: [Table: Set<SumKey>]
  private let small: [Table: Set<SumKey>]

  /// Decides for everything that a run would publish.
  init(_ definition: Definition, compliance: [ComplianceRow], sums: [MeasureSum]) {
    let rows = Dictionary(grouping: compliance, by: \.year)
    let sumsOfYear = Dictionary(grouping: sums, by: \.year)
    var withheld: [Table: Set<SumKey>] = [:]
    var small: [Table: Set<SumKey>] = [:]
    for year in Set(rows.keys).union(sumsOfYear.keys).sorted() {
      var decision = YearDisclosure(definition, compliance: rows[year] ?? [], sums: sumsOfYear[year] ?? [])
      decision.decide()
      for measure in definition.measures.indices {
        let table = Table(measure: measure, year: year)
        withheld[table] = Set(decision.withheld(measure))
        small[table] = decision.small[measure]
      }
    }
    self.withheld = withheld
    self.small = small
  }

  /// Whether a sum is not published.
  func isWithheld(measure: Int, year: Int, _ key: SumKey) -> Bool {
    withheld[Table(measure: measure, year: year)]?.contains(key) ?? false
  }

  /// The confidentiality code that says why a sum is withheld; nil where it is published.
  func reason(_ sum: MeasureSum) -> String? {
    let key = SumKey(sum.area, sum.group, sum.sex)
    guard isWithheld(measure: sum.measure, year: sum.year, key) else { return nil }
    if !sum.quality.isFree { return sum.quality.confidentialityCode }
    let isSmall = small[Table(measure: sum.measure, year: sum.year)]?.contains(key) ?? false
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
    let isHidden = [indicator.numerator, indicator.denominator].contains {
      isWithheld(measure: $0, year: row.year, key)
    }
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

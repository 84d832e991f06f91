import Definition
import Vocabulary
import Workspace

/// Which sums of one year are not published, for all measures together.
struct YearDisclosure {
  private let definition: Definition
  private let compliance: [ComplianceRow], sums: [MeasureSum]
  private var protections: [SumProtection] = []
  /// Numerators over each denominator; measures with denominators before their numerators.
  private var numerators: [[Int]]
  private let order: [Int]
  /// Sums that count too few people, or are a part of so few, by measure.
  private(set) var small: [Set<SumKey>]

  init(_ definition: Definition, compliance: [ComplianceRow], sums: [MeasureSum]) {
    self.definition = definition
    self.compliance = compliance
    self.sums = sums
    let measures = definition.measures.count
    var numerators = [Set<Int>](repeating: [], count: measures)
    for indicator in definition.indicators { numerators[indicator.denominator].insert(indicator.numerator) }
    self.numerators = numerators.map { $0.sorted() }
    order = Self.denominatorsFirst(self.numerators)
    small = [Set<SumKey>](repeating: [], count: measures)
    let greatest = max(compliance.lazy.map(\.area).max() ?? 0, sums.lazy.map(\.area).max() ?? 0)
    let grid = SumGrid(upTo: greatest, definition)
    protections = tables(on: grid).map { SumProtection($0, on: grid, definition) }
  }

  /// Withheld cells of a measure, in order.
  func withheld(_ measure: Int) -> [SumKey] { protections[measure].withheld }

  /// Withholds what must not be published, then more until nothing of it can be computed back.
  mutating func decide() {
    withholdSmallCounts()
    withholdConfidential()
    var count = -1
    while count != withheldCount {
      count = withheldCount
      for measure in order {
        protections[measure].complete()
        // Where a denominator is withheld the whole row is, so its numerator would only help to guess it.
        for key in withheld(measure) { withholdNumerators(over: measure, key) }
      }
      withholdReferences()
    }
  }

  private var withheldCount: Int { protections.reduce(0) { $0 + $1.withheldCount } }

  /// What each measure's tables show: for every indicator its numerators and its denominators, and the aggregates.
  private func tables(on grid: SumGrid) -> [[SumTable]] {
    typealias Figure = SumTable.Figure
    var numerators = [[Figure]](repeating: [], count: definition.indicators.count)
    var denominators = numerators
    for row in compliance {
      let indicator = definition.targets[row.target].indicator
      let key = SumKey(row.area, row.group, row.sex)
      // A row that is not applicable says that its denominator is zero, so that is no secret to keep.
      if row.status == .notApplicable, row.denominator == 0 { continue }
      func figure(_ value: Double) -> Figure { Figure(key: key, value: value, reporting: row.reporting) }
      if !row.numerator.isNaN { numerators[indicator].append(figure(row.numerator)) }
      if !row.denominator.isNaN { denominators[indicator].append(figure(row.denominator)) }
    }
    var tables = [[SumTable]](repeating: [], count: definition.measures.count)
    for scope in [SumScope.programme, .all] {
      var aggregates = [[Figure]](repeating: [], count: definition.measures.count)
      for sum in sums where sum.scope == scope && !sum.value.isNaN {
        let key = SumKey(sum.area, sum.group, sum.sex)
        aggregates[sum.measure].append(
          Figure(key: key, value: sum.value, reporting: sum.reporting, isComplete: true))
      }
      for measure in aggregates.indices { tables[measure].append(SumTable(aggregates[measure], on: grid)) }
    }
    for (index, indicator) in definition.indicators.enumerated() {
      tables[indicator.numerator].append(SumTable(numerators[index], on: grid))
      tables[indicator.denominator].append(SumTable(denominators[index], on: grid))
    }
    return tables
  }

  /// Few people in a denominator, and what is said of them in the numerators over it.
  private mutating func withholdSmallCounts() {
    for row in compliance where DisclosureControl.isSmall(row, definition) {
      let indicator = definition.indicators[definition.targets[row.target].indicator]
      withholdSmall(indicator.denominator, SumKey(row.area, row.group, row.sex))
    }
    let onlyNumerators = Set(definition.indicators.map(\.numerator)).filter { numerators[$0].isEmpty }
    // A small part of many is a result ("4 poor households of 500"), not a small group; a measure that is only ever
    // such a part is judged by its denominator alone.
    for sum in sums where !onlyNumerators.contains(sum.measure) {
      guard DisclosureControl.isSmall(sum.value, of: sum.measure, definition) else { continue }
      withholdSmall(sum.measure, SumKey(sum.area, sum.group, sum.sex))
    }
  }

  private mutating func withholdSmall(_ measure: Int, _ key: SumKey) {
    small[measure].insert(key)
    protections[measure].withhold(key)
    for numerator in numerators[measure] {
      small[numerator].insert(key)
      protections[numerator].withhold(key)
    }
  }

  /// Sums with an observation in them that is not free to publish.
  private func withholdConfidential() {
    for sum in sums where !sum.quality.isFree {
      protections[sum.measure].withhold(SumKey(sum.area, sum.group, sum.sex))
    }
    // A row's flags are those of both its sums; the aggregates say which of the two they come from.
    let rows = compliance.filter { !$0.quality.isFree }
    if rows.isEmpty { return }
    var free: [Int: Set<SumKey>] = [:]
    let concerned = Set(
      rows.map { definition.indicators[definition.targets[$0.target].indicator] }.flatMap { indicator in
        [indicator.numerator, indicator.denominator]
      })
    for sum in sums where sum.quality.isFree && sum.scope == .programme && concerned.contains(sum.measure) {
      free[sum.measure, default: []].insert(SumKey(sum.area, sum.group, sum.sex))
    }
    for row in rows {
      let indicator = definition.indicators[definition.targets[row.target].indicator]
      let key = SumKey(row.area, row.group, row.sex)
      let pair = [indicator.numerator, indicator.denominator]
      let suspects = pair.filter { !(free[$0]?.contains(key) ?? false) }
      for measure in suspects.isEmpty ? pair : suspects { protections[measure].withhold(key) }
    }
  }

  private func withholdNumerators(over measure: Int, _ key: SumKey) {
    for numerator in numerators[measure] { protections[numerator].withhold(key) }
  }

  /// The nation's ratio that others are set against can be computed from any row of theirs, so that one of its two sums
  /// tells the other: both go, or neither.
  private func withholdReferences() {
    let nation = SumKey(AreaRegister.nation, definition.groups.total, .total)
    for indicator in definition.indicators where indicator.reference != .none {
      let pair = [indicator.numerator, indicator.denominator]
      guard pair.contains(where: { protections[$0].isWithheld(nation) }) else { continue }
      for measure in pair { protections[measure].withhold(nation) }
    }
  }

  private static func denominatorsFirst(_ numerators: [[Int]]) -> [Int] {
    var order: [Int] = []
    var seen: Set<Int> = []
    func visit(_ measure: Int) {
      guard seen.insert(measure).inserted else { return }
      for numerator in numerators[measure].reversed() { visit(numerator) }
      order.append(measure)
    }
    for measure in numerators.indices.reversed() { visit(measure) }
    return order.reversed()
  }
}

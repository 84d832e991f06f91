import Definition
import Vocabulary
import Workspace

/// The sums of one year over the whole country: those of the provinces as they are, and the nation's, which are theirs
/// added in order of code.
struct NationalSums {
  private typealias Row = SliceSums.Row

  private let definition: Definition
  private let year: Int
  private let areaCount: Int
  /// Communes in scope, and communes that say whether they are, by area (nation and provinces).
  private var inScope: [Int], scopeObserved: [Int]
  /// Communes in scope that ever reported the group, by area (nation and provinces) x groups + group.
  private var expected: [Int]
  /// The slices' rows by kind, subject, group and sex: each with its area, in order of area.
  private var rows: [Key: [(area: Int, row: Row)]] = [:]

  private struct Key: Hashable {
    var kind: Row.Kind, subject: Int, group: GroupIndex, sex: Sex
  }

  /// The sums of a year's slices: the nation's own first, then the provinces in order.
  init(_ slices: [SliceSums], year: Int, _ definition: Definition) {
    self.definition = definition
    self.year = year
    areaCount = Int(definition.areas.communes.lowerBound)
    inScope = [Int](repeating: 0, count: areaCount)
    scopeObserved = inScope
    expected = [Int](repeating: 0, count: areaCount * definition.groups.count)
    for slice in slices {
      for area in Set([0, Int(slice.area)]) {
        inScope[area] += slice.inScope
        scopeObserved[area] += slice.scopeObserved
        for (group, count) in slice.expected.enumerated() { expected[area * slice.expected.count + group] += count }
      }
      for row in slice.rows {
        rows[Key(kind: row.kind, subject: row.subject, group: row.group, sex: row.sex), default: []].append(
          (Int(slice.area), row))
      }
    }
  }

  private func rows(_ kind: Row.Kind, _ subject: Int, _ group: GroupIndex, _ sex: Sex) -> [(area: Int, row: Row)] {
    rows[Key(kind: kind, subject: subject, group: group, sex: sex)] ?? []
  }

  /// The tallies by area (nation and provinces), and which areas deliver the measure themselves.
  private func tallies(_ found: [(area: Int, row: Row)]) -> (tallies: [Tally], delivering: [Bool]) {
    var tallies = [Tally](repeating: Tally(), count: areaCount)
    var delivering = [Bool](repeating: false, count: areaCount)
    for (area, row) in found {
      tallies[area] = row.tally
      delivering[area] = row.isDelivering
      tallies[0].add(row.tally)
    }
    return (tallies, delivering)
  }

  private func total(_ found: [(area: Int, row: Row)]) -> Tally {
    found.reduce(into: Tally()) { $0.add($1.row.tally) }
  }

  // MARK: Ratios

  /// The sums of every indicator: by area and group in scope, and over every commune where it is set against the nation.
  func ratios() -> [RatioSum] {
    var result: [RatioSum] = []
    for (index, indicator) in definition.indicators.enumerated() {
      let numerator = definition.measures[indicator.numerator]
      let byGroup = numerator.byGroup && definition.measures[indicator.denominator].byGroup
      let groups = byGroup ? Array(0..<GroupIndex(definition.groups.count)) : [definition.groups.total]
      for group in groups {
        let (tallies, delivering) = tallies(rows(.ratio, index, group, .total))
        let isTotal = group == definition.groups.total || group == definition.groups.minorities
        for area in 0..<areaCount {
          var row = ratioRow(index, group, area, tallies[area])
          if numerator.level == .province { expectProvinces(&row, delivering) }
          if isTotal || row.expected > 0 || row.reporting > 0 { result.append(row) }
        }
        if indicator.reference != .none, group == definition.groups.total {
          var row = ratioRow(index, group, 0, total(rows(.wholeRatio, index, group, .total)))
          row.scope = .all
          result.append(row)
        }
      }
    }
    return result
  }

  private func ratioRow(_ indicator: Int, _ group: GroupIndex, _ area: Int, _ tally: Tally) -> RatioSum {
    RatioSum(
      indicator: indicator, scope: .programme, area: AreaIndex(area), group: group, sex: .total, year: year,
      numerator: tally.reporting == 0 ? .nan : tally.numerator,
      denominator: tally.reporting == 0 ? .nan : tally.denominator, reporting: tally.reporting,
      expected: expected[area * definition.groups.count + Int(group)], inScope: inScope[area],
      scopeObserved: scopeObserved[area], quality: tally.quality)
  }

  /// A province-level measure is expected of provinces with a commune in scope, and of those that deliver it.
  private func expectProvinces(_ row: inout RatioSum, _ delivering: [Bool]) {
    row.expected = expectedProvinces(Int(row.area), delivering)
    row.inScope = row.expected
  }

  private func expectedProvinces(_ area: Int, _ delivering: [Bool]) -> Int {
    func isExpected(_ province: Int) -> Bool { inScope[province] > 0 || delivering[province] }
    if area == AreaRegister.nation { return definition.areas.provinces.count { isExpected(Int($0)) } }
    return isExpected(area) ? 1 : 0
  }

  // MARK: Measures

  /// The sums of every measure by area, group and sex where something reports.
  func measures() -> [MeasureSum] {
    let references = Set(
      definition.indicators.filter { $0.reference != .none }.flatMap { [$0.numerator, $0.denominator] })
    var result: [MeasureSum] = []
    for (measure, declared) in definition.measures.enumerated() {
      for group in 0..<GroupIndex(definition.groups.count) {
        for sex in Sex.allCases {
          let found = rows(.measure, measure, group, sex)
          if !found.isEmpty {
            let (tallies, delivering) = tallies(found)
            for area in 0..<areaCount where tallies[area].reporting > 0 {
              let count = declared.level == .province ? expectedProvinces(area, delivering) : nil
              result.append(measureRow(measure, .programme, area, group, sex, tallies[area], expected: count))
            }
          }
          if references.contains(measure), group == definition.groups.total, sex == .total {
            let all = total(rows(.wholeMeasure, measure, group, sex))
            if all.reporting > 0 { result.append(measureRow(measure, .all, 0, group, sex, all, expected: nil)) }
          }
        }
      }
    }
    return result
  }

  private func measureRow(
    _ measure: Int, _ scope: SumScope, _ area: Int, _ group: GroupIndex, _ sex: Sex, _ tally: Tally, expected: Int?
  ) -> MeasureSum {
    MeasureSum(
      measure: measure, scope: scope, area: AreaIndex(area), group: group, sex: sex, year: year,
      value: tally.numerator, reporting: tally.reporting,
      expected: expected ?? self.expected[area * definition.groups.count + Int(group)], quality: tally.quality)
  }

  // MARK: Figures of the nation itself

  /// Figures delivered for the nation that differ from the sum of its communes by more than the tolerance.
  func findings() -> [Finding] {
    var result: [Finding] = []
    for key in rows.keys where key.kind == .delivered {
      let delivered = rows[key]![0].row.tally.numerator
      let parts = total(rows(.wholeMeasure, key.subject, key.group, key.sex))
      guard parts.reporting > 0,
        abs(parts.numerator - delivered) > definition.settings.totalTolerance * abs(delivered)
      else { continue }
      result.append(
        Finding.deliveredArea(
          AreaRegister.nation, measure: key.subject, group: key.group, sex: key.sex, year: year, definition))
    }
    return result
  }
}

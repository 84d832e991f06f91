import Definition
import Vocabulary
import Workspace

/// Sums the values of one year over areas (METHODS, section 3), always in order of code.
struct Summation {
  private let definition: Definition
  private let values: YearValues
  /// Groups seen at an area in this year or an earlier one, by area x groups + group.
  private let everPresent: [Bool]
  /// Communes in scope, and communes that say whether they are, by area (nation and provinces).
  private let inScope: [Int], scopeObserved: [Int]
  /// Communes in scope that ever reported the group, by area (nation and provinces) x groups + group.
  private let expected: [Int]
  private let areaCount: Int

  init(_ values: YearValues, everPresent: [Bool], _ definition: Definition) {
    self.values = values
    self.everPresent = everPresent
    self.definition = definition
    let areas = definition.areas
    let groups = definition.groups
    areaCount = Int(areas.communes.lowerBound)
    var inScope = [Int](repeating: 0, count: areaCount)
    var scopeObserved = inScope
    var expected = [Int](repeating: 0, count: areaCount * groups.count)
    for commune in areas.communes {
      let state = values.scope[Int(commune)]
      guard state != .unobserved else { continue }
      let province = Int(areas.provinceOf[Int(commune)])
      for area in [0, province] { scopeObserved[area] += 1 }
      guard state == .inside else { continue }
      for area in [0, province] { inScope[area] += 1 }
      let seen = Int(commune) * groups.count
      for group in 0..<groups.count {
        let counts =
          GroupIndex(group) == groups.total
          || (GroupIndex(group) == groups.minorities
            ? everPresent[seen + group] || groups.minorityParts.contains { everPresent[seen + Int($0)] }
            : everPresent[seen + group])
        if counts { for area in [0, province] { expected[area * groups.count + group] += 1 } }
      }
    }
    self.inScope = inScope
    self.scopeObserved = scopeObserved
    self.expected = expected
  }

  /// Sums over the units of an area as they come.
  private struct Tally {
    var numerator = 0.0, denominator = 0.0, reporting = 0
    var quality = QualityFlags()

    mutating func add(_ first: YearValues.Cell, _ second: YearValues.Cell) {
      numerator += first.value
      denominator += second.value
      reporting += 1
      quality.formUnion(first.quality)
      quality.formUnion(second.quality)
    }

    mutating func add(_ other: Tally) {
      guard other.reporting > 0 else { return }
      numerator += other.numerator
      denominator += other.denominator
      reporting += other.reporting
      quality.formUnion(other.quality)
    }
  }

  /// Sums by area (nation and provinces) of what both cell lists report, over the units that `includes` lets pass.
  private func tally(
    _ first: [YearValues.Cell], _ second: [YearValues.Cell], level: AreaLevel, _ includes: (AreaIndex) -> Bool
  ) -> [Tally] {
    var tallies = [Tally](repeating: Tally(), count: areaCount)
    let units = level == .province ? definition.areas.provinces : definition.areas.communes
    var other = 0
    for cell in first where units.contains(cell.area) && !cell.value.isNaN {
      while other < second.count, second[other].area < cell.area { other += 1 }
      guard other < second.count, second[other].area == cell.area, !second[other].value.isNaN, includes(cell.area)
      else { continue }
      tallies[Int(definition.areas.provinceOf[Int(cell.area)])].add(cell, second[other])
    }
    for province in definition.areas.provinces { tallies[0].add(tallies[Int(province)]) }
    return tallies
  }

  private func isInside(_ area: AreaIndex) -> Bool { values.scope[Int(area)] == .inside }

  // MARK: Ratios

  /// The sums of every indicator: by area and group in scope, and over every commune where it is set against the nation.
  func ratios() -> [RatioSum] {
    var rows: [RatioSum] = []
    for (index, indicator) in definition.indicators.enumerated() {
      let numerator = definition.measures[indicator.numerator]
      let denominator = definition.measures[indicator.denominator]
      let byGroup = numerator.byGroup && denominator.byGroup
      let groups = byGroup ? Array(0..<GroupIndex(definition.groups.count)) : [definition.groups.total]
      for group in groups {
        let first = values.cells(measure: indicator.numerator, group: group, sex: .total)
        let second = values.cells(measure: indicator.denominator, group: group, sex: .total)
        let isProvincial = numerator.level == .province
        let tallies = tally(first, second, level: numerator.level) { isProvincial || isInside($0) }
        let delivering = isProvincial ? Set(first.map(\.area)).union(second.map(\.area)) : []
        for area in 0..<areaCount {
          var row = ratioRow(index, group, area, tallies[area])
          if isProvincial { expectProvinces(&row, delivering) }
          let isTotal = group == definition.groups.total || group == definition.groups.minorities
          if isTotal || row.expected > 0 || row.reporting > 0 { rows.append(row) }
        }
        if indicator.reference != .none, group == definition.groups.total {
          var row = ratioRow(index, group, 0, tally(first, second, level: numerator.level) { _ in true }[0])
          row.scope = .all
          rows.append(row)
        }
      }
    }
    return rows
  }

  private func ratioRow(_ indicator: Int, _ group: GroupIndex, _ area: Int, _ tally: Tally) -> RatioSum {
    RatioSum(
      indicator: indicator, scope: .programme, area: AreaIndex(area), group: group, sex: .total, year: values.year,
      numerator: tally.reporting == 0 ? .nan : tally.numerator,
      denominator: tally.reporting == 0 ? .nan : tally.denominator, reporting: tally.reporting,
      expected: expected[area * definition.groups.count + Int(group)], inScope: inScope[area],
      scopeObserved: scopeObserved[area], quality: tally.quality)
  }

  /// A province-level measure is expected of provinces with a commune in scope, and of those that deliver it.
  private func expectProvinces(_ row: inout RatioSum, _ delivering: Set<AreaIndex>) {
    func isExpected(_ province: AreaIndex) -> Bool { inScope[Int(province)] > 0 || delivering.contains(province) }
    if row.area == AreaRegister.nation {
      row.expected = definition.areas.provinces.count { isExpected($0) }
    } else {
      row.expected = isExpected(row.area) ? 1 : 0
    }
    row.inScope = row.expected
  }

  // MARK: Measures

  /// The sums of every measure by area, group and sex where something reports.
  func measures() -> [MeasureSum] {
    let references = Set(
      definition.indicators.filter { $0.reference != .none }.flatMap { [$0.numerator, $0.denominator] })
    var rows: [MeasureSum] = []
    for (measure, declared) in definition.measures.enumerated() {
      for group in 0..<GroupIndex(definition.groups.count) {
        for sex in Sex.allCases {
          let cells = values.cells(measure: measure, group: group, sex: sex)
          if cells.isEmpty { continue }
          let isProvincial = declared.level == .province
          let tallies = tally(cells, cells, level: declared.level) { isProvincial || isInside($0) }
          let delivering = isProvincial ? Set(cells.map(\.area)) : []
          for area in 0..<areaCount where tallies[area].reporting > 0 {
            var ratio = ratioRow(0, group, area, tallies[area])
            if isProvincial { expectProvinces(&ratio, delivering) }
            rows.append(measureRow(measure, .programme, ratio, sex))
          }
          if references.contains(measure), group == definition.groups.total, sex == .total {
            let all = tally(cells, cells, level: declared.level) { _ in true }[0]
            if all.reporting > 0 { rows.append(measureRow(measure, .all, ratioRow(0, group, 0, all), sex)) }
          }
        }
      }
    }
    return rows
  }

  private func measureRow(_ measure: Int, _ scope: SumScope, _ sums: RatioSum, _ sex: Sex) -> MeasureSum {
    MeasureSum(
      measure: measure, scope: scope, area: sums.area, group: sums.group, sex: sex, year: sums.year,
      value: sums.numerator, reporting: sums.reporting, expected: sums.expected, quality: sums.quality)
  }
}

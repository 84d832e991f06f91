import Definition
import Vocabulary

/// Sums the values of one year over one slice of areas (METHODS, section 3), always in order of code.
struct Summation {
  private let definition: Definition
  private let values: YearValues
  /// Groups seen at an area in this year or an earlier one, by position in the slice x groups + group.
  private let everPresent: [Bool]

  init(_ values: YearValues, everPresent: [Bool], _ definition: Definition) {
    self.values = values
    self.everPresent = everPresent
    self.definition = definition
  }

  /// The sums of the slice.
  func sums() -> SliceSums {
    var sums = SliceSums(
      area: values.slice.area, year: values.year, expected: [Int](repeating: 0, count: definition.groups.count))
    if values.slice.area == AreaRegister.nation {
      sums.rows = delivered()
      return sums
    }
    countScope(&sums)
    sums.rows = measures() + ratios()
    return sums
  }

  private func countScope(_ sums: inout SliceSums) {
    let groups = definition.groups
    for (position, area) in values.slice.areas.enumerated() where definition.areas.communes.contains(area) {
      let state = values.scope[position]
      if state == .unobserved { continue }
      sums.scopeObserved += 1
      guard state == .inside else { continue }
      sums.inScope += 1
      let seen = position * groups.count
      let hasMinority = groups.minorityParts.contains { everPresent[seen + Int($0)] }
      for group in 0..<groups.count {
        let counts =
          GroupIndex(group) == groups.total || everPresent[seen + group]
          || (GroupIndex(group) == groups.minorities && hasMinority)
        if counts { sums.expected[group] += 1 }
      }
    }
  }

  private func isInside(_ area: AreaIndex) -> Bool { values.scope[values.slice.position(area)] == .inside }

  /// The units of the slice that a measure is summed over: its communes, or the province itself.
  private func units(_ level: AreaLevel) -> Range<AreaIndex> {
    level == .province ? definition.areas.provinces : definition.areas.communes
  }

  /// What two lists of cells report both: over the units in scope (all of them at the level of provinces), and over all.
  private func tally(
    _ first: ArraySlice<YearValues.Cell>, _ second: ArraySlice<YearValues.Cell>, level: AreaLevel
  ) -> (programme: Tally, whole: Tally) {
    var programme = Tally()
    var whole = Tally()
    let units = units(level)
    var other = second.startIndex
    for cell in first where units.contains(cell.area) && !cell.value.isNaN {
      while other < second.endIndex, second[other].area < cell.area { other += 1 }
      guard other < second.endIndex, second[other].area == cell.area, !second[other].value.isNaN else { continue }
      whole.add(cell, second[other])
      if level == .province || isInside(cell.area) { programme.add(cell, second[other]) }
    }
    return (programme, whole)
  }

  /// The sums of every measure by group and sex where anything reports.
  private func measures() -> [SliceSums.Row] {
    var rows: [SliceSums.Row] = []
    for (measure, declared) in definition.measures.enumerated() {
      for group in 0..<GroupIndex(definition.groups.count) {
        for sex in Sex.allCases {
          let cells = values.cells(measure: measure, group: group, sex: sex)
          if cells.isEmpty { continue }
          let (programme, whole) = tally(cells, cells, level: declared.level)
          let isDelivering = declared.level == .province && cells.first?.area == values.slice.area
          if programme.reporting > 0 || isDelivering {
            rows.append(
              SliceSums.Row(
                kind: .measure, subject: measure, group: group, sex: sex, tally: programme, isDelivering: isDelivering))
          }
          if whole.reporting > 0 {
            rows.append(
              SliceSums.Row(kind: .wholeMeasure, subject: measure, group: group, sex: sex, tally: whole))
          }
        }
      }
    }
    return rows
  }

  /// The sums of every indicator by group, and over every commune where it is set against the nation.
  private func ratios() -> [SliceSums.Row] {
    var rows: [SliceSums.Row] = []
    for (index, indicator) in definition.indicators.enumerated() {
      let numerator = definition.measures[indicator.numerator]
      let byGroup = numerator.byGroup && definition.measures[indicator.denominator].byGroup
      let groups =
        byGroup ? 0..<GroupIndex(definition.groups.count) : definition.groups.total..<definition.groups.total + 1
      for group in groups {
        let first = values.cells(measure: indicator.numerator, group: group, sex: .total)
        let second = values.cells(measure: indicator.denominator, group: group, sex: .total)
        if first.isEmpty && second.isEmpty { continue }
        let (programme, whole) = tally(first, second, level: numerator.level)
        let isDelivering =
          numerator.level == .province
          && (first.first?.area == values.slice.area || second.first?.area == values.slice.area)
        if programme.reporting > 0 || isDelivering {
          rows.append(
            SliceSums.Row(
              kind: .ratio, subject: index, group: group, sex: .total, tally: programme, isDelivering: isDelivering))
        }
        if indicator.reference != .none, group == definition.groups.total, whole.reporting > 0 {
          rows.append(SliceSums.Row(kind: .wholeRatio, subject: index, group: group, sex: .total, tally: whole))
        }
      }
    }
    return rows
  }

  /// The figures that are delivered for the nation itself.
  private func delivered() -> [SliceSums.Row] {
    var rows: [SliceSums.Row] = []
    for (measure, declared) in definition.measures.enumerated() where declared.level == .commune {
      for group in 0..<GroupIndex(definition.groups.count) {
        for sex in Sex.allCases {
          guard let cell = values.cells(measure: measure, group: group, sex: sex).first, !cell.value.isNaN else {
            continue
          }
          let tally = Tally(numerator: cell.value, denominator: cell.value, reporting: 1, quality: cell.quality)
          rows.append(
            SliceSums.Row(kind: .delivered, subject: measure, group: group, sex: sex, tally: tally))
        }
      }
    }
    return rows
  }
}

import Definition
import Synthesis
import Vocabulary
import Workspace

/// Full figures of invented provinces and groups, whose totals are the sums of their parts.
struct InventedFigures {
  var compliance: [ComplianceRow] = []
  var sums: [MeasureSum] = []

  /// How often things happen, each 0...1.
  struct Habits {
    var groupAbsent = 0.3, small = 0.15, missing = 0.1, confidential = 0.01, bySex = 0.3, zeroNumerator = 0.3
    /// Totals that were delivered free although a part of them is not.
    var freeTotals = false
  }

  init(_ definition: Definition, years: [Int], seed: UInt64, _ habits: Habits = Habits()) {
    var random = SplitMix64(seed: seed)
    func happens(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &random) < chance }
    let groups = definition.groups
    let leaves = groups.minorityParts + groups.totalParts.filter { $0 != groups.minorities }
    for year in years {
      // Leaf figures of every measure; a leaf that does not report a measure has none.
      var leaf: [Int: [Cell: Figure]] = [:]
      // By sex or not, a measure at a time: men and women add up to everyone only where all are told apart.
      let bySex = Set(definition.measures.indices.filter { _ in happens(habits.bySex) })
      for area in definition.areas.provinces {
        for group in leaves + [groups.total] where group == groups.total || !happens(habits.groupAbsent) {
          let isSmall = happens(habits.small)
          let size = isSmall ? Int.random(in: 0...6, using: &random) : Int.random(in: 5...4_000, using: &random)
          for measure in definition.measures.indices where !happens(habits.missing) {
            guard definition.measures[measure].byGroup == (group != groups.total) else { continue }
            let isDenominator = definition.indicators.contains { $0.denominator == measure }
            var value = size
            if !isDenominator { value = happens(habits.zeroNumerator) ? 0 : Int.random(in: 0...size, using: &random) }
            let quality: QualityFlags = happens(habits.confidential) ? .confidentiality("C") : []
            leaf[measure, default: [:]][Cell(area, group, .total)] = Figure(Double(value), quality)
            guard bySex.contains(measure) else { continue }
            let men = Int.random(in: 0...value, using: &random)
            leaf[measure, default: [:]][Cell(area, group, .male)] = Figure(Double(men), quality)
            leaf[measure, default: [:]][Cell(area, group, .female)] = Figure(Double(value - men), quality)
          }
        }
      }
      for measure in definition.measures.indices {
        for (cell, figure) in Self.totals(leaf[measure] ?? [:], definition, habits) {
          sums.append(
            MeasureSum(
              measure: measure, scope: .programme, area: cell.area, group: cell.group, sex: cell.sex, year: year,
              value: figure.value, reporting: figure.reporting, expected: figure.reporting, quality: figure.quality))
        }
      }
      for (index, target) in definition.targets.enumerated() {
        let indicator = definition.indicators[target.indicator]
        let over = (leaf[indicator.denominator] ?? [:]).filter { $0.key.sex == .total }
        let under = leaf[indicator.numerator] ?? [:]
        let both = over.filter { under[$0.key] != nil }
        let denominators = Self.totals(both, definition, habits)
        let numerators = Self.totals(under.filter { both[$0.key] != nil }, definition, habits)
        for (cell, denominator) in denominators {
          let numerator = numerators[cell]!
          var row = ComplianceRow(target: index, area: cell.area, group: cell.group, sex: .total, year: year)
          row.numerator = numerator.value
          row.denominator = denominator.value
          row.reporting = denominator.reporting
          row.expected = denominator.reporting
          row.quality = numerator.quality.union(denominator.quality)
          row.status = denominator.value == 0 ? .notApplicable : .unmet
          if denominator.value != 0 { row.value = numerator.value / denominator.value }
          if case .fixed(let threshold) = target.threshold { row.threshold = threshold }
          compliance.append(row)
        }
      }
    }
    // Dictionaries have another order in every process.
    compliance.sort { ($0.target, $0.year, $0.area, $0.group) < ($1.target, $1.year, $1.area, $1.group) }
    sums.sort {
      ($0.measure, $0.year, $0.area, $0.group, $0.sex.code) < ($1.measure, $1.year, $1.area, $1.group, $1.sex.code)
    }
    compliance.shuffle(using: &random)
    sums.shuffle(using: &random)
  }

  /// One delivery behind the figures of each province, measure and year.
  func origins(_ definition: Definition) -> [FigureOrigin] {
    let places = sums.filter { $0.area != AreaRegister.nation }.map { [$0.measure, Int($0.area), $0.year] }
    return Set(places).map { place in
      FigureOrigin(
        measure: place[0], area: AreaIndex(place[1]), year: place[2],
        delivery: "<script>alert(1)</script>.csv", observations: 9, superseded: 1, deletions: 0,
        firstRecord: 1, firstLine: 2, lastRecord: 10, lastLine: 11)
    }.sorted(by: FigureOrigin.precedes)
  }

  struct Cell: Hashable {
    let area: AreaIndex, group: GroupIndex, sex: Sex
    init(_ area: AreaIndex, _ group: GroupIndex, _ sex: Sex) {
      self.area = area
      self.group = group
      self.sex = sex
    }
  }

  struct Figure {
    var value: Double
    var quality: QualityFlags
    /// Every figure that is no total comes from a commune of its own.
    var reporting: Int
    init(_ value: Double, _ quality: QualityFlags, reporting: Int = 1) {
      self.value = value
      self.quality = quality
      self.reporting = reporting
    }
  }

  private static func totals(
    _ leaves: [Cell: Figure], _ definition: Definition, _ habits: Habits
  ) -> [Cell: Figure] {
    var result: [Cell: Figure] = [:]
    for (cell, figure) in leaves {
      var groups = cell.group == definition.groups.total ? [cell.group] : [cell.group, definition.groups.total]
      if definition.groups.minorityParts.contains(cell.group) { groups.append(definition.groups.minorities) }
      for area in [cell.area, AreaRegister.nation] {
        for group in groups {
          let isFreed = habits.freeTotals && (group != cell.group)
          var sum = result[Cell(area, group, cell.sex)] ?? Figure(0, [], reporting: 0)
          sum.value += figure.value
          sum.reporting += figure.reporting
          if !isFreed { sum.quality.formUnion(figure.quality) }
          result[Cell(area, group, cell.sex)] = sum
        }
      }
    }
    return result
  }
}

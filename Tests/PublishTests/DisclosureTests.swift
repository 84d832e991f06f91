import Definition
import Synthesis
import Testing
import Vocabulary
import Workspace

@testable import Publish

@Suite("Disclosure control")
struct DisclosureTests {
  let definition = SmallDefinition.definition

  /// Every table of every measure and year as published, with the truth.
  private func tables(
    _ figures: InventedFigures, _ definition: Definition
  ) throws -> [[Int]: [[Intruder.Figure]]] {
    let control = try DisclosureControl(definition, compliance: figures.compliance, sums: figures.sums)
    let published = PublishedCompliance(definition, figures.compliance, control).rows
    var result: [[Int]: [[Intruder.Figure]]] = [:]
    func figure(
      _ area: AreaIndex, _ group: GroupIndex, _ sex: Sex, _ reporting: Int, published: Double, truth: Double
    ) -> Intruder.Figure {
      Intruder.Figure(
        area: definition.areas.codes[Int(area)], group: definition.groups.codes[Int(group)], sex: sex.code,
        published: published, reporting: reporting, truth: truth)
    }
    for year in Set(figures.sums.map(\.year)) {
      for measure in definition.measures.indices {
        var list: [[Intruder.Figure]] = []
        for (index, target) in definition.targets.enumerated() {
          let indicator = definition.indicators[target.indicator]
          let pairs = zip(figures.compliance, published).filter { $0.0.target == index && $0.0.year == year }
          // A denominator of zero shows in the status, so it is not secret.
          let rows = pairs.filter { !($0.0.status == .notApplicable && $0.0.denominator == 0) }
          if indicator.numerator == measure {
            list.append(
              rows.map {
                figure($0.area, $0.group, $0.sex, $0.reporting, published: $1.row.numerator, truth: $0.numerator)
              })
          }
          if indicator.denominator == measure {
            list.append(
              rows.map {
                figure($0.area, $0.group, $0.sex, $0.reporting, published: $1.row.denominator, truth: $0.denominator)
              })
          }
        }
        list.append(
          figures.sums.filter { $0.measure == measure && $0.year == year }.map {
            let shown = control.reason($0) == nil ? $0.value : .nan
            return figure($0.area, $0.group, $0.sex, $0.reporting, published: shown, truth: $0.value)
          })
        result[[measure, year]] = list
      }
    }
    return result
  }

  @Test("nothing withheld can be computed back", arguments: 0..<150)
  func unrecoverable(seed: Int) throws {
    var habits = InventedFigures.Habits()
    habits.freeTotals = seed % 3 == 0
    habits.missing = seed % 4 == 0 ? 0 : 0.1
    habits.small = [0.02, 0.15, 0.5][seed % 3]
    let figures = InventedFigures(definition, years: [2026], seed: UInt64(seed), habits)
    let intruder = Intruder(minorities: ["02", "03"])
    let control = try DisclosureControl(definition, compliance: figures.compliance, sums: figures.sums)
    for (place, tables) in try tables(figures, definition).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      // Rows are withheld whole: their other sum may be free and shown elsewhere. What the intruder must not get is a
      // sum that is itself withheld.
      func name(_ area: AreaIndex, _ group: GroupIndex, _ sex: Sex) -> String {
        "\(definition.areas.codes[Int(area)]) \(definition.groups.codes[Int(group)]) \(sex.code)"
      }
      // A row that is not applicable says itself that both its sums are zero.
      let told = figures.compliance.filter { row in
        let indicator = definition.indicators[definition.targets[row.target].indicator]
        return row.denominator == 0 && [indicator.numerator, indicator.denominator].contains(place[0])
      }
      let secrets = Set(
        figures.sums.filter { $0.measure == place[0] && control.reason($0) != nil }
          .map { name($0.area, $0.group, $0.sex) }
      ).subtracting(told.map { name($0.area, $0.group, $0.sex) })
      let code = definition.measures[place[0]].code
      for table in tables { #expect(intruder.recovered([table]).isEmpty, "\(code), one table") }
      let found = intruder.recovered(tables).filter { secrets.contains($0.place) }
      #expect(found.isEmpty, "\(code), all tables")
    }
  }

  @Test("small and confidential cells are always withheld", arguments: 0..<40)
  func primary(seed: Int) throws {
    let figures = InventedFigures(definition, years: [2025, 2026], seed: UInt64(seed))
    let control = try DisclosureControl(definition, compliance: figures.compliance, sums: figures.sums)
    let published = PublishedCompliance(definition, figures.compliance, control).rows
    for (full, row) in zip(figures.compliance, published) {
      let indicator = definition.indicators[definition.targets[full.target].indicator]
      let counted = definition.measures[indicator.denominator].counted
      let isSmall = counted.isPeople && full.denominator > 0 && full.denominator < 5
      guard isSmall || !full.quality.isFree else { continue }
      #expect(row.row.status == (full.status == .notApplicable ? .notApplicable : .suppressed))
      #expect(row.row.value.isNaN && row.row.numerator.isNaN && row.row.denominator.isNaN)
      #expect(row.confidentiality == (full.quality.isFree ? "A" : "C"))
    }
  }

  @Test("the same decision for rows in any order", arguments: 0..<10)
  func order(seed: Int) throws {
    var figures = InventedFigures(definition, years: [2026], seed: UInt64(seed))
    func decision() throws -> [String] {
      let control = try DisclosureControl(definition, compliance: figures.compliance, sums: figures.sums)
      return AggregateTable.sorted(figures.sums, definition).map { control.reason($0) ?? "" }
    }
    let first = try decision()
    var random = SplitMix64(seed: 99)
    figures.sums.shuffle(using: &random)
    figures.compliance.shuffle(using: &random)
    #expect(try decision() == first)
  }

  @Test("nothing is withheld where nothing is small or confidential")
  func untouched() throws {
    var habits = InventedFigures.Habits()
    habits.small = 0
    habits.confidential = 0
    habits.bySex = 0
    let figures = InventedFigures(definition, years: [2026], seed: 5, habits)
    let control = try DisclosureControl(definition, compliance: figures.compliance, sums: figures.sums)
    #expect(figures.sums.allSatisfy { control.reason($0) == nil })
    #expect(figures.compliance.allSatisfy { control.reason($0, definition) == nil })
  }

  /// | HH | VN | 04 | 14 |        04/03 counts 3 households. The smallest figures that hide it are 04/02 (40, same
  /// | 02 | 140 | 40 | 100 |      province), 14/03 (50, same group), and 14/02 (100), without which 14 would give 14/03.
  /// | 03 | 53 | 3 | 50 |
  @Test("an example by hand")
  func example() throws {
    var sums: [MeasureSum] = []
    let figures: [(String, [String: Double])] = [
      ("02", ["VN": 140, "04": 40, "14": 100]), ("03", ["VN": 53, "04": 3, "14": 50]),
      ("EM", ["VN": 193, "04": 43, "14": 150]), ("_T", ["VN": 193, "04": 43, "14": 150]),
    ]
    for (group, values) in figures {
      for (area, value) in values {
        sums.append(
          MeasureSum(
            measure: 0, scope: .programme, area: definition.areas.index(of: area)!,
            group: definition.groups.index(of: group)!, sex: .total, year: 2026, value: value, reporting: 1,
            expected: 1,
            quality: []))
      }
    }
    let control = try DisclosureControl(definition, compliance: [], sums: sums)
    let withheld = sums.filter { control.reason($0) != nil }.map {
      "\(definition.areas.codes[Int($0.area)])/\(definition.groups.codes[Int($0.group)]) \(control.reason($0)!)"
    }
    #expect(withheld.sorted() == ["04/02 S", "04/03 A", "14/02 S", "14/03 S"])
  }

  @Test("a small numerator of many is published")
  func smallNumerator() throws {
    var row = ComplianceRow(target: 0, area: 1, group: definition.groups.minorities, sex: .total, year: 2026)
    row.numerator = 3
    row.denominator = 500
    row.reporting = 1
    row.status = .met
    let control = try DisclosureControl(definition, compliance: [row], sums: [])
    #expect(control.reason(row, definition) == nil)
  }

  @Test("what rests on a withheld baseline goes with it")
  func baseline() throws {
    func row(_ target: Int, _ year: Int, _ denominator: Double) -> ComplianceRow {
      var row = ComplianceRow(target: target, area: 1, group: 1, sex: .total, year: year)
      (row.numerator, row.denominator, row.value, row.reporting) = (2, denominator, 2 / denominator, 1)
      (row.status, row.outlook, row.gap, row.gapUnits, row.threshold) = (.unmet, .slow, -0.1, 1, 0.5)
      guard year > 2025 else { return row }
      (row.baselineYear, row.baselineValue, row.paceObserved, row.paceRequired) = (2025, 0.5, 0.1, 0.1)
      return row
    }
    let full = [row(0, 2025, 4), row(0, 2026, 40), row(4, 2025, 4), row(4, 2026, 40)]
    let control = try DisclosureControl(definition, compliance: full, sums: [])
    let published = PublishedCompliance(definition, full, control)
    let fixed = published.rows[1].row
    #expect(fixed.value == 0.05 && fixed.status == .unmet && fixed.threshold == 0.5 && fixed.gap == -0.1)
    #expect(fixed.baselineYear == nil && fixed.baselineValue.isNaN && fixed.paceObserved.isNaN)
    #expect(fixed.outlook == .unknown)
    let monitor = published.rows[3].row
    #expect(monitor.value == 0.05 && monitor.threshold.isNaN && monitor.gap.isNaN && monitor.gapUnits.isNaN)
    let flag = Flag(
      id: "x", severity: .warning, target: 4, area: 1, group: 1, period: "2026", reason: "off_track", detail: "")
    #expect(published.silences(flag))
  }
}

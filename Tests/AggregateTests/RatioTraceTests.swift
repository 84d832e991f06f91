import Testing
import Vocabulary

@testable import Aggregate

@Suite struct RatioTraceTests {
  private func trace(_ canonical: Canonical, _ group: String, area: String = "VN") throws -> RatioTrace {
    RatioTrace(
      numerator: SmallDefinition.measure("HH_POOR"), denominator: SmallDefinition.measure("HH"),
      area: SmallDefinition.area(area), group: SmallDefinition.group(group), year: 2026,
      try CanonicalFiles(canonical.definition, in: canonical.workspace), canonical.definition)
  }

  @Test func unitsAddUpToTheRatio() throws {
    var rows = [40001, 40002, 50001].map { "\($0) _T COMMUNES 2026 1" } + ["40003 _T COMMUNES 2026 0"]
    for area in [40001, 40002, 40003, 50001, 50002] {
      for group in ["01", "02", "03"] {
        rows.append("\(area) \(group) HH 2026-Q4 \(Int.random(in: 1...1000))")
        rows.append("\(area) \(group) HH_POOR 2026 \(Int.random(in: 0...100)) sex=M")
        rows.append("\(area) \(group) HH_POOR 2026 \(Int.random(in: 0...100)) sex=F")
      }
    }
    let canonical = try Canonical(rows)
    let sums = try canonical.aggregate().ratios.filter { $0.indicator == 0 }
    for group in ["02", "EM", "_T"] {
      for area in ["VN", "04", "14"] {
        let sum = try #require(
          sums.first { $0.area == SmallDefinition.area(area) && $0.group == SmallDefinition.group(group) })
        let units = try trace(canonical, group, area: area).units
        #expect(units.filter(\.reports).count == sum.reporting)
        #expect(units.reduce(0) { $0 + $1.numerator! } == sum.numerator)
        #expect(units.reduce(0) { $0 + $1.denominator! } == sum.denominator)
        #expect(units.map(\.area) == units.map(\.area).sorted())
      }
    }
  }

  @Test func originsNameTheirDeliveryAndWhetherTheyCount() throws {
    let canonical = try Canonical(["40001 _T COMMUNES 2026 1", "40001 02 HH 2026 10", "40001 02 HH_POOR 2026 1"])
    try canonical.add("b_2026-02-01.csv", ["40001 02 HH 2026 20", "40001 02 HH_POOR 2026 D"])
    let unit = try #require(try trace(canonical, "02").units.first)
    #expect(unit.numerator == nil)
    #expect(unit.denominator == 20)
    #expect(!unit.reports)
    #expect(
      unit.origins.map { "\($0.delivery) \($0.record) \($0.line) \($0.counts) \($0.isDeletion)" } == [
        "b_2026-02-01.csv 2 3 false true", "a_2026-01-01.csv 3 4 false false", "b_2026-02-01.csv 1 2 true false",
        "a_2026-01-01.csv 2 3 false false",
      ])
    #expect(Set(unit.origins.map(\.areaDelivered)) == ["40001"])
  }
}

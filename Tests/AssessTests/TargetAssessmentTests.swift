import Definition
import Testing
import Vocabulary
import Workspace

@testable import Assess

@Suite struct TargetAssessmentTests {
  private func rows(_ id: String, _ sums: [RatioSum]) -> [ComplianceRow] {
    TargetAssessment(SmallDefinition.position(id), sums, SmallDefinition.definition).rows()
  }

  private func statuses(_ id: String, _ sums: [RatioSum]) -> [ComplianceStatus] { rows(id, sums).map(\.status) }

  private func sum(_ id: String, _ year: Int, _ numerator: Double, _ denominator: Double) -> RatioSum {
    SmallDefinition.sum(id, year, numerator, denominator)
  }

  private func sum(_ id: String, _ numerator: Double, _ denominator: Double) -> RatioSum {
    sum(id, 2026, numerator, denominator)
  }

  @Test func theValueDecides() {
    #expect(statuses("T02", [sum("T02", 100, 1000)]) == [.unmet])
    #expect(statuses("T02", [sum("T02", 99, 1000)]) == [.met])
    #expect(statuses("T04", [sum("T04", 70, 100)]) == [.met])
    #expect(statuses("T04", [sum("T04", 69, 100)]) == [.unmet])
    #expect(statuses("T03", [sum("T03", 0, 40)]) == [.met])
    #expect(statuses("T03", [sum("T03", 2, 40)]) == [.metWithinTolerance])
    #expect(statuses("T03", [sum("T03", 3, 40)]) == [.unmet])
    #expect(statuses("T13", [sum("T13", 19, 20)]) == [.metWithinTolerance])
    let row = rows("T02", [sum("T02", 320, 1000)])[0]
    #expect((row.value, row.threshold, row.gap, row.gapUnits) == (0.32, 0.1, 0.1 - 0.32, 221))
  }

  @Test func coverageIsComparedAsAQuotient() {
    func status(_ reporting: Int, _ expected: Int) -> ComplianceStatus {
      rows("T04", [SmallDefinition.sum("T04", 2026, 80, 100, reporting: reporting, expected: expected)])[0].status
    }
    #expect(status(4, 5) == .met)
    #expect(status(799, 1000) == .insufficientCoverage)
    #expect(status(8, 10) == .met)
    let row = rows("T04", [SmallDefinition.sum("T04", 2026, 50, 100, reporting: 1, expected: 10)])[0]
    #expect((row.value, row.gapUnits, row.outlook) == (0.5, 20, .unknown))
  }

  @Test func statusesComeInTheirOrder() {
    func status(
      _ numerator: Double, _ denominator: Double, _ reporting: Int, _ expected: Int, _ inScope: Int, _ observed: Int
    ) -> ComplianceStatus {
      rows(
        "T02",
        [
          SmallDefinition.sum(
            "T02", 2026, numerator, denominator, reporting: reporting, expected: expected, inScope: inScope,
            scopeObserved: observed)
        ])[0].status
    }
    #expect(status(.nan, .nan, 0, 0, 0, 5) == .notApplicable)
    #expect(status(.nan, .nan, 0, 0, 0, 0) == .noData)
    #expect(status(0, 0, 1, 10, 10, 10) == .notApplicable)
    #expect(status(.nan, .nan, 0, 10, 10, 10) == .noData)
    #expect(status(.nan, .nan, 0, 0, 10, 10) == .noData)
    #expect(status(1, 100, 1, 10, 10, 10) == .insufficientCoverage)
  }

  @Test func everyYearNeedsTheEarlierYearsOfThePhase() {
    func judge(_ values: KeyValuePairs<Int, Double>) -> [ComplianceStatus] {
      statuses("T05", values.map { sum("T05", $0, $1, 100) })
    }
    #expect(judge([2026: 3, 2027: 3, 2028: 4]) == [.met, .met, .met])
    #expect(judge([2026: 2, 2027: 3, 2028: 4]) == [.unmet, .unmet, .unmet])
    // Years before the phase do not count, and neither does the order of the sums.
    #expect(judge([2025: 1, 2026: 3]) == [.unmet, .met])
    #expect(judge([2028: 4, 2027: 2, 2026: 3]) == [.met, .unmet, .unmet])
    let gap = SmallDefinition.sum("T05", 2027, 1, 100, reporting: 1, expected: 10)
    #expect(
      statuses("T05", [sum("T05", 2026, 3, 100), gap, sum("T05", 2028, 3, 100)]) == [
        .met, .insufficientCoverage, .met,
      ])
  }

  @Test func baselinesAreOfTheirYearElseTheEarliest() {
    let kept = rows("T09", [sum("T09", 2025, 420, 1000), sum("T09", 2026, 0.42 * 700, 700), sum("T09", 2027, 40, 100)])
    #expect(kept.map(\.status) == [.met, .met, .unmet])
    #expect(kept.map(\.threshold) == [0.42, 0.42, 0.42])
    #expect(kept.map(\.baselineYear) == [2025, 2025, 2025])
    #expect(kept[2].outlook == .movingAway)
    let thin = SmallDefinition.sum("T09", 2025, 500, 1000, reporting: 1, expected: 10)
    let later = rows("T09", [thin, sum("T09", 2026, 42, 100), sum("T09", 2027, 43, 100)])
    #expect(later.map(\.status) == [.insufficientCoverage, .met, .met])
    #expect(later.map(\.baselineYear) == [2026, 2026, 2026])
    #expect(rows("T09", [thin]).map(\.status) == [.insufficientCoverage])
    #expect(rows("T09", [thin])[0].threshold.isNaN)
  }

  @Test func aYearOfThinCoverageIsNoYearBefore() {
    let thin = SmallDefinition.sum("M02", 2025, 50, 100, reporting: 1, expected: 10)
    #expect(statuses("M02", [thin, sum("M02", 2026, 60, 100)]) == [.insufficientCoverage, .noData])
    #expect(statuses("M02", [sum("M02", 2025, 100, 100), sum("M02", 2026, 100, 100)]) == [.noData, .met])
  }

  @Test func incomeIsSetAgainstTheNation() {
    let nation = SmallDefinition.sum("T01", 2026, 30_000, 1000, scope: .all, area: 0, group: "_T")
    let row = rows("T01", [sum("T01", 1000, 100), nation])[0]
    #expect(row.value == 1.0 / 3)
    #expect((row.status, row.gapUnits, row.numerator, row.denominator) == (.unmet, 500, 1000, 100))
    #expect(statuses("T01", [sum("T01", 1500, 100), nation]) == [.met])
    #expect(statuses("T01", [sum("T01", 2025, 1500, 100), nation]) == [.noData])
    #expect(
      statuses(
        "M03",
        [
          sum("M03", 2025, 30, 100), sum("M03", 2026, 25, 100),
          SmallDefinition.sum("M03", 2025, 10, 100, scope: .all), SmallDefinition.sum("M03", 2026, 4, 100, scope: .all),
        ]) == [.noData, .unmet])
  }

  @Test(arguments: [(0.0, 1000.0), (.nan, .nan), (0, 0)])
  func withoutANationalAverageThereIsNoValue(numerator: Double, denominator: Double) {
    let nation = SmallDefinition.sum("T01", 2026, numerator, denominator, scope: .all, area: 0, group: "_T")
    let row = rows("T01", [sum("T01", 1000, 100), nation])[0]
    #expect(row.status == .noData)
    #expect(row.value.isNaN && row.gap.isNaN && row.gapUnits.isNaN)
  }

  @Test func rowsAreSortedWhateverTheOrderOfSums() {
    var sums: [RatioSum] = []
    for year in [2025, 2026, 2027] {
      for area: AreaIndex in [0, 1, 2] {
        for group in ["_T", "EM", "01", "02"] {
          sums.append(SmallDefinition.sum("T02", year, Double(year % 7), 100, area: area, group: group))
        }
      }
    }
    let first = rows("T02", sums)
    #expect(first.map(\.year) == first.map(\.year).sorted())
    #expect(first.prefix(4).map(\.group) == ["_T", "EM", "01", "02"].map(SmallDefinition.group))
    for _ in 0..<5 { #expect("\(rows("T02", sums.shuffled()))" == "\(first)") }
  }
}

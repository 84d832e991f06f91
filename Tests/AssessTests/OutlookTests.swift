import Testing
import Vocabulary
import Workspace

@testable import Assess

@Suite struct OutlookTests {
  /// The row of the last year of values given by year.
  private func last(_ id: String, _ values: KeyValuePairs<Int, Double>) throws -> ComplianceRow {
    let sums = values.map { SmallDefinition.sum(id, $0, $1 * 1000, 1000) }
    let position = SmallDefinition.position(id)
    return try #require(TargetAssessment(position, sums, SmallDefinition.definition).rows().last)
  }

  @Test func paceIsSinceTheBaseline() throws {
    let row = try last("T04", [2025: 0.3, 2026: 0.35, 2027: 0.4])
    #expect((row.baselineYear, row.baselineValue) == (2025, 0.3))
    #expect(abs(row.paceObserved - 0.05) < 1e-15)
    #expect(abs(row.paceRequired - 0.1) < 1e-15)
    #expect(row.outlook == .insufficient)
  }

  @Test(arguments: [
    (0.30, Outlook.insufficient), (0.29, .movingAway), (0.31, .insufficient), (0.352, .insufficient), (0.353, .slow),
    (0.376, .slow), (0.377, .onTrack), (0.7, .achieved), (0.8, .achieved),
  ])
  func outlooksOfATarget(value: Double, outlook: Outlook) throws {
    // From 0.3 in 2025 to 0.7 by 2030: 0.08 a year; in 2026 r = observed / ((0.7 - value) / 4).
    #expect(try last("T04", [2025: 0.3, 2026: value]).outlook == outlook)
  }

  @Test func towardsLessIsProgressWhereLessIsWanted() throws {
    #expect(try last("T02", [2025: 0.4, 2026: 0.32]).outlook == .onTrack)
    #expect(try last("T02", [2025: 0.4, 2026: 0.41]).outlook == .movingAway)
    #expect(try last("T02", [2025: 0.4, 2026: 0.4]).outlook == .insufficient)
  }

  @Test func exactlyAtAStrictThresholdNothingIsRequired() throws {
    #expect(try last("T02", [2025: 0.2, 2026: 0.1]).outlook == .onTrack)
    #expect(try last("T02", [2025: 0.05, 2026: 0.1]).outlook == .movingAway)
    #expect(try last("T02", [2025: 0.1, 2026: 0.1]).outlook == .insufficient)
  }

  @Test func atTheDeadlineNoTimeIsLeft() throws {
    for year in [2030, 2031] {
      let better = try last("T04", [2025: 0.3, year: 0.69])
      #expect(better.outlook == .insufficient)
      #expect(better.paceRequired.isNaN)
      #expect(try last("T04", [2025: 0.3, year: 0.2]).outlook == .movingAway)
      #expect(try last("T04", [2025: 0.3, year: 0.7]).outlook == .achieved)
    }
    #expect(try last("T04", [2025: 0.3, 2029: 0.69]).outlook == .onTrack)
  }

  @Test func withoutABaselineNothingIsKnown() throws {
    let first = try last("T04", [2026: 0.3])
    #expect(first.outlook == .unknown)
    #expect(first.baselineYear == nil && first.paceObserved.isNaN)
    #expect(first.paceRequired == (0.7 - 0.3) / 4)
    let baseline = try last("T04", [2024: 0.2, 2025: 0.3])
    #expect(baseline.baselineYear == nil && baseline.outlook == .unknown)
    // Without the baseline year, the earliest.
    #expect(try last("T04", [2023: 0.2, 2024: 0.25, 2026: 0.5]).baselineYear == 2023)
    #expect(try last("T04", [2026: 0.2, 2027: 0.3]).baselineYear == 2026)
  }

  /// A year that holds after one that did not: it cannot mend it, whichever way it moves.
  @Test func everyYearOfThePhaseCounts() throws {
    for values: KeyValuePairs in [
      [2025: 0.01, 2026: 0.02, 2027: 0.04], [2025: 0.05, 2026: 0.02, 2027: 0.04], [2026: 0.02, 2027: 0.04],
      [2025: 0.05, 2026: 0.02, 2030: 0.04],
    ] {
      let row = try last("T05", values)
      #expect(row.status == .unmet)
      #expect(row.outlook == .insufficient)
      #expect(row.gapUnits == 0)
    }
  }

  @Test func monitorsLookAtTheYearBefore() throws {
    let better = try last("M01", [2025: 0.3, 2026: 0.2])
    #expect((better.status, better.outlook, better.baselineYear) == (.met, .onTrack, 2025))
    #expect(better.paceRequired.isNaN)
    #expect(try last("M01", [2025: 0.3, 2026: 0.3]).outlook == .insufficient)
    #expect(try last("M01", [2025: 0.3, 2026: 0.4]).outlook == .movingAway)
    #expect(try last("M01", [2025: 0, 2026: 0]).outlook == .onTrack)
    let alone = try last("M01", [2024: 0.3, 2026: 0.2])
    #expect((alone.status, alone.outlook, alone.baselineYear) == (.noData, .unknown, nil))
    #expect(alone.threshold.isNaN && alone.value == 0.2)
  }
}

import Definition
import Testing
import Vocabulary
import Workspace

@testable import Assess

/// Reports that were due by a day (METHODS, section 9).
@Suite struct DeadlineTests {
  /// Two measures of a year are due by the end of the next first quarter.
  private static func definition(_ provinces: Rule.Deadline.Provinces = .programme) -> Definition {
    let from = SmallDefinition.definition
    let deadline = Rule.Deadline(provinces: provinces, yearsAfter: 1, month: 3, day: 31)
    return Definition(
      id: from.id, title: from.title, digest: from.digest, phase: from.phase, baselineYear: from.baselineYear,
      years: from.years, canonicalVintage: from.canonicalVintage, vintages: from.vintages, areas: from.areas,
      outlinesPath: nil, groups: from.groups, measures: from.measures, scopeMeasure: from.scopeMeasure,
      indicators: from.indicators, targets: from.targets, sources: from.sources,
      rules: [
        Rule(
          id: "report", title: Title(vi: "báo cáo", en: "report"), severity: .critical,
          check: .delivery(measures: [0, 1], deadline))
      ], settings: from.settings)
  }

  private func origin(_ measure: Int, _ area: AreaIndex, _ year: Int) -> FigureOrigin {
    FigureOrigin(
      measure: measure, area: area, year: year, delivery: "a.csv", observations: 1, superseded: 0, deletions: 0,
      firstRecord: 1, firstLine: 2, lastRecord: 1, lastLine: 2)
  }

  /// Province 04 (1) is in the programme, 14 (2) is not.
  private let ratios = [
    SmallDefinition.sum("T02", 2025, 1, 10, area: 1),
    SmallDefinition.sum("T02", 2025, 1, 10, inScope: 0, area: 2),
  ]

  private func found(
    _ day: String, _ origins: [FigureOrigin], _ definition: Definition = definition()
  ) -> [String] {
    DeadlineChecks(definition, on: CalendarDate(day)!).findings(ratios, origins).map {
      "\($0.flagName(definition)): \($0.detail)"
    }
  }

  @Test func aReportIsMissedAfterItsDay() {
    let all = [
      "report.04._T.2025.missing_delivery: report: HH, HH_POOR of 2025 was due by 2026-03-31, and nothing of it is there"
    ]
    #expect(found("2026-03-30", []) == [])
    #expect(found("2026-03-31", []) == [])
    #expect(found("2026-04-01", []) == all)
    #expect(found("2027-03-31", []) == all)
    #expect(found("2027-04-01", []).count == 2)
  }

  @Test func whatIsThereIsNotMissed() {
    #expect(found("2026-04-01", [origin(0, 1, 2025), origin(1, 1, 2025)]) == [])
    #expect(
      found("2026-04-01", [origin(0, 1, 2025), origin(1, 2, 2025), origin(1, 1, 2026)]) == [
        "report.04._T.2025.missing_delivery: report: HH_POOR of 2025 was due by 2026-03-31, and nothing of it is there"
      ])
    #expect(found("2026-04-01", [], Self.definition(.listed([1, 2]))).count == 2)
  }

  @Test func whatIsAssessedStandsUntilTheNextDeadline() {
    func days(_ day: String) -> DaySpan? { DeadlineChecks(Self.definition(), on: CalendarDate(day)!).days }
    #expect(days("2026-04-01") == days("2027-03-31"))
    #expect(days("2026-03-31") != days("2026-04-01"))
    #expect(days("2026-03-31")?.contains("2026-04-01") == false)
    #expect(days("2026-04-01")?.contains("2026-12-31") == true)
    #expect(DeadlineChecks(SmallDefinition.definition, on: CalendarDate("2026-04-01")!).days == nil)
  }
}

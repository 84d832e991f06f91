import Definition
import Testing
import Vocabulary
import Workspace

@testable import Aggregate

@Suite struct SummationTests {
  private static let scope = [40001, 40002, 40003, 50001, 50002].map { "\($0) _T COMMUNES 2026 1" }

  private func ratio(
    _ sums: [RatioSum], _ indicator: String, _ area: String, _ group: String, _ scope: SumScope = .programme,
    year: Int = 2026
  ) -> RatioSum? {
    let definition = SmallDefinition.definition
    return sums.first {
      definition.indicators[$0.indicator].id == indicator && definition.areas.codes[Int($0.area)] == area
        && definition.groups.codes[Int($0.group)] == group && $0.scope == scope && $0.year == year
    }
  }

  @Test func communesThatReportBothAreAdded() throws {
    let sums = try Canonical(
      Self.scope + [
        "40001 02 HH 2026 100", "40001 02 HH_POOR 2026 10", "40002 02 HH 2026 200", "40002 02 HH_POOR 2026 -",
        "40003 02 HH 2026 400", "50001 02 HH 2026 800", "50001 02 HH_POOR 2026 80", "50002 03 HH_POOR 2026 5",
      ]
    ).aggregate().ratios
    let nation = try #require(ratio(sums, "poor", "VN", "02"))
    #expect((nation.numerator, nation.denominator) == (90, 900))
    #expect((nation.reporting, nation.expected, nation.inScope, nation.scopeObserved) == (2, 4, 5, 5))
    let province = try #require(ratio(sums, "poor", "04", "02"))
    #expect((province.numerator, province.denominator) == (10, 100))
    #expect((province.reporting, province.expected) == (1, 3))
    let third = try #require(ratio(sums, "poor", "14", "03"))
    #expect(third.numerator.isNaN && third.denominator.isNaN)
    #expect((third.reporting, third.expected) == (0, 1))
    #expect(ratio(sums, "poor", "04", "03") == nil)
    #expect(ratio(sums, "poor", "14", "EM")?.expected == 2)
    #expect(ratio(sums, "poor", "14", "_T")?.expected == 2)
    #expect(ratio(sums, "poor", "14", "_T")?.reporting == 1)
  }

  @Test func communesOutOfScopeCountForTheNationalAverageAlone() throws {
    let sums = try Canonical([
      "40001 _T COMMUNES 2026 1", "40002 _T COMMUNES 2026 0", "40003 _T COMMUNES 2026 -",
      "40001 02 POP 2026 10", "40001 02 INCOME 2026 100", "40002 01 POP 2026 20", "40002 01 INCOME 2026 600",
      "50001 _T POP 2026 70", "50001 _T INCOME 2026 1400", "50002 02 POP 2026 5", "50002 02 INCOME 2026 -",
    ]).aggregate().ratios
    let all = try #require(ratio(sums, "income", "VN", "_T", .all))
    #expect((all.numerator, all.denominator, all.reporting) == (2100, 100, 3))
    let programme = try #require(ratio(sums, "income", "VN", "EM"))
    #expect((programme.numerator, programme.denominator) == (100, 10))
    #expect((programme.reporting, programme.expected, programme.inScope, programme.scopeObserved) == (1, 1, 1, 3))
    let other = try #require(ratio(sums, "income", "14", "_T"))
    #expect((other.inScope, other.scopeObserved, other.reporting) == (0, 0, 0))
    #expect(sums.filter { $0.scope == .all }.count == 1)
  }

  @Test func groupsAreExpectedWhereTheyWereEverSeen() throws {
    let sums = try Canonical(
      Self.scope + Self.scope.map { $0.replacing("2026", with: "2027") } + [
        "40001 02 POP 2026 - sex=F", "40002 03 HH 2027 1", "40003 EM HH 2026 1", "50001 01 HH 2026 1",
      ]
    ).aggregate().ratios
    #expect(ratio(sums, "poor", "04", "02")?.expected == 1)
    #expect(ratio(sums, "poor", "04", "EM")?.expected == 2)
    #expect(ratio(sums, "poor", "04", "02", year: 2027)?.expected == 1)
    #expect(ratio(sums, "poor", "04", "EM", year: 2027)?.expected == 3)
    #expect(ratio(sums, "poor", "14", "EM", year: 2027)?.expected == 0)
    #expect(ratio(sums, "poor", "14", "01", year: 2027)?.expected == 1)
    #expect(ratio(sums, "poor", "04", "03") == nil)
    #expect(ratio(sums, "poor", "04", "_T", year: 2027)?.expected == 3)
  }

  @Test func provincesAreTheUnitsOfTheirMeasures() throws {
    let canonical = try Canonical(["40001 _T COMMUNES 2026 1", "50001 _T COMMUNES 2026 0", "VN _T SDG 2026 99"])
    let none = try canonical.aggregate().ratios
    #expect(ratio(none, "sdg", "04", "_T")?.expected == 1)
    #expect(ratio(none, "sdg", "14", "_T")?.expected == 0)
    #expect(ratio(none, "sdg", "14", "_T")?.inScope == 0)
    #expect(ratio(none, "sdg", "VN", "_T")?.expected == 1)
    try canonical.add(
      "b.csv", ["14 _T SDG 2026 17", "14 _T SDG_MET 2026 15", "04 _T SDG 2026 16", "04 _T SDG_MET 2026 -"])
    let sums = try canonical.aggregate().ratios
    let nation = try #require(ratio(sums, "sdg", "VN", "_T"))
    #expect((nation.numerator, nation.denominator, nation.reporting, nation.expected) == (15, 17, 1, 2))
    let delivering = try #require(ratio(sums, "sdg", "14", "_T"))
    #expect((delivering.reporting, delivering.expected, delivering.inScope) == (1, 1, 1))
    #expect(ratio(sums, "sdg", "VN", "EM") == nil)
  }

  @Test func sumsOfMeasuresAreOfTheProgramme() throws {
    let result = try Canonical(
      Self.scope.dropLast() + [
        "40001 02 HH 2026 1 sex=M", "40001 02 HH 2026 2 sex=F", "50001 02 HH 2026 4 status=E", "50002 02 HH 2026 8",
        "40002 _T POP 2026 5",
      ]
    ).aggregate()
    let definition = SmallDefinition.definition
    let sums = result.measures.filter { definition.measures[$0.measure].code == "HH" && $0.area == 0 }
    #expect(
      sums.filter { $0.group == SmallDefinition.group("02") }.map { "\($0.sex) \($0.value)" } == [
        "total 7.0", "male 1.0", "female 2.0",
      ])
    #expect(sums.first?.expected == 2)
    #expect(sums.first { $0.sex == .total }?.quality == .estimated)
    let scopes = result.measures.filter { definition.measures[$0.measure].code == "POP" }.map(\.scope)
    #expect(scopes.filter { $0 == .all }.count == 1)
  }

  @Test func jobsAndTheOrderOfRowsChangeNothing() throws {
    var rows = Self.scope
    for area in [40001, 40002, 40003, 50001, 50002] {
      for group in ["01", "02", "03", "55"] {
        rows.append("\(area) \(group) HH 2026 \(Double.random(in: 0...1000))")
        rows.append("\(area) \(group) HH_POOR 2026 \(Double.random(in: 0...100))")
        rows.append("\(area) \(group) HH 2027 \(Double.random(in: 0...1000))")
      }
    }
    let first = try Canonical(rows).aggregate(jobs: 1)
    let second = try Canonical(rows.shuffled()).aggregate(jobs: 4)
    #expect("\(first)" == "\(second)")
    #expect(first.ratios.contains { $0.numerator > 0 })
  }

  @Test func silenceIsFound() throws {
    let findings = try Canonical([
      "40001 _T COMMUNES 2025 1", "40002 _T COMMUNES 2025 1", "50001 _T COMMUNES 2025 1", "40001 _T COMMUNES 2026 1",
      "40002 02 HH 2026 5",
    ]).aggregate().findings.filter { $0.kind == .missingDelivery }
    #expect(findings.map { "\($0.area) \($0.severity)" } == ["1 warning", "2 critical"])
    #expect(findings[0].detail.contains("40002") && !findings[0].detail.contains("40001"))
  }
}

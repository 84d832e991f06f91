import Testing
import Vocabulary
import Workspace

@testable import Aggregate

@Suite struct YearValuesTests {
  @Test func valuesComeFromTheNewestDelivery() throws {
    let canonical = try Canonical()
    try canonical.add("b_2026-02-01.csv", ["40001 02 HH 2026 20", "40003 02 HH 2026 -"])
    try canonical.add("a_2026-01-01.csv", ["40001 02 HH 2026 10", "40002 02 HH 2026 5", "40003 02 HH 2026 5"])
    #expect(try canonical.value("40001", "02", "HH") == 20)
    #expect(try canonical.value("40002", "02", "HH") == 5)
    #expect(try canonical.value("40003", "02", "HH")?.isNaN == true)
    #expect(try canonical.value("50001", "02", "HH") == nil)
    #expect(try canonical.value("40001", "EM", "HH") == 20)
  }

  @Test func periodsBecomeTheYear() throws {
    let canonical = try Canonical([
      "40001 02 INCOME 2026-Q1 1", "40001 02 INCOME 2026-Q2 2", "40001 02 INCOME 2026-Q3 3",
      "40001 02 INCOME 2026-Q4 4",
      "40001 02 HH 2026-03 7", "40001 02 HH 2026-11 9", "40001 02 HH 2025 1",
    ])
    #expect(try canonical.value("40001", "02", "INCOME") == 10)
    #expect(try canonical.value("40001", "02", "HH") == 9)
    let cell = try canonical.values().cells(
      measure: SmallDefinition.measure("HH"), group: SmallDefinition.group("02"), sex: .total
    ).first
    #expect(cell?.quality == .incompleteYear)
    #expect(try CanonicalDeliveries(canonical.definition, in: canonical.workspace).years == [2025, 2026])
  }

  @Test func aMergedCommuneNeedsAllItsParts() throws {
    let canonical = try Canonical([
      "40001 02 HH 2026 1 from=10001 vintage=2020-01-01", "40001 03 HH 2026 2 from=10002 vintage=2020-01-01",
      "40001 02 POP 2026 5 from=10001 vintage=2020-01-01", "40002 02 HH 2026 1 from=10003 vintage=2020-01-01",
      "40003 02 HH 2026 3",
    ])
    func quality(_ area: String, _ measure: String) throws -> QualityFlags? {
      try canonical.values().cells(
        measure: SmallDefinition.measure(measure), group: SmallDefinition.group("02"), sex: .total
      ).first { $0.area == SmallDefinition.area(area) }?.quality
    }
    // Each part reports the measure, if for other groups; of POP one is silent.
    #expect(try quality("40001", "HH") == [])
    #expect(try quality("40001", "POP") == .incompleteParts)
    #expect(try quality("40002", "HH") == [])
    #expect(try quality("40003", "HH") == [])
    #expect(try canonical.values().findings.map(\.kind) == [.missingDelivery])
  }

  @Test func qualitiesComeAlong() throws {
    let canonical = try Canonical([
      "40001 02 HH 2026 1 status=E conf=C", "40001 03 HH 2026 1 status=I basis=assumed",
      "40001 05 HH 2026 1 status=P conf=A",
    ])
    let cell = try #require(
      try canonical.values().cells(
        measure: SmallDefinition.measure("HH"), group: SmallDefinition.group("EM"), sex: .total
      ).first)
    #expect(cell.quality.isSuperset(of: [.estimated, .assumedShare, .provisional]))
    #expect(cell.quality.confidentialityCode == "A")
  }

  @Test func scopeIsSaidByTheMeasure() throws {
    let canonical = try Canonical([
      "40001 _T COMMUNES 2026 1", "40002 _T COMMUNES 2026 0", "40003 _T COMMUNES 2026 -", "04 _T COMMUNES 2026 1",
    ])
    let scope = try canonical.values().scope
    let states = ["40001", "40002", "40003", "50001"].map { scope[Int(SmallDefinition.area($0))] }
    #expect(states == [.inside, .outside, .outside, .unobserved])
  }

  @Test func presenceCountsMissingObservationsAndNotDeletedOnes() throws {
    let canonical = try Canonical(["40001 02 HH 2026 - sex=F", "40001 03 HH 2026 5"])
    try canonical.add("b_2026-02-01.csv", ["40001 03 HH 2026 D"])
    let values = try canonical.values()
    let base = Int(SmallDefinition.area("40001")) * canonical.definition.groups.count
    let present = canonical.definition.groups.codes.indices.filter { values.presence[base + $0] }
    #expect(present.map { canonical.definition.groups.codes[$0] } == ["02"])
    #expect(values.findings.map(\.kind) == [.revisedValue])
  }

  @Test func figuresOfAreasAreComparedAndNotUsed() throws {
    let canonical = try Canonical([
      "40001 02 HH 2026 100", "40002 02 HH 2026 100", "50001 02 HH 2026 50", "04 02 HH 2026 200", "14 02 HH 2026 60",
      "VN 02 HH 2026 251", "40001 _T COMMUNES 2026 1",
    ])
    let findings = try canonical.aggregate().findings
    // A fifth off in 14, and within a half per cent for the nation.
    #expect(findings.filter { $0.group == SmallDefinition.group("02") }.map(\.area) == [SmallDefinition.area("14")])
    #expect(Set(findings.map(\.kind)) == [.inconsistentTotal])
    let sums = try canonical.aggregate().measures.filter { $0.group == SmallDefinition.group("02") }
    #expect(sums.map(\.value) == [100, 100])
  }
}

@Suite struct OpenDeletionTests {
  private static let older = [
    "40001 02 HH 2025 1", "40001 02 HH 2026 2", "40001 02 HH 2026-Q1 3", "40001 02 HH 2026-01 4", "40001 03 HH 2026 5",
    "40001 02 POP 2026 6", "40002 02 HH 2026 7", "40002 02 HH 2026 8 sex=F",
    "40001 02 POP 2026 9 from=10001 vintage=2020-01-01",
  ]

  /// What of the older values stands after a deletion by a newer delivery, by value.
  private func standing(_ deletion: String, in name: String = "b_2026-02-01.csv") throws -> [Double] {
    let canonical = try Canonical(Self.older)
    try canonical.add(name, [deletion])
    let files = try CanonicalFiles(canonical.definition, in: canonical.workspace)
    return [2025, 2026].flatMap { year in
      files.contributions(year: year).filter { !$0.isDeletion }.map(\.value)
    }.sorted()
  }

  @Test(
    arguments: [
      ("40001 02 HH * D", [5, 6, 7, 8, 9]), ("40001 02 * 2026 D", [1, 3, 4, 5, 7, 8, 9]),
      ("40001 * HH 2026 D", [1, 3, 4, 6, 7, 8, 9]), ("* 02 HH 2026 D", [1, 3, 4, 5, 6, 8, 9]),
      ("40002 02 HH 2026 D sex=", [1, 2, 3, 4, 5, 6, 9]), ("40001 02 POP 2026 D vintage=", [1, 2, 3, 4, 5, 7, 8, 9]),
      ("40001 * * * D sex=", [7, 8, 9]), ("* * * * D sex=", []),
      ("40001 02 HH 2026-Q1 D sex=", [1, 2, 4, 5, 6, 7, 8, 9]),
      ("* 02 POP 2026 D vintage=2020-01-01", [1, 2, 3, 4, 5, 6, 7, 8]), ("40003 * * * D", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
      ("40001 02 HH A D", [3, 4, 5, 6, 7, 8, 9]), ("40001 02 HH Q D", [1, 2, 4, 5, 6, 7, 8, 9]),
      ("40001 02 HH M D", [1, 2, 3, 5, 6, 7, 8, 9]),
    ] as [(String, [Double])])
  func anOpenDimensionStandsForEveryValue(deletion: String, standing expected: [Double]) throws {
    #expect(try standing(deletion) == expected)
  }

  @Test func olderDeletionsReachNothing() throws {
    #expect(try standing("* * * * D sex=", in: "a_2025-12-31.csv").count == Self.older.count)
  }

  @Test func valuesOfTheSameDeliveryStand() throws {
    let canonical = try Canonical(Self.older)
    try canonical.add("b_2026-02-01.csv", ["* * * * D sex=", "40001 02 HH 2026 11"])
    #expect(try canonical.value("40001", "02", "HH") == 11)
    #expect(try canonical.value("40002", "02", "HH") == nil)
  }
}

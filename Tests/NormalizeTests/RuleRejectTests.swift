import Definition
import Testing
import Vocabulary
import Workspace

@testable import Normalize

/// Figures of one delivery that contradict each other, where a rule rejects them (METHODS, section 9).
@Suite struct RuleRejectTests {
  /// The programme's definition with two rules of which both reject, or both flag.
  private static func definition(_ action: Rule.Action) throws -> Definition {
    let from = try Ingested.definition()
    func measure(_ code: String) -> Int { from.measure(code)! }
    func rule(_ id: String, _ check: Rule.Check) -> Rule {
      Rule(id: id, title: Title(vi: "quy tắc", en: "what must hold"), severity: .warning, action: action, check: check)
    }
    return Definition(
      id: from.id, title: from.title, digest: from.digest, phase: from.phase, baselineYear: from.baselineYear,
      years: from.years, canonicalVintage: from.canonicalVintage, vintages: from.vintages, areas: from.areas,
      outlinesPath: nil, groups: from.groups, measures: from.measures, scopeMeasure: from.scopeMeasure,
      indicators: from.indicators, targets: from.targets, sources: from.sources,
      rules: [
        rule(
          "poor", .within(parts: [measure("HH_POOR"), measure("HH_NEAR_POOR")], whole: measure("HH"), tolerance: 0)),
        rule("sexes", .sexes(measures: [measure("POP")], tolerance: 0.01)),
      ], settings: from.settings)
  }

  /// `HH 500`, or with what differs: `HH 500 SEX=F`.
  private func record(_ text: String) -> Ingested.Record {
    let words = text.split(separator: " ").map(String.init)
    var fields = ["MEASURE": words[0], "OBS_VALUE": words[1]]
    for word in words.dropFirst(2) {
      let parts = word.split(separator: "=").map(String.init)
      fields[parts[0]] = parts[1]
    }
    return .standard(fields)
  }

  private func rejected(_ texts: [String], _ action: Rule.Action = .reject) throws -> [RejectRow] {
    let inbox = try Ingested(Self.definition(action))
    try inbox.add("a.csv", texts.map(record))
    let counts = try inbox.normalize().deliveries[0]
    let rejects = try inbox.rejects()
    #expect(counts.rejected == rejects.count)
    #expect(counts.accepted == texts.count - rejects.count)
    return rejects
  }

  @Test func partsAndWholeAreRejectedTogether() throws {
    let rejects = try rejected(["HH 500", "HH_POOR 300", "HH_NEAR_POOR 201", "HH_POOR 9 SEX=F", "POP 2000"])
    #expect(rejects.map(\.record) == [1, 2, 3])
    #expect(rejects.map(\.line) == [2, 3, 4])
    #expect(rejects.map(\.value) == ["500", "300", "201"])
    #expect(rejects.allSatisfy { $0.code == "implausible" && $0.field == "OBS_VALUE" && $0.column == 1 })
    #expect(
      Set(rejects.map(\.message)) == [
        "rule poor does not hold: what must hold (HH_POOR 300 + HH_NEAR_POOR 201 > HH 500); none of these figures counts"
      ])
  }

  @Test func atTheLimitAllStands() throws {
    #expect(try rejected(["HH 500", "HH_POOR 300", "HH_NEAR_POOR 200"]).isEmpty)
    #expect(try rejected(["HH_POOR 300", "HH_NEAR_POOR 200"]).isEmpty)
    #expect(try rejected(["HH 500", "HH_POOR 700 TIME_PERIOD=2025"]).isEmpty)
    #expect(try rejected(["HH 500", "HH_POOR 700 SEX=F"]).isEmpty)
    #expect(try rejected(["HH -9 OBS_STATUS=M", "HH_POOR 700"]).allSatisfy { $0.code != "implausible" })
  }

  @Test func aRuleThatFlagsRejectsNothing() throws {
    #expect(try rejected(["HH 500", "HH_POOR 700"], .flag).isEmpty)
  }

  @Test func sexesThatAreNotBothAreRejected() throws {
    #expect(try rejected(["POP 100", "POP 60 SEX=M", "POP 41 SEX=F"]).isEmpty)
    let rejects = try rejected(["POP 100", "POP 60 SEX=M", "POP 42 SEX=F"])
    #expect(rejects.count == 3)
    #expect(rejects[0].message.contains("(POP (M) 60 + POP (F) 42, not POP 100)"))
    #expect(try rejected(["POP 100", "POP 102 SEX=F"]).count == 2)
  }

  @Test func figuresThatAreNotFreeAreNotRepeated() throws {
    let rejects = try rejected(["HH 500", "HH_POOR 700 CONF_STATUS=C"])
    #expect(rejects.count == 2)
    #expect(rejects.allSatisfy { !$0.message.contains("700") && !$0.value.contains("700") })
  }

  @Test func whatIsContradictedOtherwiseIsNotCompared() throws {
    // HH has two values, so that neither counts, and nothing is left to compare the poor with.
    let rejects = try rejected(["HH 500", "HH 600", "HH_POOR 700"])
    #expect(rejects.map(\.code) == ["duplicate_key", "duplicate_key"])
  }

  @Test func rejectsCountTowardTheBudgetAndOlderValuesStand() throws {
    let inbox = try Ingested(Self.definition(.reject))
    try inbox.add("a_2026-01-01.csv", [record("HH 500"), record("HH_POOR 100")])
    let areas = ["03760", "03781", "03788", "03808", "03820", "03841", "03847", "03850", "03853", "03856", "03866"]
    try inbox.add(
      "b_2026-02-01.csv", areas.flatMap { [record("HH 5 REF_AREA=\($0)"), record("HH_POOR 6 REF_AREA=\($0)")] })
    let summary = try inbox.normalize()
    #expect(summary.sources.map(\.overBudget) == [summary.sources[0].rejected > 20])
    #expect(try inbox.rejects("b_2026-02-01.csv").count == 22)
    #expect(try inbox.observations("a_2026-01-01.csv").count == 2)
  }
}

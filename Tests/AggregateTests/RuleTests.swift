import Definition
import Testing
import Vocabulary
import Workspace

@testable import Aggregate

/// What rules find among the figures of communes (METHODS, section 9).
@Suite struct RuleTests {
  private static func rule(_ check: Rule.Check) -> Rule {
    Rule(id: "rule", title: Title(vi: "quy tắc", en: "rule"), severity: .warning, check: check)
  }

  private static func measure(_ code: String) -> Int { SmallDefinition.measure(code) }

  private static let within = rule(.within(parts: [measure("HH_POOR")], whole: measure("HH"), tolerance: 0))

  /// The flags of rules that some rows come to: province and group, and what is said.
  private func flags(_ rule: Rule, _ rows: [String], jobs: Int = 2) throws -> [String] {
    let canonical = try Canonical(rows)
    canonical.definition = SmallDefinition.with([rule])
    return try canonical.aggregate(jobs: jobs).findings.filter { $0.kind == .implausible }.map { finding in
      let definition = canonical.definition
      let text = RuleSentence(definition, rule: finding.rule!).text(finding.detail, finding.violations) { _ in true }
      return "\(finding.flagName(definition)): \(text)"
    }
  }

  @Test func aPartIsAtMostTheWhole() throws {
    let rows = [
      "40001 02 HH 2026 500", "40001 02 HH_POOR 2026 512", "40002 02 HH 2026 100", "40002 02 HH_POOR 2026 100",
      "50001 03 HH 2026 10", "50001 03 HH_POOR 2026 10.5",
    ]
    // Totals are sums of the only group, so that the rule does not hold of them either; in 14 of group 03 alone.
    let expected = ["02", "EM", "_T"].map {
      "rule.04.\($0).2026.implausible: rule: HH_POOR is more than HH in 1 commune: 512 > 500 in 40001"
    }
    let found = try flags(Self.within, rows)
    #expect(Set(expected).isSubset(of: found))
    #expect(found.filter { $0.contains(".14.") }.count == 3)
    #expect(found.count == 6)
    #expect(try flags(Self.within, rows, jobs: 1) == flags(Self.within, rows.reversed(), jobs: 4))
  }

  @Test func whatIsMissingIsNoViolation() throws {
    #expect(
      try flags(Self.within, ["40001 02 HH 2026 -", "40001 02 HH_POOR 2026 5", "40002 02 HH_POOR 2026 5"]).isEmpty)
    #expect(try flags(Self.within, ["40001 02 HH 2026 5", "40001 02 HH_POOR 2026 -"]).isEmpty)
    // 40001 was two: what one of them says is not the whole.
    let merged = [
      "40001 02 HH 2026 5 from=10001 vintage=2020-01-01", "40001 02 HH_POOR 2026 3 from=10001 vintage=2020-01-01",
      "40001 02 HH_POOR 2026 4 from=10002 vintage=2020-01-01",
    ]
    #expect(try flags(Self.within, merged).isEmpty)
  }

  @Test func partsAreAddedAndToleranceIsOfTheWhole() throws {
    let rule = Self.rule(
      .within(parts: [Self.measure("HH_POOR"), Self.measure("POP")], whole: Self.measure("HH"), tolerance: 0.1))
    #expect(
      try flags(rule, ["40001 02 HH 2026 100", "40001 02 HH_POOR 2026 60", "40001 02 POP 2026 50"]).isEmpty)
    #expect(
      try flags(rule, ["40001 _T HH 2026 100", "40001 _T HH_POOR 2026 60", "40001 _T POP 2026 51"]) == [
        "rule.04._T.2026.implausible: rule: HH_POOR + POP is more than HH beyond the tolerance in 1 commune: "
          + "60 + 51 > 100 in 40001"
      ])
    #expect(
      try flags(rule, ["40001 _T HH 2026 100", "40001 _T POP 2026 151"]) == [
        "rule.04._T.2026.implausible: rule: HH_POOR + POP is more than HH beyond the tolerance in 1 commune: "
          + "nothing + 151 > 100 in 40001"
      ])
  }

  @Test func figuresOfASexAreComparedWithEachOther() throws {
    #expect(
      try flags(Self.within, ["40001 _T HH 2026 9 sex=F", "40001 _T HH_POOR 2026 10 sex=F"]) == [
        "rule.04._T.2026.implausible: rule: HH_POOR is more than HH in 1 commune: 10 > 9 of women in 40001"
      ])
  }

  @Test func menAndWomenAreBoth() throws {
    let rule = Self.rule(.sexes(measures: [Self.measure("POP")], tolerance: 0.01))
    func found(_ both: String, _ men: String, _ women: String) throws -> [String] {
      let rows = [("", both), (" sex=M", men), (" sex=F", women)].filter { !$0.1.isEmpty }
      return try flags(rule, rows.map { "40001 _T POP 2026 \($0.1)\($0.0)" })
    }
    #expect(try found("100", "60", "41").isEmpty)
    #expect(try found("100", "60", "39").isEmpty)
    let sentence = "rule.04._T.2026.implausible: rule: men and women of POP do not add up to both in 1 commune: "
    #expect(try found("100", "60", "42") == [sentence + "60 + 42, not 100 in 40001"])
    #expect(try found("100", "60", "38") == [sentence + "60 + 38, not 100 in 40001"])
    #expect(try found("100", "60", "").isEmpty)
    #expect(try found("100", "102", "-") == [sentence + "102 + nothing, not 100 in 40001"])
    #expect(try found("", "60", "40").isEmpty)
  }

  @Test func aRuleOfTheSexesSpeaksInPlaceOfTheTolerance() throws {
    let rows = ["40001 _T POP 2026 100", "40001 _T POP 2026 60 sex=M", "40001 _T POP 2026 60 sex=F"]
    let canonical = try Canonical(rows)
    #expect(try canonical.aggregate().findings.map(\.kind) == [.inconsistentTotal])
    let ruled = try Canonical(rows)
    ruled.definition = SmallDefinition.with([Self.rule(.sexes(measures: [Self.measure("POP")], tolerance: 0.005))])
    #expect(try ruled.aggregate().findings.map(\.kind) == [.implausible])
  }

  @Test func aJumpIsBeyondFactorAndAmount() throws {
    let change = Rule.Change(unit: .communes, limit: .factor(2), amount: 50)
    let rule = Self.rule(.change(measures: [Self.measure("HH")], change))
    func found(_ before: String, _ now: String, _ year: Int = 2026) throws -> [String] {
      try flags(rule, ["40001 _T HH 2025 \(before)", "40001 _T HH \(year) \(now)"])
    }
    let sentence =
      "rule.04._T.2026.implausible: rule: HH changed by more than the limit since the year before in 1 commune: "
    #expect(try found("100", "200").isEmpty)
    #expect(try found("100", "201") == [sentence + "100, then 201 in 40001"])
    #expect(try found("100", "49") == [sentence + "100, then 49 in 40001"])
    #expect(try found("100", "50").isEmpty)
    #expect(try found("10", "60").isEmpty)
    #expect(try found("10", "61").count == 1)
    #expect(try found("0", "51").count == 1)
    #expect(try found("-", "500").isEmpty)
    #expect(try found("100", "500", 2027).isEmpty)
    // What a crosswalk assumed is no change.
    #expect(
      try flags(
        rule, ["40002 _T HH 2025 100 from=10003 vintage=2020-01-01 basis=assumed", "40002 _T HH 2026 900"]
      ).isEmpty)
  }

  @Test func aProvinceIsComparedAsAWhole() throws {
    let change = Rule.Change(unit: .provinces, limit: .share(0.1), amount: 0)
    let rule = Self.rule(.change(measures: [Self.measure("HH")], change))
    // 40003 reports in one year alone, so that it is no change.
    let rows = ["40001 _T HH 2025 100", "40002 _T HH 2025 100", "40001 _T HH 2026 130", "40003 _T HH 2026 900"]
    #expect(try flags(rule, rows + ["40002 _T HH 2026 90"]).isEmpty)
    #expect(
      try flags(rule, rows + ["40002 _T HH 2026 91"]) == [
        "rule.04._T.2026.implausible: rule: HH changed by more than the limit since the year before: 200, then 221"
      ])
  }

  @Test func theWorstFiveAreSaid() throws {
    let rows = ["40001", "40002", "40003"].enumerated().flatMap { index, area in
      ["_T", "01"].flatMap { group in
        ["", " sex=M", " sex=F"].flatMap { sex in
          ["\(area) \(group) HH 2026 10\(sex)", "\(area) \(group) HH_POOR 2026 \(11 + index)\(sex)"]
        }
      }
    }
    let found = try flags(Self.within, rows)
    #expect(
      found.contains(
        "rule.04.01.2026.implausible: rule: HH_POOR is more than HH in 3 communes: 13 > 10 in 40003; "
          + "13 > 10 of men in 40003; 13 > 10 of women in 40003; 12 > 10 in 40002; 12 > 10 of men in 40002"))
  }

  @Test func whatWasFoundReadsBack() throws {
    let canonical = try Canonical(["40001 02 HH 2026 1 conf=C", "40001 02 HH_POOR 2026 2", "40001 _T COMMUNES 2026 1"])
    canonical.definition = SmallDefinition.with([Self.within])
    let finding = try #require(
      try canonical.aggregate().findings.first { $0.kind == .implausible && $0.group == SmallDefinition.group("02") })
    #expect(finding.confidentiality == "C")
    let violation = try #require(finding.violations.first)
    #expect(violation.isInScope && !violation.isFree)
    #expect(violation.figures.map(\.value) == [2, 1])
    #expect(finding.severity == .warning)
  }
}

import Definition
import Testing
import Vocabulary

/// Rules as they are declared, and every mistake in them.
@Suite("Rules of a definition")
struct RuleDefinitionTests {
  private static let rules = """
    rules:
      poor:
        title: { vi: Hộ nghèo, en: Poor }
        severity: warning
        action: reject
        within: { parts: [HH_POOR], whole: HH, tolerance: 1 % }
      men:
        title: { vi: Nam, en: Men }
        severity: info
        sexes: { measures: [HH] }
      jump:
        title: { vi: Tăng, en: Jump }
        severity: critical
        change: { measures: [INCOME], of: provinces, share: 30 %, amount: 10 }
      late:
        title: { vi: Muộn, en: Late }
        severity: info
        delivery: { measures: [HH, HH_POOR], by: YEAR+1-03-31, provinces: ["01"] }

    """

  private static func small(_ rules: String = rules) -> SmallDefinition {
    var small = SmallDefinition()
    small.yaml += rules
    return small
  }

  @Test func areReadAsDeclared() throws {
    let (definition, problems) = try Self.small().load()
    #expect(problems == [])
    let rules = try #require(definition?.rules)
    #expect(rules.map(\.id) == ["poor", "men", "jump", "late"])
    #expect(rules.map(\.action) == [.reject, .flag, .flag, .flag])
    #expect(rules.map(\.severity) == [.warning, .info, .critical, .info])
    #expect(rules[0].check == .within(parts: [1], whole: 0, tolerance: 0.01))
    #expect(rules[1].check == .sexes(measures: [0], tolerance: 0))
    #expect(
      rules[2].check == .change(measures: [2], Rule.Change(unit: .provinces, limit: .share(0.3), amount: 10)))
    guard case .delivery(_, let deadline) = rules[3].check else {
      Issue.record("not a deadline")
      return
    }
    #expect(deadline.due(for: 2025).description == "2026-03-31")
    #expect(definition?.rule(ofFlag: "late.01._T.2025.missing_delivery")?.id == "late")
  }

  @Test("say what, where and what to do", arguments: mistakes)
  func mistake(_ breakage: Breakage) throws {
    precondition(Self.rules.components(separatedBy: breakage.old).count == 2, "\(breakage.old) must occur once")
    let broken = Self.small(Self.rules.replacingOccurrences(of: breakage.old, with: breakage.new))
    let (definition, problems) = try broken.load()
    #expect(definition == nil)
    #expect(problems == ["pipeline.yaml:\(broken.place(of: breakage.place)): error: \(breakage.message)"])
  }

  static let mistakes = [
    Breakage(
      "parts: [HH_POOR]", "parts: [HH_POR]", at: "HH_POR]",
      "rule poor names measure \"HH_POR\", which is not declared; did you mean \"HH_POOR\"?"),
    Breakage(
      "whole: HH,", "whole: INCOME,", at: "[HH_POOR], whole",
      "HH_POOR is in households and INCOME in money, so it is no part of it; compare measures of one unit"),
    Breakage(
      "parts: [HH_POOR]", "parts: [HH]", at: "[HH], whole",
      "rule poor compares HH with itself; name its parts"),
    Breakage(
      "parts: [HH_POOR]", "parts: [HH_POOR, HH_POOR]", at: "HH_POOR], whole",
      "rule poor names HH_POOR twice; leave one of them out"),
    Breakage(
      "action: reject", "action: refuse", at: "refuse",
      "\"action\" of rule poor is \"refuse\", which is not one of its words; use one of flag, reject"),
    Breakage(
      "severity: critical\n", "severity: critical\n    action: reject\n", at: "reject\n    change",
      "rule jump cannot reject by \"change\", because the year before may be in another delivery; "
        + "write action: flag, or leave it out"),
    Breakage(
      "    delivery:", "    action: reject\n    delivery:", at: "reject\n    delivery",
      "rule late cannot reject by \"delivery\", because what is not there cannot be rejected; "
        + "write action: flag, or leave it out"),
    Breakage(
      "sexes: { measures: [HH] }", "sexes: { measures: [COMMUNES] }", at: "[COMMUNES] }",
      "COMMUNES counts communes, which have no sex; "
        + "name measures of persons, or of households by the sex of their head"),
    Breakage(
      "    sexes: { measures: [HH] }\n", "", at: "men:",
      "rule men says nothing to check; add within, sexes, change or delivery"),
    Breakage(
      ", share: 30 %", "", at: "change: {",
      "rule jump does not say how far a value may change; add factor or share"),
    Breakage(
      "share: 30 %", "factor: 1", at: "1, amount",
      "no change is within a factor of 1 or less; write a number above 1, such as 2"),
    Breakage(
      "YEAR+1-03-31", "YEAR-02-29", at: "YEAR-02-29",
      "\"by\" of rule late is \"YEAR-02-29\", a day that not every year has; "
        + "write YEAR-MM-DD, or YEAR+1-MM-DD for a day of the year after"),
    Breakage(
      "provinces: [\"01\"]", "provinces: [\"02\"]", at: "\"02\"]",
      "rule late names province \"02\", which is not one of the canonical vintage; use its 2-digit code, or all"),
    Breakage(
      "  men:", "  HH:", at: "HH:\n    title: { vi: Nam",
      "rule HH has the name of a measure, so that their flags would have the same names; give it another"),
  ]

  @Test func onlyTheStagesThatLookAtARuleWorkAgain() throws {
    func digests(_ old: String, _ new: String) throws -> (normalize: Bool, aggregate: Bool, assess: Bool) {
      let before = try #require(try Self.small().load().definition)
      let edited = Self.rules.replacingOccurrences(of: old, with: new)
      #expect(edited != Self.rules)
      let after = try #require(try Self.small(edited).load().definition)
      return (
        before.normalization != after.normalization, before.foundation != after.foundation,
        before.digest != after.digest
      )
    }
    #expect(try digests("tolerance: 1 %", "tolerance: 2 %") == (true, true, true))
    #expect(try digests("amount: 10", "amount: 11") == (false, true, true))
    #expect(try digests("YEAR+1-03-31", "YEAR+1-04-30") == (false, false, true))
    #expect(try digests("    action: reject\n", "") == (true, true, true))
  }
}

import Definition
import Testing

/// One way to break the small definition, and what is said of it.
struct Breakage: Sendable, CustomTestStringConvertible {
  /// What is replaced by what, the text that the problem is at, and the problem.
  let old: String, new: String, place: String, message: String

  init(_ old: String, _ new: String, at place: String, _ message: String) {
    self.old = old
    self.new = new
    self.place = place
    self.message = message
  }

  var testDescription: String { message }
}

@Suite("A broken definition")
struct BrokenDefinitionTests {
  @Test("says what, where and what to do", arguments: names + values + thresholds + indicators)
  func oneProblem(_ breakage: Breakage) throws {
    let broken = SmallDefinition.replacing(breakage.old, with: breakage.new)
    let (definition, problems) = try broken.load()
    #expect(definition == nil)
    #expect(problems == ["pipeline.yaml:\(broken.place(of: breakage.place)): error: \(breakage.message)"])
  }

  static let names = [
    Breakage(
      "disclosure: { minimum: 5 }\n",
      "disclosure: { minimum: 5 }\ndissemination: { agency: 5X, structure: A, version: 1.0 }\n",
      at: "5X",
      "\"agency\" of \"dissemination\" of the definition is \"5X\", which SDMX does not allow; "
        + "begin with a letter, and go on with letters, digits, - and _"),
    Breakage(
      "disclosure: { minimum: 5 }\n",
      "disclosure: { minimum: 5 }\ndissemination: { agency: X.Y, structure: A, version: v1 }\n",
      at: "v1",
      "\"version\" of \"dissemination\" of the definition is \"v1\", which SDMX does not allow; write it like 1.0"),
    Breakage(
      "tolerance: 5 %", "tolerence: 5 %",
      at: "tolerence",
      "unknown key \"tolerence\" in target T1; did you mean \"tolerance\"?"),
    Breakage(
      "baseline: 2025\n", "",
      at: "id: small",
      "the definition has no \"baseline\"; add baseline: ..."),
    Breakage(
      "    improves: down\n", "",
      at: "M1:",
      "monitor M1 has no \"improves\"; add improves: ..."),
    Breakage(
      "scope: COMMUNES", "scope: COMMUNE",
      at: "COMMUNE\n",
      "the definition names measure \"COMMUNE\", which is not declared; "
        + "did you mean \"COMMUNES\"?"),
    Breakage(
      "numerator: HH_POOR", "numerator: HH_POR",
      at: "HH_POR,",
      "indicator poor names measure \"HH_POR\", which is not declared; "
        + "did you mean \"HH_POOR\"?"),
    Breakage(
      "indicator: special", "indicator: spezial",
      at: "spezial",
      "target T2 names indicator \"spezial\", which is not declared; "
        + "did you mean \"special\"?"),
    Breakage(
      "    tolerance: 5 %\n    headline: EM", "    headline: ET",
      at: "ET\n",
      "target T1 names group \"ET\", which is not in the table; did you mean \"EM\"?"),
    Breakage(
      "of: 02..03", "of: 02..04",
      at: "02..04",
      "group \"04\", a part of EM, is not in the table; use one of 01, 02, 03, EM, NK, _T"),
    Breakage(
      "table: groups.csv", "table: group.csv",
      at: "group.csv",
      "cannot read \"group.csv\" (no such file); correct the name or put the file there"),
    Breakage(
      "vintage: by_period", "vintage: 2025-01-02",
      at: "2025-01-02",
      "source standard names vintage \"2025-01-02\", which is not declared; "
        + "use one of 2020-01-01, 2025-01-01, 2026-01-01, by_period"),
    Breakage(
      "codes: [money]", "codes: [monies]",
      at: "monies",
      "unit money takes the codes \"monies\", which are not declared; "
        + "did you mean \"money\"?"),
    Breakage(
      "unit: money", "unit: millions",
      at: "millions",
      "measure INCOME is in unit \"millions\", which is not declared; "
        + "use one of communes, households, money"),
    Breakage(
      "  M1:", "  T1:",
      at: "T1:\n    title: { vi: Giảm",
      "monitor T1 has the name of a target; give it another"),
  ]

  static let values = [
    Breakage(
      "years: { from: 2015, to: 2035 }", "years: soon",
      at: "soon",
      "\"years\" of the definition must be a mapping (key: value); write its keys below it"),
    Breakage(
      "baseline: 2025\n", "baseline: twenty\n",
      at: "twenty",
      "\"baseline\" of the definition is \"twenty\", not a whole number; "
        + "write one from 1900 to 2200"),
    Breakage(
      "deadline: 2030", "deadline: 2025",
      at: "2025 }\nbaseline",
      "\"deadline\" of \"phase\" of the definition is 2025, before \"from\", "
        + "which is 2026; exchange or correct them"),
    Breakage(
      "baseline: 2025\n", "baseline: 2031\n",
      at: "2031",
      "the baseline year 2031 is after the deadline 2030; "
        + "take a year from which progress can be measured"),
    Breakage(
      "years: { from: 2015, to: 2035 }", "years: { from: 2026, to: 2035 }",
      at: "years: { from: 2026",
      "the baseline year 2025 is not one of the known years 2026 to 2035; "
        + "widen the known years"),
    Breakage(
      "coverage: { minimum: 80 % }", "coverage: { minimum: 80 }",
      at: "80 }",
      "\"minimum\" of \"coverage\" of the definition is 80, which is impossible; "
        + "write a number from 0 to 1"),
    Breakage(
      "slow_below: 0.95", "slow_below: 0.5",
      at: "0.5 }",
      "\"slow_below\" is less than \"insufficient_below\", so that no pace is slow; "
        + "raise it"),
    Breakage(
      "HH: { title: { vi: Hộ, en: Households }, unit: households, by_group: yes }",
      "HH: { title: { vi: Hộ, en: Households }, unit: households, by_group: maybe }",
      at: "maybe",
      "\"by_group\" of measure HH is \"maybe\", which is not one of its words; "
        + "use one of false, no, true, yes"),
    Breakage(
      "by_group: no, status: none", "by_group: yes, status: none",
      at: "yes, status",
      "status SPECIAL is of a commune, not of an ethnic group; write by_group: no"),
    Breakage(
      "VND: 1e-6", "VND: -1",
      at: "-1,",
      "\"-1\" is not a factor; write a positive number such as 100 or 1e-6"),
    Breakage(
      "- in_force_from: 2025-01-01", "- in_force_from: 2019-02-29",
      at: "2019-02-29",
      "\"in_force_from\" of vintage is \"2019-02-29\", not a day; write YYYY-MM-DD"),
    Breakage(
      "- in_force_from: 2025-01-01", "- in_force_from: 2019-01-01",
      at: "2019-01-01",
      "vintage 2019-01-01 comes after 2020-01-01 in the list, but not in time; "
        + "list vintages in order of date"),
    Breakage(
      "canonical: 2026-01-01", "canonical: 2025-01-01",
      at: "2025-01-01\n  nation",
      "vintage 2026-01-01 is later than the canonical 2025-01-01, and areas convert "
        + "forwards only; make the latest vintage the canonical one, or leave later ones out"),
    Breakage(
      "      crosswalk: cross-2.csv\n", "",
      at: "in_force_from: 2026-01-01",
      "vintage has no \"crosswalk\"; add crosswalk: ..."),
  ]

  static let thresholds = [
    Breakage(
      "\"< 10 %\"", "\"< 120 %\"",
      at: "\"< 120 %\"",
      "\"holds\" of target T1 is \"< 120 %\", but the indicator is from 0 to 1; "
        + "correct the threshold"),
    Breakage(
      "\"< 10 %\"", "\"< 0\"",
      at: "\"< 0\"",
      "\"holds\" of target T1 is \"< 0\", but the indicator is never below 0; "
        + "correct the threshold"),
    Breakage(
      "\"< 10 %\"", "\"> 100 %\"",
      at: "\"> 100 %\"",
      "\"holds\" of target T1 is \"> 100 %\", but the indicator is never above 1; "
        + "correct the threshold"),
    Breakage(
      "\"< 10 %\"", "\"== 10 %\"",
      at: "\"== 10 %\"",
      "\"holds\" of target T1 is \"== 10 %\", which does not start with a comparison; "
        + "start it with <, <=, >= or >"),
    Breakage(
      "\"< 10 %\"", "\"< ten %\"",
      at: "\"< ten %\"",
      "\"holds\" of target T1 compares with \"ten %\", which is not a number; "
        + "write a number such as 0.5 or 10 %, or baseline"),
    Breakage(
      "tolerance: 5 %", "tolerance: -5 %",
      at: "-5 %",
      "\"tolerance\" of target T1 is -5 %, which is impossible; write a number from 0 to 1"),
    Breakage(
      "tolerance: 5 %", "tolerance: 5",
      at: "5\n    headline",
      "\"tolerance\" of target T1 is 5, which is impossible; write a number from 0 to 1"),
    Breakage(
      "improves: down\n", "improves: down\n    best: 2\n",
      at: "2\n    headline",
      "\"best\" of monitor M1 is 2, which is impossible; write a number from -1 to 1"),
    Breakage(
      "headline: _T", "headline: EM",
      at: "EM\nmonitors",
      "target T2 has the headline EM, but its measures are not reported by ethnic group; "
        + "write headline: _T"),
  ]

  static let indicators = [
    Breakage(
      "of: { numerator: HH_POOR, denominator: HH }", "of: { indicator: gap }",
      at: "poor, less",
      "indicator gap is defined by itself (gap -> poor -> gap); "
        + "define one of them by measures"),
    Breakage(
      "of: { numerator: INCOME, denominator: HH }", "of: { indicator: gap, relative_to: nation }",
      at: "gap, relative_to",
      "indicator gap is already set against the nation; name the indicator it is of"),
    Breakage(
      "of: { numerator: HH_POOR, denominator: HH }", "of: { numerator: HH_POOR, denominator: COMMUNES }",
      at: "COMMUNES }\n  income",
      "HH_POOR is reported by ethnic group and COMMUNES is not; "
        + "divide measures that are both or neither reported by group"),
  ]
}

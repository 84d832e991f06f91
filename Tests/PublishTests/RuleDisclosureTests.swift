import Definition
import Testing
import Vocabulary
import Workspace

@testable import Publish

/// Which figures the flags of rules tell (METHODS, section 9).
@Suite struct RuleDisclosureTests {
  /// The small definition with two communes of province 04 and a rule.
  private static let definition: Definition = {
    let from = SmallDefinition.definition
    let areas = AreaRegister(
      nation: ("VN", "Việt Nam", "Viet Nam"), provinces: [("04", "Cao Bằng", "Cao Bang")],
      communes: [("40001", "Một", "", 0), ("40002", "Hai", "", 0)])
    return Definition(
      id: from.id, title: from.title, digest: from.digest, phase: from.phase, baselineYear: from.baselineYear,
      years: from.years, canonicalVintage: from.canonicalVintage, vintages: [], areas: areas, outlinesPath: nil,
      groups: from.groups, measures: from.measures, scopeMeasure: 0, indicators: from.indicators,
      targets: from.targets, sources: [],
      rules: [
        Rule(
          id: "poor", title: Title(vi: "nghèo", en: "poor"), severity: .warning,
          check: .within(parts: [1], whole: 0, tolerance: 0))
      ], settings: from.settings)
  }()

  private func violation(
    _ area: String, _ poor: Double, _ all: Double, sex: Sex = .total, isFree: Bool = true
  ) -> RuleViolation {
    RuleViolation(
      area: Self.definition.areas.index(of: area)!,
      figures: [
        .init(measure: 1, sex: sex, year: 2026, value: poor), .init(measure: 0, sex: sex, year: 2026, value: all),
      ], isInScope: true, isFree: isFree)
  }

  private func finding(
    _ violations: [RuleViolation], group: String = "02", confidentiality: String = "F"
  ) -> Finding {
    Finding(
      kind: .implausible, severity: .warning, area: 1, group: Self.definition.groups.index(of: group)!, sex: .total,
      measure: nil, rule: 0, period: "2026", detail: "claim", violations: violations, confidentiality: confidentiality)
  }

  private func sum(_ measure: Int, _ value: Double, group: String = "02") -> MeasureSum {
    MeasureSum(
      measure: measure, scope: .programme, area: 1, group: Self.definition.groups.index(of: group)!, sex: .total,
      year: 2026, value: value, reporting: 2, expected: 2, quality: [])
  }

  /// What is published of the flags of findings, in order; nil for those of which nothing is.
  private func published(_ findings: [Finding], _ sums: [MeasureSum] = []) throws -> [String?] {
    let control = try DisclosureControl(Self.definition, compliance: [], sums: sums)
    let disclosure = RuleDisclosure(Self.definition, findings, sums, control)
    return findings.map { finding in
      let flag = Flag(
        id: finding.flagName(Self.definition), severity: .warning, target: nil, area: 1, group: finding.group,
        period: "2026", reason: "implausible", detail: "full")
      return disclosure.published(flag)?.detail
    }
  }

  @Test func figuresAreToldWhereTheyCountEnough() throws {
    #expect(try published([finding([violation("40001", 6, 5)])]) == ["claim: 6 > 5 in 40001"])
    #expect(try published([finding([violation("40001", 6, 0)])]) == ["claim: 6 > 0 in 40001"])
    #expect(try published([finding([violation("40001", 6, 4)])]) == ["claim: 40001"])
    #expect(
      try published([finding([violation("40001", 9, 4), violation("40002", 6, 5)])])
        == ["claim: 40001; 6 > 5 in 40002"])
  }

  @Test func nothingIsSaidOfWhatIsNotFreeOrNotPublished() throws {
    #expect(
      try published([finding([violation("40001", 6, 5, isFree: false)], confidentiality: "C")]) == [nil as String?])
    // The province's households of the group are four, so that nothing is published of them.
    #expect(try published([finding([violation("40001", 9, 4)])], [sum(0, 4), sum(1, 9)]) == [nil as String?])
  }

  @Test func aRestThatCountsTooFewIsNotTold() throws {
    let told = finding([violation("40001", 60, 50)])
    #expect(try published([told], [sum(0, 50), sum(1, 60)]) == ["claim: 60 > 50 in 40001"])
    #expect(try published([told], [sum(0, 55), sum(1, 65)]) == ["claim: 60 > 50 in 40001"])
    // The other commune's would be four of 54.
    #expect(try published([told], [sum(0, 54), sum(1, 65)]) == ["claim: 40001"])
  }

  @Test func whatIsLeftOfATotalAtTheSamePlaceIsNotTold() throws {
    let total = finding([violation("40001", 70, 53)], group: "_T")
    #expect(
      try published([total, finding([violation("40001", 60, 50)], group: "01")])
        == ["claim: 70 > 53 in 40001", "claim: 40001"])
    #expect(
      try published([total, finding([violation("40001", 60, 48)], group: "01")])
        == ["claim: 70 > 53 in 40001", "claim: 60 > 48 in 40001"])
    let sexes = finding([violation("40001", 70, 53), violation("40001", 60, 50, sex: .male)])
    #expect(try published([sexes]) == ["claim: 70 > 53 in 40001"])
  }
}

import Definition
import Vocabulary
import Workspace

/// Targets of every kind over one province and a few groups.
enum SmallDefinition {
  static let definition = Definition(
    id: "small", title: title("small"), digest: "d", phase: 2026...2030, baselineYear: 2025, years: 2015...2035,
    canonicalVintage: "2026-04-30", vintages: [],
    areas: AreaRegister(
      nation: ("VN", "Việt Nam", "Viet Nam"), provinces: [("04", "Cao Bằng", ""), ("14", "Sơn La", "")], communes: []),
    outlinesPath: nil,
    groups: GroupRegister(
      entries: ["01", "02", "_T", "EM"].map { ($0, $0, $0) }, total: "_T", minorities: "EM", minorityParts: ["02"]),
    measures: [
      measure("HH", .households), measure("HH_POOR", .households), measure("POP", .persons),
      measure("INCOME", .money), measure("FOREST", .hectares), measure("LAND", .hectares),
    ], scopeMeasure: 0,
    indicators: [
      indicator("poor", 1, 0), indicator("income", 3, 2, .dividedByNation), indicator("forest", 4, 5),
      indicator("gap", 1, 0, .lessNation),
    ],
    targets: [
      target("T02", 0, .less, .fixed(0.1)), target("T04", 0, .atLeast, .fixed(0.7)),
      target("T03", 0, .atMost, .fixed(0), tolerance: 0.05), target("T13", 0, .atLeast, .fixed(1), tolerance: 0.05),
      target("T10", 0, .greater, .fixed(0.85)), target("T05", 0, .atLeast, .fixed(0.03), everyYear: true),
      target("T09", 2, .atLeast, .baseline), target("T09b", 2, .atMost, .baseline),
      target("T01", 1, .atLeast, .fixed(0.5)), target("M01", 0, .less, .yearBefore(best: 0)),
      target("M02", 0, .greater, .yearBefore(best: 1)), target("M03", 3, .less, .yearBefore(best: nil)),
    ], sources: [], settings: Definition.Settings())

  static func target(_ id: String) -> Target { definition.targets[position(id)] }
  static func position(_ id: String) -> Int { definition.targets.firstIndex { $0.id == id }! }
  static func group(_ code: String) -> GroupIndex { definition.groups.index(of: code)! }

  /// Sums of a target's indicator in a year.
  static func sum(
    _ id: String, _ year: Int, _ numerator: Double, _ denominator: Double, reporting: Int = 10, expected: Int = 10,
    inScope: Int = 10, scopeObserved: Int = 10, scope: SumScope = .programme, area: AreaIndex = 1, group: String = "EM"
  ) -> RatioSum {
    RatioSum(
      indicator: target(id).indicator, scope: scope, area: area, group: self.group(group), sex: .total, year: year,
      numerator: numerator, denominator: denominator, reporting: reporting, expected: expected, inScope: inScope,
      scopeObserved: scopeObserved, quality: [])
  }

  private static func title(_ text: String) -> Title { Title(vi: text, en: text) }

  private static func measure(_ code: String, _ counted: Measure.Counted) -> Measure {
    Measure(
      code: code, title: title(code), unit: counted.rawValue, counted: counted, kind: .extensive, annualRule: .last,
      level: .commune, byGroup: true, minimum: 0, maximum: 1e9, unitFactors: [:])
  }

  private static func indicator(
    _ id: String, _ numerator: Int, _ denominator: Int, _ reference: Indicator.Reference = .none
  ) -> Indicator {
    Indicator(id: id, title: title(id), numerator: numerator, denominator: denominator, reference: reference)
  }

  private static func target(
    _ id: String, _ indicator: Int, _ comparator: Comparator, _ threshold: Target.Threshold, tolerance: Double? = nil,
    everyYear: Bool = false
  ) -> Target {
    Target(
      id: id, title: title(id), indicator: indicator, comparator: comparator, threshold: threshold,
      tolerance: tolerance, everyYear: everyYear, headline: 3, isMonitor: id.hasPrefix("M"))
  }
}

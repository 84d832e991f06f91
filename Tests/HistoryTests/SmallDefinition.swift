import Definition
import Vocabulary

/// Two provinces, a few measures, a plain target and a monitor against the nation.
enum SmallDefinition {
  static let definition = Definition(
    id: "small", title: title("small"), digest: "d1", phase: 2026...2030, baselineYear: 2025, years: 2024...2030,
    canonicalVintage: "2026-04-30", vintages: [],
    areas: AreaRegister(
      nation: ("VN", "Việt Nam", "Viet Nam"), provinces: [("04", "Cao Bằng", ""), ("14", "Sơn La", "")],
      communes: [("40001", "Một", "", 0), ("50001", "Ba", "", 1)]),
    outlinesPath: nil,
    groups: GroupRegister(
      entries: [("01", "Kinh", ""), ("02", "Tày", ""), ("_T", "Tất cả", ""), ("EM", "Thiểu số", "")], total: "_T",
      minorities: "EM", minorityParts: ["02"]),
    measures: [measure("COMMUNES"), measure("HH"), measure("HH_POOR"), measure("POP")], scopeMeasure: 0,
    indicators: [
      Indicator(id: "poor", title: title("poor"), numerator: 2, denominator: 1, reference: .none),
      Indicator(id: "gap", title: title("gap"), numerator: 2, denominator: 1, reference: .lessNation),
    ],
    targets: [target("T02", 0, .fixed(0.1)), target("M02", 1, .yearBefore(best: nil))], sources: [],
    settings: Definition.Settings())

  private static func title(_ text: String) -> Title { Title(vi: text, en: text) }

  private static func measure(_ code: String) -> Measure {
    Measure(
      code: code, title: title(code), unit: "households", counted: .households, kind: .extensive, annualRule: .last,
      level: .commune, byGroup: true, minimum: 0, maximum: 1e6, unitFactors: [:])
  }

  private static func target(_ id: String, _ indicator: Int, _ threshold: Target.Threshold) -> Target {
    Target(
      id: id, title: title(id), indicator: indicator, comparator: .less, threshold: threshold, tolerance: nil,
      everyYear: false, headline: 3, isMonitor: id.hasPrefix("M"))
  }
}

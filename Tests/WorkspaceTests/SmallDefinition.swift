import Definition

/// A definition with as much as the stage tables name.
enum SmallDefinition {
  static let definition = Definition(
    id: "small", title: title("small"), digest: "d1", phase: 2026...2030, baselineYear: 2025, years: 2015...2035,
    canonicalVintage: "2026-04-30", vintages: [],
    areas: AreaRegister(
      nation: ("VN", "Việt Nam", "Viet Nam"), provinces: [("04", "Cao Bằng", ""), ("14", "Sơn La", "")],
      communes: [("40001", "Một", "", 0), ("40002", "Hai", "", 0), ("50001", "Ba", "", 1)]),
    outlinesPath: nil,
    groups: GroupRegister(
      entries: [("01", "Kinh", ""), ("02", "Tày", ""), ("_T", "Tất cả", ""), ("EM", "Thiểu số", "")], total: "_T",
      minorities: "EM", minorityParts: ["02"]),
    measures: [measure("HH"), measure("HH_POOR")], scopeMeasure: 0,
    indicators: [indicator("poor", 1, 0), indicator("rich", 0, 1)], targets: [target("T02"), target("M01")],
    sources: [], settings: Definition.Settings())

  private static func title(_ text: String) -> Title { Title(vi: text, en: text) }

  private static func measure(_ code: String) -> Measure {
    Measure(
      code: code, title: title(code), unit: "households", counted: .households, kind: .extensive, annualRule: .last,
      level: .commune, byGroup: true, minimum: 0, maximum: 1e6, unitFactors: [:])
  }

  private static func indicator(_ id: String, _ numerator: Int, _ denominator: Int) -> Indicator {
    Indicator(id: id, title: title(id), numerator: numerator, denominator: denominator, reference: .none)
  }

  private static func target(_ id: String) -> Target {
    Target(
      id: id, title: title(id), indicator: 0, comparator: .less, threshold: .fixed(0.1), tolerance: nil,
      everyYear: false, headline: 0, isMonitor: id.hasPrefix("M"))
  }
}

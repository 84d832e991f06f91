import Definition

/// A definition small enough to check by hand: four provinces, two minorities, two denominators.
enum SmallDefinition {
  static let definition: Definition = {
    let measures = [
      measure("HH", .households), measure("HH_POOR", .households), measure("HH_TEMP", .households),
      measure("POP", .persons), measure("INCOME", .money), measure("FOREST", .hectares), measure("LAND", .hectares),
    ]
    let indicators = [
      indicator("poor", 1, 0), indicator("temporary", 2, 0),
      indicator("income", 4, 3, .dividedByNation), indicator("forest", 5, 6),
    ]
    return Definition(
      id: "small-2026", title: Title(vi: "Chương trình nhỏ", en: "Small programme"), digest: "0", phase: 2026...2030,
      baselineYear: 2025, years: 2020...2035, canonicalVintage: "2026-04-30", vintages: [], areas: areas,
      outlinesPath: nil, groups: groups, measures: measures, scopeMeasure: 0, indicators: indicators,
      targets: [
        target("T02", 0, .less, .fixed(0.1)), target("T08", 1, .atMost, .fixed(0)),
        target("T01", 2, .atLeast, .fixed(0.5)), target("T09", 3, .atLeast, .baseline),
        target("M01", 0, .less, .yearBefore(best: 0)),
      ], sources: [], settings: Definition.Settings())
  }()

  private static let areas = AreaRegister(
    nation: ("VN", "Việt Nam", "Viet Nam"),
    provinces: [
      ("01", "Hà Nội", "Ha Noi"), ("04", "Cao Bằng", "Cao Bang"), ("14", "Sơn La", "Son La"),
      ("96", "Cà Mau", "Ca Mau"),
    ], communes: [])

  private static let groups = GroupRegister(
    entries: [
      ("01", "Kinh", "Kinh"), ("02", "Tày", "Tay"), ("03", "Thái", "Thai"), ("55", "Người nước ngoài", "Foreign"),
      ("NK", "Không rõ", "Not stated"), ("_T", "Tất cả", "Everyone"), ("EM", "Dân tộc thiểu số", "Minorities"),
    ], total: "_T", minorities: "EM", minorityParts: ["02", "03"])

  private static func measure(_ code: String, _ counted: Measure.Counted) -> Measure {
    Measure(
      code: code, title: Title(vi: code, en: code), unit: counted.rawValue, counted: counted, kind: .extensive,
      annualRule: .last, level: .commune, byGroup: true, minimum: 0, maximum: 1e9, unitFactors: [:])
  }

  private static func indicator(
    _ id: String, _ numerator: Int, _ denominator: Int, _ reference: Indicator.Reference = .none
  ) -> Indicator {
    Indicator(
      id: id, title: Title(vi: id, en: id), numerator: numerator, denominator: denominator, reference: reference)
  }

  private static func target(
    _ id: String, _ indicator: Int, _ comparator: Comparator, _ threshold: Target.Threshold
  ) -> Target {
    Target(
      id: id, title: Title(vi: id, en: id), indicator: indicator, comparator: comparator, threshold: threshold,
      tolerance: nil, everyYear: false, headline: minorities, isMonitor: id.hasPrefix("M"))
  }

  private static let minorities = groups.minorities
}

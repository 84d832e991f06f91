import Definition
import Vocabulary

/// Two provinces, five communes and three minorities; 40001 and province 04 were two before, 40002 and 40003 one.
enum SmallDefinition {
  static let definition = Definition(
    id: "small", title: title("small"), digest: "d", phase: 2026...2030, baselineYear: 2025, years: 2015...2035,
    canonicalVintage: "2026-04-30",
    vintages: [
      conversion(
        "2020-01-01",
        [
          "VN": ["VN"], "03": ["04"], "04": ["04"], "14": ["14"], "10001": ["40001"], "10002": ["40001"],
          "10003": ["40002", "40003"], "10004": ["50001"], "10005": ["50002"],
        ]),
      conversion("2026-04-30", Dictionary(areas.codes.map { ($0, [$0]) }) { first, _ in first }),
    ],
    areas: areas, outlinesPath: nil,
    groups: GroupRegister(
      entries: ["01", "02", "03", "05", "55", "NK", "_T", "EM"].map { ($0, $0, $0) }, total: "_T", minorities: "EM",
      minorityParts: ["02", "03", "05"]),
    measures: [
      measure("HH"), measure("HH_POOR"), measure("COMMUNES", .status(.any)), measure("INFRA", .status(.all)),
      measure("NTM", .status(.none)), measure("INCOME", rule: .sum), measure("POP"),
      measure("SDG", level: .province), measure("SDG_MET", level: .province),
    ], scopeMeasure: 2,
    indicators: [
      indicator("poor", 1, 0), indicator("infra", 3, 2), indicator("income", 5, 6, .dividedByNation),
      indicator("sdg", 8, 7),
    ], targets: [], sources: [], settings: Definition.Settings())

  private static let areas = AreaRegister(
    nation: ("VN", "Việt Nam", "Viet Nam"), provinces: [("04", "Cao Bằng", ""), ("14", "Sơn La", "")],
    communes: [
      ("40001", "Một", "", 0), ("40002", "Hai", "", 0), ("40003", "Ba", "", 0), ("50001", "Bốn", "", 1),
      ("50002", "Năm", "", 1),
    ])

  static func area(_ code: String) -> AreaIndex { definition.areas.index(of: code)! }
  static func group(_ code: String) -> GroupIndex { definition.groups.index(of: code)! }
  static func measure(_ code: String) -> Int { definition.measure(code)! }

  private static func title(_ text: String) -> Title { Title(vi: text, en: text) }

  private static func conversion(_ vintage: String, _ links: [String: [String]]) -> VintageConversion {
    let communes = links.filter { $0.key.utf8.count == 5 }
      .map { code, codes in
        (
          Int(code)!,
          codes.map {
            SuccessorTable.Successor(
              area: areas.index(of: $0)!, share: 1 / Double(codes.count), assumed: codes.count > 1)
          }
        )
      }
    let provinces = links.filter { $0.key.utf8.count == 2 && $0.key != "VN" }
      .map { (Int($0.key)!, areas.index(of: $0.value[0])!) }
    return VintageConversion(
      vintage: vintage, successors: SuccessorTable(nation: "VN", provinces: provinces, communes: communes),
      areaCount: areas.count)
  }

  private static func measure(
    _ code: String, _ kind: Measure.Kind = .extensive, rule: Measure.AnnualRule = .last, level: AreaLevel = .commune
  ) -> Measure {
    Measure(
      code: code, title: title(code), unit: "units", counted: .households, kind: kind, annualRule: rule, level: level,
      byGroup: kind == .extensive && level == .commune, minimum: 0, maximum: 1e9, unitFactors: [:])
  }

  private static func indicator(
    _ id: String, _ numerator: Int, _ denominator: Int, _ reference: Indicator.Reference = .none
  ) -> Indicator {
    Indicator(id: id, title: title(id), numerator: numerator, denominator: denominator, reference: reference)
  }
}

extension SmallDefinition {
  /// The same with rules.
  static func with(_ rules: [Rule]) -> Definition {
    let from = definition
    return Definition(
      id: from.id, title: from.title, digest: from.digest, phase: from.phase, baselineYear: from.baselineYear,
      years: from.years, canonicalVintage: from.canonicalVintage, vintages: from.vintages, areas: from.areas,
      outlinesPath: nil, groups: from.groups, measures: from.measures, scopeMeasure: from.scopeMeasure,
      indicators: from.indicators, targets: from.targets, sources: from.sources, rules: rules, settings: from.settings)
  }
}

import Definition
import Foundation
import Testing

/// A definition of two provinces and a handful of communes in a folder of its own, to be broken in one place at a time.
struct SmallDefinition {
  var yaml = Self.text
  var tables = Self.tables
  /// Tables that are not text, in place of those of the same name.
  var rawTables: [String: [UInt8]] = [:]

  /// The definition with one occurrence of a text replaced.
  static func replacing(_ old: String, with new: String) -> SmallDefinition {
    var small = SmallDefinition()
    precondition(small.yaml.components(separatedBy: old).count == 2, "\(old) must occur once")
    small.yaml = small.yaml.replacingOccurrences(of: old, with: new)
    return small
  }

  /// A table with one occurrence of a text replaced.
  static func replacing(_ old: String, with new: String, in table: String) -> SmallDefinition {
    var small = SmallDefinition()
    precondition(small.tables[table]!.components(separatedBy: old).count == 2, "\(old) must occur once")
    small.tables[table] = small.tables[table]!.replacingOccurrences(of: old, with: new)
    return small
  }

  /// Line and column of a text that occurs once, `41:9`.
  func place(of text: String) -> String {
    precondition(yaml.components(separatedBy: text).count == 2, "\(text) must occur once")
    let lines = yaml[..<yaml.range(of: text)!.lowerBound].components(separatedBy: "\n")
    return "\(lines.count):\(lines.last!.unicodeScalars.count + 1)"
  }

  /// Loads it, or gives all problems as text with paths relative to its folder; expects the same of two threads.
  func load() throws -> (definition: Definition?, problems: [String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("milepost-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(yaml.utf8).write(to: folder.appendingPathComponent("pipeline.yaml"))
    for (name, text) in tables { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    for (name, bytes) in rawTables { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    let path = folder.appendingPathComponent("pipeline.yaml").path
    let check = DefinitionCheck(path: path)
    let sideBySide = DefinitionCheck(path: path, jobs: 2)
    #expect(sideBySide.problems == check.problems)
    #expect(sideBySide.definition?.digest == check.definition?.digest)
    let problems = check.problems.map { $0.description.replacingOccurrences(of: folder.path + "/", with: "") }
    return (check.definition, problems)
  }

  static let tables = [
    "groups.csv": """
    code,name_vi,name_en
    01,Kinh,Kinh
    02,Tày,Tay
    03,Thái,Thai
    NK,Không xác định,Not stated
    EM,Các dân tộc thiểu số,Minorities
    _T,Tất cả,Everyone

    """,
    "provinces.csv": """
    vintage,province_code,province_name,successor_code
    2020-01-01,01,Một,01
    2020-01-01,02,Hai,01
    2020-01-01,03,Ba,03
    2025-01-01,01,Một,01
    2025-01-01,03,Ba,03

    """,
    "old.csv": """
    commune_code,commune_name,province_code
    00001,A,01
    00002,B,01
    00003,C,02
    00004,D,03

    """,
    "middle.csv": """
    commune_code,commune_name,province_code
    00010,AB,01
    00020,"B, C",01
    00030,D,03

    """,
    "new.csv": """
    commune_code,commune_name,commune_name_en,province_code
    00010,AB,AB,01
    00021,B,B,01
    00022,C,C,01
    00030,D,D,03

    """,
    "cross-1.csv": """
    commune_code_2020,commune_code_2025,share,basis
    00001,00010,1,whole
    00002,00010,0.25,published
    00002,00020,0.75,published
    00003,00020,1,whole
    00004,00030,1,whole

    """,
    "cross-2.csv": """
    commune_code_2025,commune_code_2026,share,basis
    00010,00010,1,whole
    00020,00021,0.5,assumed_equal
    00020,00022,0.5,assumed_equal
    00030,00030,1,whole

    """,
  ]

  static let text = """
    id: small
    title: { vi: Nhỏ, en: Small }
    phase: { from: 2026, deadline: 2030 }
    baseline: 2025
    years: { from: 2015, to: 2035 }
    areas:
      canonical: 2026-01-01
      nation: { code: VN, vi: Việt Nam, en: Viet Nam }
      provinces: provinces.csv
      vintages:
        - in_force_from: 2020-01-01
          communes: old.csv
        - in_force_from: 2025-01-01
          communes: middle.csv
          crosswalk: cross-1.csv
        - in_force_from: 2026-01-01
          communes: new.csv
          crosswalk: cross-2.csv
    ethnic_groups:
      table: groups.csv
      total: _T
      minorities: { code: EM, of: 02..03 }
    scope: COMMUNES
    coverage: { minimum: 80 % }
    tolerances: { inconsistent_total: 0.5 % }
    disclosure: { minimum: 5 }
    outlook: { insufficient_below: 0.60, slow_below: 0.95 }
    unit_codes:
      number: [NUMBER, pn]
      money: { VND: 1e-6, VND_BN: 1e3 }
    units:
      households: { label: households, counts: households, codes: [number], maximum: 1000 }
      money: { label: million VND, counts: money, codes: [money], maximum: 1e6 }
      communes: { label: 0/1, counts: communes, codes: [number], maximum: 1 }
    measures:
      HH: { title: { vi: Hộ, en: Households }, unit: households, by_group: yes }
      HH_POOR: { title: { vi: Hộ nghèo, en: Poor }, unit: households, by_group: yes, maximum: 900 }
      INCOME: { title: { vi: Thu nhập, en: Income }, unit: money, by_group: yes, annual: sum }
      COMMUNES: { title: { vi: Xã, en: Communes }, unit: communes, by_group: no, status: any }
      SPECIAL: { title: { vi: Xã khó khăn, en: Special }, unit: communes, by_group: no, status: none }
    indicators:
      gap:
        title: { vi: Chênh lệch, en: Gap }
        of: { indicator: poor, less: nation }
      poor:
        title: { vi: Tỷ lệ hộ nghèo, en: Poor households }
        of: { numerator: HH_POOR, denominator: HH }
      income:
        title: { vi: Thu nhập, en: Income }
        of: { numerator: INCOME, denominator: HH }
      special:
        title: { vi: Xã khó khăn, en: Special }
        of: { numerator: SPECIAL, denominator: COMMUNES }
    targets:
      T1:
        title: { vi: Dưới 10 %, en: Below 10 % }
        indicator: poor
        holds: "< 10 %"
        tolerance: 5 %
        headline: EM
      T2:
        title: { vi: Không tăng, en: Not above }
        indicator: special
        holds: "<= baseline"
        headline: _T
    monitors:
      M1:
        title: { vi: Giảm, en: Falls }
        indicator: gap
        improves: down
        headline: EM
    sources:
      standard:
        structures: ["X:Y(1.0)", "X:Y"]
        vintage: by_period
        error_budget: { share: 10 %, records: 20 }

    """
}

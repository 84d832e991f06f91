import Definition
import Foundation
import Testing

@Suite("The definition of the programme")
struct ProgrammeDefinitionTests {
  /// Beside the sources, wherever they are.
  static let path = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("../../Pipelines/emma-2026-2030/pipeline.yaml").standardized.path
  let definition: Definition

  private static let loaded = Result { try Definition.load(path: path) }

  init() throws { definition = try Self.loaded.get() }

  @Test("declares what the design lists")
  func counts() {
    #expect(definition.id == "emma-2026-2030")
    #expect(definition.phase == 2026...2030)
    #expect(definition.baselineYear == 2025)
    #expect(definition.canonicalVintage == "2026-04-30")
    #expect(definition.areas.provinces.count == 34)
    #expect(definition.areas.communes.count == 3321)
    #expect(definition.groups.count == 58)
    #expect(definition.groups.minorityParts.count == 53)
    #expect(definition.groups.totalParts.map { definition.groups.codes[Int($0)] } == ["01", "55", "EM", "NK"])
    #expect(definition.measures.count == 40)
    #expect(definition.measures[definition.scopeMeasure].code == "COMMUNES")
    #expect(definition.vintages.map(\.vintage) == ["2024-01-01", "2025-07-01", "2026-04-30"])
    #expect(definition.vintages.map(\.successors.areas.count) == [10_035 + 63 + 1, 3321 + 34 + 1, 3321 + 34 + 1])
    let ids = definition.targets.map(\.id)
    #expect(
      ids == [
        "T01", "T02", "T03a", "T03b", "T04", "T05", "T06", "T07", "T08", "T09a", "T09b", "T10a", "T10b", "T11", "T12",
        "T13", "M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M09", "M10", "M11", "M12", "M13",
      ])
    var settings = Definition.Settings()
    settings.keptRuns = 400
    #expect(definition.settings == settings)
    #expect(definition.outlinesPath?.hasSuffix("provinces-2025.geojson") == true)
    #expect(definition.digest.count == 64)
  }

  @Test(
    "has the tests of the programme's text, exactly",
    arguments: [
      ("T01", "INCOME / POP relative >= 0.5 EM"), ("T02", "HH_POOR / HH < 0.1 EM"),
      ("T03a", "COMMUNE_SPECIAL / COMMUNES <= 0.0 ±0.05 _T"), ("T03b", "VILLAGES_SPECIAL / VILLAGES <= 0.0 ±0.05 _T"),
      ("T04", "COMMUNE_NTM / COMMUNES >= 0.7 _T"), ("T05", "WORKERS_NEW_NONAGRI / WORKERS >= 0.03 every year EM"),
      ("T06", "WORKERS_SKILLED / WORKERS >= 0.4 EM"), ("T07", "HH_FARM_COMMODITY / HH_FARM >= 0.8 EM"),
      ("T08", "HH_TEMP_HOUSING / HH <= 0.0 ±0.05 EM"), ("T09a", "FOREST_HA / LAND_HA >= baseline _T"),
      ("T09b", "LAND_DEGRADED_HA / LAND_HA <= baseline _T"), ("T10a", "COMMUNE_INFRA / COMMUNES > 0.85 _T"),
      ("T10b", "VILLAGES_INFRA / VILLAGES > 0.85 _T"), ("T11", "HH_UNPLANNED_MIGRATION / HH <= 0.0 ±0.05 EM"),
      ("T12", "HH_RELOCATED / HH_RELOCATION_NEED >= 1.0 EM"), ("T13", "SDG_TARGETS_MET / SDG_TARGETS >= 1.0 ±0.05 _T"),
      ("M01", "INCOME / POP relative > year before EM"), ("M02", "HH_POOR / HH less < year before EM"),
      ("M03", "COMMUNE_SPECIAL / COMMUNES < year before or 0.0 _T"),
      ("M05", "POP_15P_LITERATE / POP_15P > year before or 1.0 EM"),
      ("M11", "MARRIAGES_CONSANGUINEOUS / MARRIAGES < year before or 0.0 EM"),
      ("M12", "CADRES_EM / CADRES > year before or 1.0 _T"),
    ])
  func target(_ id: String, _ expected: String) throws {
    let target = try #require(definition.targets.first { $0.id == id })
    let indicator = definition.indicators[target.indicator]
    var words = [definition.measures[indicator.numerator].code, "/", definition.measures[indicator.denominator].code]
    switch indicator.reference {
    case .none: break
    case .dividedByNation: words.append("relative")
    case .lessNation: words.append("less")
    }
    words.append(target.comparator.rawValue)
    switch target.threshold {
    case .fixed(let value): words.append("\(value)")
    case .baseline: words.append("baseline")
    case .yearBefore(let best): words.append("year before" + (best.map { " or \($0)" } ?? ""))
    }
    if let tolerance = target.tolerance { words.append("±\(tolerance)") }
    if target.everyYear { words.append("every year") }
    words.append(definition.groups.codes[Int(target.headline)])
    #expect(words.joined(separator: " ") == expected)
    #expect(target.isMonitor == id.hasPrefix("M"))
  }

  @Test("has the measures' rules and units")
  func measures() throws {
    func measure(_ code: String) throws -> Measure { definition.measures[try #require(definition.measure(code))] }
    #expect(try measure("COMMUNES").kind == .status(.any))
    #expect(try measure("COMMUNE_SPECIAL").kind == .status(.any))
    #expect(try measure("COMMUNE_NTM").kind == .status(.none))
    #expect(try measure("COMMUNE_INFRA").kind == .status(.all))
    let sums = definition.measures.filter { $0.annualRule == .sum }.map(\.code)
    #expect(
      sums == ["INCOME", "WORKERS_NEW_NONAGRI", "MARRIAGES", "MARRIAGES_CHILD", "MARRIAGES_CONSANGUINEOUS"])
    #expect(definition.measures.filter { $0.level == .province }.map(\.code) == ["SDG_TARGETS", "SDG_TARGETS_MET"])
    #expect(definition.measures.filter { !$0.byGroup }.count == 15)
    let income = try measure("INCOME")
    #expect(income.unitFactors["VND"] == UnitFactor(scale: -6))
    #expect(income.unitFactors["BILLION_VND"] == UnitFactor(scale: 3))
    #expect(income.unitFactors["MILLION VND A YEAR"] == UnitFactor())
    #expect(income.unitFactors["NUMBER"] == nil)
    #expect(try measure("FOREST_HA").unitFactors["KM2"] == UnitFactor(scale: 2))
    #expect(try measure("POP").unitFactors["PS"] == UnitFactor())
    #expect(try measure("POP").unitFactors["HH"] == nil)
    #expect(try measure("COMMUNES").unitFactors["0/1"] == UnitFactor())
  }

  @Test("carries communes of every vintage to the canonical one")
  func conversions() throws {
    func successors(_ vintage: Int, _ code: String) -> [String]? {
      definition.vintages[vintage].successors[code]?.map {
        "\(definition.areas.codes[Int($0.area)]) \($0.share) \($0.assumed)"
      }
    }
    #expect(successors(1, "06970") == ["06978 1.0 false"])
    #expect(successors(2, "06978") == ["06978 1.0 false"])
    #expect(successors(2, "06970") == nil)
    #expect(successors(0, "00001") == ["00097 1.0 false"])
    #expect(successors(0, "00007") == ["00008 0.5 true", "00025 0.5 true"])
    #expect(successors(0, "00019") == ["00004 0.25 true", "00070 0.25 true", "00190 0.25 true", "00226 0.25 true"])
    // Hà Giang went to Tuyên Quang, and its code to no province.
    #expect(successors(0, "02") == ["08 1.0 false"])
    #expect(successors(0, "VN") == ["VN 1.0 false"])
    #expect(successors(1, "02") == nil)
    for vintage in definition.vintages {
      for (_, list) in vintage.successors.areas {
        #expect((list.reduce(0) { $0 + $1.share } - 1).magnitude <= 1e-12)
      }
    }
  }

  @Test("names the areas in both languages, in one form")
  func names() throws {
    let index = Int(try #require(definition.areas.index(of: "00004")))
    #expect(definition.areas.names[index] == "Phường Ba Đình")
    #expect(definition.areas.englishNames[index] == "Ba Dinh Ward")
    #expect(definition.areas.englishNames[1] == "Hanoi City")
    #expect(definition.areas.level(definition.areas.provinceOf[index]) == .province)
    for name in definition.areas.names {
      #expect(name.utf8.elementsEqual(name.precomposedStringWithCanonicalMapping.utf8))
    }
  }

  @Test("is summed up on one screen")
  func summary() {
    let check = DefinitionCheck(path: Self.path)
    #expect(check.problems.isEmpty)
    #expect(check.summary.contains("40 measures, 27 indicators, 16 targets, 13 monitors"))
    #expect(check.summary.contains("2024-01-01: 63 provinces, 10035 communes, 471 communes split"))
    #expect(check.summary.split(separator: "\n").count <= 24)
  }
}

import Definition
import Testing

@Suite("Conversion between vintages")
struct ConversionTests {
  /// Canonical code, share, and whether it is assumed.
  private func successors(_ definition: Definition, _ vintage: String, _ code: String) throws -> [String] {
    let conversion = definition.vintages[try #require(definition.vintage(vintage))]
    return try #require(conversion.successors[code]).map {
      "\(definition.areas.codes[Int($0.area)]) \($0.share) \($0.assumed ? "assumed" : "known")"
    }
  }

  @Test("chains shares over two crosswalks, and knows which are assumed")
  func chain() throws {
    let definition = try #require(try SmallDefinition().load().definition)
    #expect(try successors(definition, "2020-01-01", "00001") == ["00010 1.0 known"])
    #expect(
      try successors(definition, "2020-01-01", "00002")
        == ["00010 0.25 known", "00021 0.375 assumed", "00022 0.375 assumed"])
    #expect(try successors(definition, "2020-01-01", "00003") == ["00021 0.5 assumed", "00022 0.5 assumed"])
    #expect(try successors(definition, "2025-01-01", "00020") == ["00021 0.5 assumed", "00022 0.5 assumed"])
    #expect(try successors(definition, "2026-01-01", "00021") == ["00021 1.0 known"])
    #expect(try successors(definition, "2020-01-01", "02") == ["01 1.0 known"])
    #expect(try successors(definition, "2020-01-01", "VN") == ["VN 1.0 known"])
    let oldest = definition.vintages[0]
    #expect(oldest.isUnchanged(oldest.successors["00004"]!))
    #expect(!oldest.isUnchanged(oldest.successors["00001"]!))
  }

  @Test("gives the whole where all ways lead to one area, however much was assumed on the way")
  func splitAndMerged() throws {
    var small = SmallDefinition.replacing("00020,00021,0.5,assumed_equal\n", with: "", in: "cross-2.csv")
    small.tables["cross-2.csv"] = small.tables["cross-2.csv"]!.replacingOccurrences(
      of: "00020,00022,0.5,assumed_equal", with: "00020,00010,1,whole")
    let definition = try #require(try small.load().definition)
    #expect(try successors(definition, "2020-01-01", "00002") == ["00010 1.0 known"])
  }

  @Test("takes a province's successor from the crosswalk where the table leaves it empty")
  func derivedSuccessor() throws {
    let small = SmallDefinition.replacing("2020-01-01,02,Hai,01", with: "2020-01-01,02,Hai,", in: "provinces.csv")
    let definition = try #require(try small.load().definition)
    #expect(try successors(definition, "2020-01-01", "02") == ["01 1.0 known"])
  }

  @Test("spreads what rounding leaves, so that totals are kept")
  func rounding() throws {
    var small = SmallDefinition.replacing("00002,00010,0.25", with: "00002,00010,0.3333333333", in: "cross-1.csv")
    small.tables["cross-1.csv"] = small.tables["cross-1.csv"]!.replacingOccurrences(of: "0.75", with: "0.6666666666")
    let definition = try #require(try small.load().definition)
    let total = definition.vintages[0].successors["00002"]!.reduce(0) { $0 + $1.share }
    #expect((total - 1).magnitude <= 1e-15)
  }

  @Test("needs one table and one crosswalk for a further vintage")
  func furtherVintage() throws {
    let small = SmallDefinition()
    let definition = try #require(try small.load().definition)
    // The canonical vintage of the small definition has no rows in its table of provinces.
    #expect(!small.tables["provinces.csv"]!.contains("2026-01-01"))
    #expect(definition.areas.names[Int(definition.areas.index(of: "01")!)] == "Một")
    #expect(definition.areas.provinces.count == 2)
    #expect(definition.areas.communes.count == 4)
  }
}

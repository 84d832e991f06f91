import Definition
import Testing

@Suite("A broken reference table")
struct BrokenTableTests {
  @Test(
    "says the line",
    arguments: [
      (
        "old.csv", "00003,C,02", "00003,C,04",
        "old.csv:4: error: commune 00003 is in province \"04\", which 2020-01-01 does not have; use one of 01, 02, 03"
      ),
      (
        "old.csv", "00004,D,03", "00004,D,03\n00004,E,03",
        "old.csv:6: error: commune 00004 is already on line 5; keep one of the two"
      ),
      (
        "new.csv", "00030,D,D,03", "30,D,D,03",
        "new.csv:5: error: \"30\" is not a commune code; write 5 digits, leading zeros included"
      ),
      (
        "new.csv", "00022,C,C,01", "00022,C,01",
        "new.csv:4: error: 3 fields where the header has 4; check commas and quotes"
      ),
      (
        "new.csv", "commune_name,", "name,",
        "new.csv:1: error: the table has no column \"commune_name\"; "
          + "add it, or rename one of commune_code, name, commune_name_en, province_code"
      ),
      (
        "cross-1.csv", "00002,00010,0.25", "00002,00010,0.26",
        "cross-1.csv:3: error: the shares of commune 00002 add up to 1.01, not 1; "
          + "correct them, or write them with more digits"
      ),
      (
        "cross-1.csv", "00004,00030,1,whole\n", "",
        "cross-1.csv: error: commune 00004 of 2020-01-01 is not in the crosswalk, so its figures would be lost; "
          + "add a row with its successor in 2025-01-01"
      ),
      (
        "cross-1.csv", "00003,00020,1", "00003,00020,1.5",
        "cross-1.csv:5: error: \"1.5\" is not a share; write a number above 0 and up to 1"
      ),
      (
        "cross-1.csv", "00003,00020,1,whole", "00003,00020,1,guessed",
        "cross-1.csv:5: error: \"guessed\" is not a basis of a share; write whole, published or assumed_..."
      ),
      (
        "provinces.csv", "2020-01-01,02,Hai,01", "2020-01-01,02,Hai,02",
        "provinces.csv:3: error: successor \"02\" of province 02 is not a province of 2025-01-01; "
          + "correct it, or leave it empty where the crosswalk shows it"
      ),
      (
        "provinces.csv", "2025-01-01,03", "2025-01-02,03",
        "provinces.csv:6: error: vintage \"2025-01-02\" is not declared in the definition; "
          + "use one of 2020-01-01, 2025-01-01, 2026-01-01"
      ),
      (
        "groups.csv", "03,Thái,Thai", "02,Thái,Thai",
        "groups.csv:4: error: group 02 is already on line 3; remove one of the two"
      ),
      (
        "groups.csv", "NK,Không", "NK,\"Không",
        "groups.csv:5: error: a quote is not closed before the end of the file; close it, or double a quote in a field"
      ),
    ])
  func line(_ table: String, _ old: String, _ new: String, _ expected: String) throws {
    let (definition, problems) = try SmallDefinition.replacing(old, with: new, in: table).load()
    #expect(definition == nil)
    #expect(problems.contains(expected), "\(problems)")
  }

  @Test("names an unknown commune at either end of a crosswalk")
  func unknownCommunes() throws {
    let old = try SmallDefinition.replacing("00003,00020", with: "00009,00020", in: "cross-1.csv").load().problems
    #expect(old[0].contains("commune 00003 of 2020-01-01 is not in the crosswalk"))
    #expect(old[1].hasPrefix("cross-1.csv:5: error: \"00009\" is not a commune of 2020-01-01"))
    let new = try SmallDefinition.replacing("00003,00020", with: "00003,00099", in: "cross-1.csv").load().problems
    #expect(new.contains { $0.hasPrefix("cross-1.csv:5: error: \"00099\" is not a commune of 2025-01-01") })
  }

  @Test("does not list thousands of problems of one file")
  func manyProblems() throws {
    var broken = SmallDefinition()
    broken.tables["old.csv"]! += String(repeating: "1,X,01\n", count: 1000)
    let problems = try broken.load().problems
    #expect(problems.count == 51)
    #expect(problems.last == "old.csv: error: 950 more problems in this file; correct those above first")
  }
}

import Testing

@testable import Definition

@Suite("Values as an analyst writes them")
struct ValueTests {
  @Test(
    "percentages are the double nearest to the share",
    arguments: [
      ("10 %", 0.1), ("10%", 0.1), ("0.5 %", 0.005), ("3 %", 0.03), ("70 %", 0.7), ("85 %", 0.85), ("100 %", 1),
      ("0", 0), ("-5 %", -0.05), ("1e-1", 0.1), (" 29 % ", 0.29), ("57 %", 0.57), ("0.60", 0.6),
    ])
  func percentage(_ text: String, _ value: Double) { #expect(DecimalShare.parse(text) == value) }

  @Test("anything else is no number", arguments: ["", "%", "ten", "10 % of", "1,5", "nan", "inf", "0x10", "1e999"])
  func noNumber(_ text: String) { #expect(DecimalShare.parse(text) == nil) }

  @Test("factors keep powers of ten apart")
  func factors() {
    #expect(DecimalShare.factor("1") == UnitFactor(multiplier: 1, scale: 0))
    #expect(DecimalShare.factor("1e-6") == UnitFactor(multiplier: 1, scale: -6))
    #expect(DecimalShare.factor("1e3") == UnitFactor(multiplier: 1, scale: 3))
    #expect(DecimalShare.factor("1000") == UnitFactor(multiplier: 1, scale: 3))
    #expect(DecimalShare.factor("0.40468564224") == UnitFactor(multiplier: 40_468_564_224, scale: -11))
    for text in ["0", "-1", "10 %", "x", ""] { #expect(DecimalShare.factor(text) == nil) }
  }

  @Test("the nearest name is suggested, and none that is far")
  func suggestions() {
    let names = ["threshold", "tolerance", "title"]
    #expect(SpellingSuggestion.nearest(to: "treshold", among: names) == "threshold")
    #expect(SpellingSuggestion.nearest(to: "Title", among: names) == "title")
    #expect(SpellingSuggestion.nearest(to: "zebra", among: names) == nil)
  }

  @Test("tables have quotes, both line ends, and names in one form")
  func tables() throws {
    let log = ProblemLog()
    let text = "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\",1\r\n\"two\nlines\",2\n,\n"
    let table = try #require(ReferenceTable(file: "t.csv", bytes: Array(text.utf8), log))
    #expect(log.isEmpty)
    #expect(table.columns == ["a", "b"])
    #expect((0..<table.rowCount).map { table.text($0, 0) } == ["x, \"y\"", "two\nlines", ""])
    #expect((0..<table.rowCount).map { table.place($0).line } == [2, 3, 5])
    let decomposed = "Tha\u{302}\u{301}t"
    #expect(Array(decomposed.normalizedC.utf8) == Array("Thất".utf8))
    #expect(Array("Đắk Lắk ộ".normalizedC.utf8) == Array("Đắk Lắk ộ".utf8))
  }
}

import Definition
import Testing

/// Patterns as they are used: in the headers of the small definition's table.
@Suite("A pattern") struct TextPatternTests {
  private func pattern(_ text: String) throws -> TextPattern {
    var small = TableSourceTests.definition
    small.yaml = small.yaml.replacingOccurrences(of: "\"Năm {year}*\"", with: "\"\(text)\"")
    let (definition, problems) = try small.load()
    #expect(problems == [])
    return try #require(definition?.sources.last?.table?.titles.first)
  }

  @Test(
    "reads periods",
    arguments: [
      ("{year}", "2026", "2026"), ("{year}", " 2026 ", "2026"), ("{year}", "20260", nil), ("{year}", "năm 2026", nil),
      ("{year}*", "2026 (sơ bộ)", "2026"), ("Quý {quarter}/{year}", "QUÝ IV/2026", "2026-Q4"),
      ("Quý {quarter} năm {year}", "quý 2  năm2026", "2026-Q2"), ("Quý {quarter}/{year}", "Quý 5/2026", nil),
      ("Tháng {month}/{year}", "tháng 03/2026", "2026-03"), ("Tháng {month}/{year}", "Tháng 13/2026", nil),
      ("{month}-{year}", "12-2026", "2026-12"), ("{month}-{year}", "112-2026", nil),
    ] as [(String, String, String?)])
  func periods(text: String, cell: String, period: String?) throws {
    #expect(try pattern(text).match(cell, anywhere: false)?.period == period)
  }

  @Test("finds a text anywhere in a line")
  func text() throws {
    #expect(try pattern("tỉnh {text}").match("UBND TỈNH LÂM  ĐỒNG ", anywhere: true)?.text == "LÂM ĐỒNG")
    #expect(try pattern("tỉnh {text},").match("UBND tỉnh Lâm Đồng, tháng 3", anywhere: true)?.text == "Lâm Đồng")
    #expect(try pattern("tỉnh {text}").match("Thành phố Huế", anywhere: true) == nil)
  }

  @Test("does not take long on a text made to")
  func hostile() throws {
    let text = String(repeating: "a b", count: 100_000)
    #expect(try pattern("*{text}c").match(text, anywhere: true) == nil)
    #expect(try pattern("*a{text}c").match(String(text.prefix(299)), anywhere: true) == nil)
  }
}

import Answers
import Foundation
import Testing

@Suite("Answers as text, JSON and CSV")
struct AnswerTests {
  private let answer = Answer(
    "sample", principal: "rows",
    [
      .facts(AnswerFacts(nil, [.init("value", nil, .number(0.28)), .init("kept", "is kept", .flag(true))])),
      .table(
        AnswerTable(
          "rows",
          [.init("code"), .init("name", nil, .name), .init("figure", nil, .figure), .init("exact", nil, .hidden)],
          [
            [.text("14"), .text("Tỉnh Sơn La, \"phía Bắc\""), .integer(123_456_789), .number(0.1 + 0.2)],
            [.text("08"), .text("Tuye\u{302}n Quang"), .missing, .list(["a", "b"])],
          ])),
    ])

  @Test("lines fit every width, names give way, figures do not", arguments: [24, 30, 36, 60, 200])
  func fits(width: Int) {
    let text = answer.text(Terminal(width: width, hasColour: false))
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    #expect(text.contains("123456789"))
    // Where not even a short name fits, it goes below its row, whole.
    #expect(text.contains("…") == (width == 36))
    #expect(text.contains("Bắc\"") == (width != 36))
    #expect(!text.contains("\u{1B}"))
  }

  @Test("without a terminal nothing is cut")
  func uncut() {
    let text = answer.written(.text, Terminal(width: nil, hasColour: false))
    #expect(
      text == """
        value   0.28
        is kept yes

        code  name                        figure
        14    Tỉnh Sơn La, "phía Bắc"  123456789
        08    Tuye\u{302}n Quang                      -

        """)
  }

  @Test("colour is around words alone")
  func colour() {
    let coloured = Answer(
      "sample", principal: "rows",
      [
        .table(
          AnswerTable(
            "rows", [.init("status"), .init("figure", nil, .figure)], [[.text("unmet", tone: .bad), .integer(1)]]))
      ])
    let terminal = Terminal(width: 80, hasColour: true)
    #expect(coloured.text(terminal).hasSuffix("\u{1B}[31munmet\u{1B}[0m        1"))
    #expect(!coloured.text(Terminal(width: 80, hasColour: false)).contains("\u{1B}"))
  }

  @Test("JSON has every value, exactly")
  func json() throws {
    let object = try JSONSerialization.jsonObject(with: Data(answer.json.utf8)) as? [String: Any]
    #expect(object?["answer"] as? String == "sample" && object?["kept"] as? Bool == true)
    let rows = try #require(object?["rows"] as? [[String: Any]])
    #expect(
      answer.json.contains("\"exact\": 0.30000000000000004")
        && rows[0]["name"] as? String == "Tỉnh Sơn La, \"phía Bắc\"")
    #expect(rows[1]["figure"] is NSNull && rows[1]["exact"] as? [String] == ["a", "b"])
  }

  @Test("CSV has the principal table, exactly")
  func csv() {
    #expect(
      answer.csv == "code,name,figure,exact\n14,\"Tỉnh Sơn La, \"\"phía Bắc\"\"\",123456789,0.30000000000000004\n"
        + "08,Tuye\u{302}n Quang,,a; b\n")
  }

  @Test("the environment decides width and colour where there is no terminal")
  func environment() {
    let descriptor = open("/dev/null", O_RDWR)
    defer { close(descriptor) }
    #expect(Terminal(descriptor: descriptor, environment: [:]) == Terminal(width: nil, hasColour: false))
    #expect(Terminal(descriptor: descriptor, environment: ["COLUMNS": "70"]) == Terminal(width: 70, hasColour: false))
    #expect(Terminal(descriptor: descriptor, environment: ["COLUMNS": "x"]).width == nil)
  }
}

import SDMX
import Testing

@Suite("SDMX-CSV in chunks")
struct DelimitedChunkTests {
  @Test("where chunks end makes no difference, to whatever rows", arguments: ["\n", "\r\n", "\r"])
  func chunks(lineEnd: String) throws {
    var rows = ["DATAFLOW,AREA,GROUP,MEASURE,OBS_VALUE,COMMENT_OBS"]
    for number in 0..<1500 {
      let comment =
        switch number % 97 {
        case 13: "\"a, \"\"b\"\"\(lineEnd)c\""
        case 29: String(repeating: "long, ", count: 800).replacing(",", with: ".")
        case 31: "\"\(String(repeating: "x,\"\"", count: 1500))\""
        case 41: "half\"quoted\""
        default: ""
        }
      // Fields at the front repeat those of the row before, as sorted exports have it.
      rows.append("X:Y(1.0),0\(number / 40),\(number / 10 % 4),M\(number % 10),\(number),\(comment)")
      if number % 61 == 0 { rows.append(["", "X:Y(1.0),one,two", ",,,,,", "X:Y(1.0),\u{0},0,M0,1,"][number / 61 % 4]) }
    }
    let text = rows.joined(separator: lineEnd)
    let whole = try Ingested(text)
    #expect(whole.rows.count == 1500)
    #expect(whole.column("OBS_VALUE") == (0..<1500).map(String.init))
    #expect(whole.column("AREA") == (0..<1500).map { "0\($0 / 40)" })
    #expect(whole.column("GROUP") == (0..<1500).map { "\($0 / 10 % 4)" })
    #expect(whole.column("MEASURE") == (0..<1500).map { "M\($0 % 10)" })
    #expect(whole.summary.rejects.count == 12)
    for chunk in [63, 64, 1000, 4096, 65_537] {
      let message = try Ingested(text, chunk: chunk)
      #expect(message.rows == whole.rows, "chunks of \(chunk) bytes")
      #expect(message.summary.rejects.described == whole.summary.rejects.described, "chunks of \(chunk) bytes")
    }
  }

  @Test("a row of more fields than are looked at ahead is read all the same")
  func manyFields() throws {
    let names = (0..<4000).map { "C\($0)" }
    let text =
      "DATAFLOW,\(names.joined(separator: ","))\n"
      + (0..<3).map { row in "X:Y(1.0),\(names.map { "\($0)-\(row)" }.joined(separator: ","))\n" }.joined()
    for chunk in [5000, 1 << 20] {
      let message = try Ingested(text, chunk: chunk)
      #expect(message.column("C0") == ["C0-0", "C0-1", "C0-2"])
      #expect(message.column("C3999") == ["C3999-0", "C3999-1", "C3999-2"])
    }
  }
}

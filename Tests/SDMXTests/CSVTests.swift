import SDMX
import Testing

@Suite("SDMX-CSV")
struct CSVTests {
  static let header = "STRUCTURE,STRUCTURE_ID,ACTION,AREA,TIME_PERIOD,OBS_VALUE,COMMENT_OBS\n"

  @Test("quoting, line ends inside values, blank lines and all kinds of line ends keep lines and values")
  func quoting() throws {
    let text =
      Self.header + "dataflow,X:Y(1.0),I,\"a,\"\"b\"\"\",2026,1,\"line one\nline two\"\r\n\r\n"
      + "dataflow,X:Y(1.0),I,b,2026,,\"\"\rdataflow,X:Y(1.0),R,\"c\"d,2026,\"3\",x\"y\"\n"
    for chunk in [1, 2, 3, 7, 1000] {
      let message = try Ingested(text, chunk: chunk)
      #expect(message.column("AREA") == ["a,\"b\"", "b", "cd"])
      #expect(message.column("COMMENT_OBS") == ["line one\nline two", "", "x\"y\""])
      #expect(message.column("OBS_VALUE") == ["1", "", "3"])
      #expect(message.column("line") == ["2", "5", "6"])
      #expect(message.column("record") == ["1", "2", "3"])
      #expect(message.column("action") == ["I", "I", "R"])
    }
  }

  @Test("any separator is recognised", arguments: [",", ";", "\t", "|", "#", "^"])
  func separators(separator: String) throws {
    let text = (Self.header + "dataflow,X:Y(1.0),M,a,2026,1,\n").replacing(",", with: separator)
    let message = try Ingested(text)
    #expect(message.summary.format == "SDMX-CSV 2.1")
    #expect(message.column("structure") == ["X:Y(1.0)"])
    #expect(message.column("AREA") == ["a"])
  }

  @Test("version 1.0, with labels; a comment with a colon is no label")
  func versionOne() throws {
    let message = try Ingested(
      """
      DATAFLOW,AREA: Area,OBS_VALUE,COMMENT_OBS: Comment
      X:Y(1.0): A title,10: Hà Nội,5,Note: see below
      X:Y(1.0): A title,10:20,5,
      """)
    #expect(message.summary.format == "SDMX-CSV 1.0")
    #expect(message.column("structure") == ["X:Y(1.0)", "X:Y(1.0)"])
    #expect(message.column("AREA") == ["10", "10:20"])
    #expect(message.column("COMMENT_OBS") == ["Note: see below", ""])
    #expect(message.column("action") == ["", ""])
  }

  @Test("columns in any order; names of labels=name go, a lone custom column stays")
  func names() throws {
    let message = try Ingested(
      """
      AREA,Area name,STRUCTURE_ID,UPDATED,STRUCTURE_NAME,SEX,Sex name,STRUCTURE,OBS_VALUE,Value name
      01,Hà Nội,X:Y(1.0),today,A title,F,Female,dataflow,7,
      """)
    #expect(
      message.rows.map { $0.keys.sorted() } == [
        ["AREA", "OBS_VALUE", "SEX", "UPDATED", "action", "column", "line", "member", "record", "structure"]
      ])
    #expect(message.column("SEX") == ["F"])
  }

  @Test("several values in a cell stay as delivered")
  func multiple() throws {
    let message = try Ingested("STRUCTURE[;],STRUCTURE_ID,A: Area,N[]: Note\ndataflow,X:Y(1.0),1: One,a: A;b: B\n")
    #expect(message.column("A") == ["1"])
    #expect(message.column("N") == ["a: A;b: B"])
  }

  @Test("a row of the wrong length is rejected with its line, the others are read")
  func wrongLength() throws {
    let good = "dataflow,X:Y(1.0),I,a,2026,1,\n"
    let message = try Ingested(Self.header + good + "dataflow,X:Y(1.0),I,a,2026\n" + good + "x" + good + ",\n" + good)
    #expect(message.rows.count == 4)
    #expect(message.summary.rejects.count == 2)
    #expect(message.summary.rejects.described.map(\.code) == ["field_count", "field_count"])
    #expect(message.summary.rejects.described.map(\.line) == [3, 6])
    #expect(message.column("record") == ["1", "3", "4", "6"])
  }

  @Test("rows that all leave out the last column are read, and it is told")
  func shortRows() throws {
    let message = try Ingested(Self.header + String(repeating: "dataflow,X:Y(1.0),I,a,2026,1\n", count: 3))
    #expect(message.rows.count == 3)
    #expect(message.column("COMMENT_OBS") == ["-", "-", "-"])
    #expect(message.summary.notes.count == 1)
  }

  @Test("the name of the structure alone, without names of the components, takes no column away")
  func structureName() throws {
    for other in ["", "SEX,"] {
      let message = try Ingested(
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,AREA,FREQ,\(other)TIME_PERIOD,OBS_VALUE\n"
          + "dataflow,X:Y(1.0),A title,I,01,A,\(other)2026,7\n")
      #expect(message.column("AREA") == ["01"])
      #expect(message.column("FREQ") == ["A"])
      #expect(message.column("TIME_PERIOD") == ["2026"])
      #expect(message.column("OBS_VALUE") == ["7"])
    }
    let named = try Ingested(
      "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,AREA,AREA,TIME_PERIOD,TIME_PERIOD,OBS_VALUE,OBS_VALUE\n"
        + "dataflow,X:Y(1.0),A title,01,Hà Nội,2026,,7,\n")
    #expect(named.column("AREA") == ["01"])
    #expect(named.column("OBS_VALUE") == ["7"])
  }

  @Test("what spreadsheet programs leave: a line naming the separator, blanks in the header, cleared rows")
  func spreadsheets() throws {
    for chunk in [1, 1000] {
      let message = try Ingested(
        "sep=;\r\nDATAFLOW; AREA ;OBS_VALUE\r\nX:Y(1.0);01;1\r\n;;\r\n   \r\nX:Y(1.0);02;2\r\n", chunk: chunk)
      #expect(message.summary.format == "SDMX-CSV 1.0")
      #expect(message.column("AREA") == ["01", "02"])
      #expect(message.column("OBS_VALUE") == ["1", "2"])
      #expect(message.column("line") == ["3", "6"])
      #expect(message.column("record") == ["1", "2"])
      #expect(message.summary.rejects.count == 0)
    }
  }

  @Test("what is no text, and an unknown action, is rejected with field, line and column")
  func rejectedValues() throws {
    var bytes = Array((Self.header + "dataflow,X:Y(1.0),I,\"é\n").utf8)
    bytes += [0xFF, 0x22] + Array(",2026,1,\ndataflow,X:Y(1.0),I,a\u{0}b,2026,1,\n".utf8)
    bytes += Array("dataflow,X:Y(1.0),Q,a,2026,1,\n".utf8)
    let rejects = try Ingested(bytes).summary.rejects.described
    #expect(rejects.map(\.code) == ["invalid_encoding", "nul_byte", "unknown_action"])
    #expect(rejects.map(\.field) == ["AREA", "AREA", "ACTION"])
    #expect(rejects.map(\.line) == [2, 4, 5])
    #expect(rejects.map(\.column) == [21, 21, 19])
    #expect(rejects.map(\.record) == [1, 2, 3])
  }

  @Test("headers that cannot be meant, endless quotes and endless rows end the delivery")
  func broken() throws {
    #expect(errorCode("DATAFLOW,A,A\nx,1,2\n") == .invalidHeader)
    #expect(errorCode("A,B\n1,2\n") == .notRecognised)
    #expect(errorCode("") == .notRecognised)
    #expect(errorCode(Self.header + "dataflow,\"X\n") == .unclosedQuote)
    #expect(errorCode(Self.header + String(repeating: "x", count: 5 << 20)) == .limitRecord)
    let wide = "STRUCTURE,STRUCTURE_ID," + (0..<200_000).map { "C\($0)" }.joined(separator: ",")
    #expect(errorCode(wide) == .limitColumns)
  }
}

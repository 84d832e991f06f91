import SDMX
import Testing

/// What is read as plain markup must not differ from what libxml2 reads: in chunks shorter than any margin nothing is
/// plain, so that libxml2 reads all of it.
@Suite("Plain markup and libxml2 agree")
struct PlainMarkupTests {
  private static let libraryOnly = 100

  /// A message with `body` in the middle of enough plain observations, one line each.
  private func message(_ body: String, root: String = "StructureSpecificData") -> String {
    let plain = (0..<12).map { "<Obs A=\"\($0)\" B=\"x\" C='y z'/>" }.joined(separator: "\n")
    return XMLSamples.message(root, "<mes:DataSet>\(plain)\n\(body)\n\(plain)\n</mes:DataSet>")
  }

  private func expectSame(_ bytes: [UInt8], _ what: String) {
    let whole = Result { try Ingested(bytes) }
    let library = Result { try Ingested(bytes, chunk: Self.libraryOnly) }
    switch (whole, library) {
    case (.success(let whole), .success(let library)):
      #expect(whole.rows == library.rows, "\(what)")
      #expect(whole.summary.notes == library.summary.notes, "\(what)")
    case (.failure(let whole as MessageError), .failure(let library as MessageError)):
      #expect(whole.line == library.line, "\(what)")
      #expect(whole.record == library.record, "\(what)")
      #expect(whole.path == library.path, "\(what)")
    default: Issue.record("\(what): \(whole) but \(library)")
    }
  }

  @Test(
    "whatever stands between",
    arguments: [
      "<Obs A=\"1\" B=\"2\"/><Obs B=\"2\" A=\"1\"/>", "<Obs\n  A=\"1\"\n\tB='2'\n/>", "<Obs A = \"1\" B= \"2\" />",
      "<Obs A=\"a &amp; b\"/>", "<Obs A=\"&#x110;\"/>", "<Obs A=\"Xã Tô Hiệu\" B=\"日本\"/> <Obs A=\"𝒳\"/>",
      "<Obs A=\"a > b\" B='say \"x\"' C=\"it's\"/>", "<Obs A=\"\u{7F}\"/>", "<Obs A=\"tab\there\"/>",
      "<Obs A=\"line\nend\"/>", "<Obs/>", "<Obs></Obs>", "<Obs A=\"1\"></Obs >", "<ns:Obs A=\"1\"/>",
      "<Obs xsi:type=\"T\" A=\"1\"/>", "<Obs ss:action=\"Delete\" A=\"1\"/>", "<Obs xmlns=\"u\" A=\"1\"/>",
      "<Obs xml:lang=\"vi\" A=\"1\"/>", "<!-- <Obs A=\"1\"/> --><?p <Obs/> ?><![CDATA[ <Obs/> ]]>",
      "<Obs A=\"1\"><Comp id=\"M\"><Value>x</Value><Value> y &lt; z </Value></Comp></Obs>",
      "<Series S=\"1\"><Obs A=\"1\"/>\r\n<Obs A=\"2\"/><!-- x --><Obs A=\"3\"/></Series>",
      "<Series S=\"1\"><Obs A=\"1\"><Comp id=\"M\"><Value>x\r\ny</Value></Comp></Obs></Series>",
      "<Series S=\"1\"/><Series S=\"2\"></Series>", "<Unknown A=\"1\"><Obs A=\"2\">text</Obs></Unknown>",
      "<Group A=\"3\" G=\"late\"/>", "<Obs A=\"\(String(repeating: "long ", count: 2000))\"/>",
      "<Obs \((0..<300).map { "A\($0)=\"\($0)\"" }.joined(separator: " "))/>",
      "<Obs \(String(repeating: "N", count: 200))=\"1\"/>", "<TÊN A=\"1\"/>", "<Obs TÊN=\"1\"/>",
      "text ]] > text", "\u{FEFF}",
    ])
  func agree(body: String) {
    expectSame(Array(message(body).utf8), body)
    expectSame(Array(message(body, root: "GenericData").utf8), body)
  }

  @Test(
    "what is wrong is wrong for both",
    arguments: [
      "<Obs A=\"1\" A=\"2\"/>", "<Obs A=\"1\"B=\"2\"/>", "<Obs A=\"<\"/>", "<Obs A=\"a & b\"/>", "<Obs A=\"&x;\"/>",
      "<Obs A=\"\u{1}\"/>", "<Obs A=\"\u{FFFF}\"/>", "<Obs A=1/>", "<Obs A/>", "<Obs A=\"1\"/ >", "<Obs A=\"1\"></Obz>",
      "<Series><Obs A=\"1\"/></Serie>", "</Obs>", "< Obs A=\"1\"/>", "<1 A=\"1\"/>", "<Obs 1=\"1\"/>", "<Obs A=\"1\"",
      "]]>", "<Obs A=\"1\"/></mes:DataSet></mes:DataSet>", "<a:b:c A=\"1\"/>", "<Obs A=\"1' B='2\"/>",
    ])
  func disagree(body: String) {
    expectSame(Array(message(body).utf8), body)
  }

  @Test("wherever a byte is damaged")
  func damage() {
    let whole = Array(
      message("<Series S=\"đ\">\n<Obs A=\"1\"/><Obs A=\"a &gt; b\"\n B=\"2\"/><!-- - --></Series><Obs A=\"1\"/>").utf8)
    let start = whole.count - 900
    for (number, position) in stride(from: start, to: whole.count - 20, by: 3).enumerated() {
      let bytes: [UInt8] = [0x22, 0x3C, 0x3E, 0x26, 0x2F, 0x3D, 0x20, 0x0A, 0x0D, 0xC3, 0xFF, 0x00, 0x27, 0x5D]
      var damaged = whole
      damaged[position] = bytes[number % bytes.count]
      expectSame(damaged, "byte \(position) is \(damaged[position])")
      damaged = whole
      damaged.remove(at: position)
      expectSame(damaged, "byte \(position) is gone")
    }
  }

  @Test("places are those of the start tags, on whatever line and behind whatever letters")
  func places() throws {
    let body =
      "<Obs A=\"1\"/> <Obs\n A=\"ế\"\n/><Obs A=\"đđ\"/><!-- ế --><Obs A=\"&lt;\"/><Obs\nA=\"5\"/>\n   <Obs A=\"6\"/>"
    let whole = XMLSamples.message("StructureSpecificData", "<mes:DataSet>\n\(body)\n</mes:DataSet>")
    for chunk in [1, 100, 200, 300, 1 << 20] {
      let message = try Ingested(whole, chunk: chunk)
      #expect(message.column("line") == ["11", "11", "13", "13", "13", "15"], "\(chunk)")
      #expect(message.column("column") == ["1", "14", "3", "26", "41", "4"], "\(chunk)")
    }
  }
}

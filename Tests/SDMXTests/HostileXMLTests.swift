import Foundation
import SDMX
import Testing

@Suite("XML that is broken, hostile, or no data")
struct HostileXMLTests {
  private func message(_ body: String) -> String {
    XMLSamples.message("StructureSpecificData", "<mes:DataSet>\(body)</mes:DataSet>")
  }

  @Test("document types and entities are refused, whatever they would do")
  func entities() {
    let laughs =
      "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><l>&b;</l>"
    #expect(errorCode(laughs) == .entityDeclared)
    #expect(errorCode("<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><l>&x;</l>") == .entityDeclared)
    #expect(errorCode("<!DOCTYPE l SYSTEM \"http://127.0.0.1:1/l.dtd\"><l/>") == .entityDeclared)
    #expect(errorCode(message("<Obs A=\"&undeclared;\"/>")) == .malformedXML)
  }

  @Test("nesting, attributes and values end at their limits, soon")
  func limits() {
    #expect(errorCode(message(String(repeating: "<a>", count: 100_000))) == .limitDepth)
    #expect(errorCode(message("<Obs A=\"" + String(repeating: "x", count: 2 << 20) + "\"/>")) == .limitValue)
    #expect(errorCode(message("<Obs A=\"" + String(repeating: "x", count: 30 << 20) + "\"/>")) == .limitRecord)
    let many = (0..<200_000).map { "A\($0)=\"\"" }.joined(separator: " ")
    #expect(errorCode(message("<Obs \(many)/>")) == .limitColumns)
    let names = (0..<5000).map { "<Obs A\($0)=\"1\"/>" }.joined()
    #expect(errorCode(message(names)) == .limitColumns)
    let groups = (0..<5000).map { "<Group A=\"\($0)\" B=\"\($0)\"/>" }.joined()
    #expect(errorCode(message(groups), limits: MessageLimits(groupBytes: 10_000)) == .limitGroups)
  }

  @Test("wherever a message is cut, it is truncated, and never read as if it were whole")
  func truncated() {
    let whole = message("<Series A=\"1\"><Obs B=\"2\"/><Obs B=\"3\"/></Series>")
    // Behind the root's end tag nothing is missing.
    for length in stride(from: 60, to: whole.utf8.count - 1, by: 7) {
      let code = errorCode(String(whole.prefix(length)))
      #expect(code == .truncated, "cut after \(length): \(String(describing: code))")
    }
  }

  @Test("an error names line, element and record")
  func place() throws {
    do {
      _ = try Ingested(message("<Obs A=\"1\"/>\n<Obs A=\"2\"></Obz>"))
      Issue.record("no error")
    } catch let error as MessageError {
      #expect(error.code == .malformedXML)
      #expect(error.line == 11)
      #expect(error.record == 2)
      #expect(error.path.hasPrefix("StructureSpecificData/DataSet"))
    }
  }

  @Test("encodings: declared ones are honoured, false and unknown ones refused")
  func encodings() throws {
    let declared = XMLSamples.message("StructureSpecificData", "<mes:DataSet><Obs A=\"H@\"/></mes:DataSet>")
      .replacing("UTF-8", with: "ISO-8859-1")
    let latin = declared.utf8.map { $0 == UInt8(ascii: "@") ? 0xE0 : $0 }
    #expect(try Ingested(latin).column("A") == ["Hà"])
    #expect(errorCode("<?xml version=\"1.0\" encoding=\"KLINGON\"?><a/>") == .invalidEncoding)
    let wrong = message("<Obs A=\"@\"/>").utf8.map { $0 == UInt8(ascii: "@") ? 0xFF : $0 }
    #expect(throws: MessageError.self) { try Ingested(Array(wrong)) }
    #expect(errorCode(message("<Obs A=\"\u{0}\"/>")) == .invalidEncoding)
  }

  @Test(
    "bytes that the declared encoding does not have end the message, however late they come",
    arguments: [100, 4096, 1 << 20])
  func lateBytes(chunk: Int) throws {
    // Libxml2 decodes what it is given later by itself, and says nothing where it cannot.
    let plain = String(repeating: "<Obs A=\"1\"/>\n", count: 10_000)
    let declared = message(plain + "<Obs A=\"@\"/>" + plain).replacing("UTF-8", with: "windows-1252")
    let wrong = declared.utf8.map { $0 == UInt8(ascii: "@") ? 0x81 : $0 }
    let error = #expect(throws: MessageError.self) { try Ingested(Array(wrong), chunk: chunk) }
    #expect(error?.code == .invalidEncoding)
    #expect(error?.line ?? 0 > 5000)
  }

  @Test(
    "what was found to lose records ends the message", arguments: ["undecodable.xml", "silent-at-the-end.xml"],
    [100, 4096, 1 << 20])
  func found(name: String, chunk: Int) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fuzz/found/sdmx/" + name).path()
    let bytes = Array(try #require(FileManager.default.contents(atPath: path)))
    let error = #expect(throws: MessageError.self) { try Ingested(bytes, chunk: chunk) }
    // How much libxml2 has seen decides which of the two it stumbles over.
    #expect(error?.code == .invalidEncoding || error?.code == .malformedXML)
  }

  @Test("a quotation mark too few is no end in the middle, however the message comes", arguments: [100, 1 << 20])
  func missingQuote(chunk: Int) {
    let wrong = message("<Obs A=\"1\"/><Obs A=\"1\" B\"=\"2\"/><Obs A=\"3\"/>")
    #expect(throws: MessageError.self) { try Ingested(Array(wrong.utf8), chunk: chunk) }
    #expect(errorCode(wrong) == .malformedXML)
    let whole = message("<Obs A=\"1\"/><Obs A=\"3\"><![CDATA[ <Obs/> ]]></Obs>")
    for end in ["A=\"3", "<Obs A=\"3\"", "<![CDATA[ <Obs/>"] {
      let cut = whole[..<(whole.range(of: end)?.upperBound ?? whole.endIndex)]
      #expect(errorCode(String(cut)) == .truncated, "cut after \(end)")
    }
  }

  @Test("messages that hold no data, or none that is read, say what they are")
  func others() throws {
    let address = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
    #expect(try Ingested("<m:Structure xmlns:m=\"\(address)\"><m:Header/></m:Structure>").summary.setAside != nil)
    #expect(errorCode("<m:CrossSectionalData xmlns:m=\"\(address)\"/>") == .notSupported)
    #expect(errorCode("<m:UtilityData xmlns:m=\"\(address)\"/>") == .notSupported)
    #expect(errorCode("<m:Error xmlns:m=\"\(address)\"/>") == .notSupported)
    #expect(errorCode("<a><b/></a>") == .notRecognised)
    #expect(errorCode("<!DOCTYPE html><html></html>") == .notRecognised)
  }
}

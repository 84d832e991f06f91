import Definition
import Foundation
import Testing
import Vocabulary

@testable import Publish

@Suite("SDMX message of the aggregates")
struct AggregateMessageTests {
  @Test("units have codes that deliveries may have")
  func units() throws {
    let measures = try InventedWorkspace.programme.get().measures
    for measure in measures { #expect(measure.unitFactors[measure.unitCode] == UnitFactor(), "\(measure.code)") }
    func code(_ measure: String) -> String? { measures.first { $0.code == measure }?.unitCode }
    #expect(code("HH") == "HOUSEHOLDS" && code("COMMUNES") == "COMMUNES" && code("INCOME") == "MILLION_VND")
    // Without a list of accepted codes the unit's own name is the code.
    #expect(SmallDefinition.definition.measures.map(\.unitCode).contains("HOUSEHOLDS"))
  }

  @Test("what is withheld stands in no cell, and every row has its structure")
  func withheld() throws {
    var hidden = 0
    for seed in 1...8 {
      hidden += try hiddenRows(InventedWorkspace(SmallDefinition.definition, years: [2026], seed: UInt64(seed)))
    }
    #expect(hidden > 0)
  }

  /// Writes and checks a message; how many of its observations are withheld.
  private func hiddenRows(_ invented: InventedWorkspace) throws -> Int {
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let definition = invented.definition
    let content = try PublishedContent(definition, invented.workspace, invented.run, jobs: 1, firstSeen: nil)
    let file = try AggregateMessage.write(content, in: invented.folder)
    let text = try String(contentsOfFile: invented.folder + "/" + file.name, encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines[0] == AggregateMessage.layout(definition).columns.map(\.name))
    #expect(lines.count == content.sums.count + 1 && file.rows == content.sums.count)
    var hidden = 0
    for (line, (sum, reason)) in zip(lines.dropFirst(), zip(content.sums, content.withheld)) {
      #expect(line.count == 18 && line.prefix(4) == ["dataflow", "MILEPOST:AGGREGATES(1.0)", "I", "A"])
      if sum.reporting == 0 {
        #expect(line[10].isEmpty && line[12] == "O" && line[13].isEmpty)
      } else if let reason {
        hidden += 1
        #expect(line[10].isEmpty && line[12] == "Q" && line[13] == reason)
      } else {
        #expect(Double(line[10]) == sum.value && ["A", "E", "P"].contains(line[12]) && line[13] == "F")
      }
    }
    return hidden
  }

  @Test("names are escaped in the structure")
  func escaping() {
    let element = XMLText("a", [("b", "<\"&'>")], [XMLText("c", text: "x < y & z"), XMLText("d")])
    #expect(
      element.document == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a b="&lt;&quot;&amp;&#39;&gt;">
          <c>x &lt; y &amp; z</c>
          <d/>
        </a>

        """)
  }
}

import Foundation
import Ingest
import Records
import Testing

@Suite("messages that other people's tools wrote")
struct CorporaTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/corpora/sdmx")

  @Test("every file is read whole, and is the format it is")
  func counts() throws {
    let scratch = try Scratch()
    let expected = try String(contentsOf: Self.folder.appending(path: "expected.csv"), encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(expected.count == 20)
    for line in expected {
      try scratch.deliver(Array(Data(contentsOf: Self.folder.appending(path: line[0]))), as: line[0])
    }
    let entries = try scratch.ingest()
    for line in expected {
      let entry = try #require(entries[line[0]])
      #expect(entry.records == Int64(line[1]), "\(line[0])")
      #expect(entry.rejected == 0, "\(line[0])")
      #expect(entry.outcome == .read)
      // The names of the samples begin with format and version: csv20-…, sdmx21-….
      let version = line[0].drop { !$0.isNumber }.prefix(2).map(String.init).joined(separator: ".")
      #expect(entry.format.contains(line[0].hasPrefix("csv") ? "CSV \(version)" : "ML \(version)"))
      #expect(try scratch.table(entry).rowCount == Int(entry.records))
    }
  }
}

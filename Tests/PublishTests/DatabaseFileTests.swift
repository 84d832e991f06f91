import Foundation
import GRDB
import Synthesis
import Testing

@testable import Publish

/// What is bound as bytes and numbers is read back through another library.
@Suite("Database file")
struct DatabaseFileTests {
  /// A row as SQLite gives it back.
  private struct Row {
    let key: Int, word: String, text: String, number: Double, integer: Int?
  }

  private static let words = ["", "a", "Đắk Lắk", "a,b", "A", String(repeating: "long ", count: 300)]
  private static let integers = [
    0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, -32_769, 8_388_607, 8_388_608, -8_388_609, 2_147_483_647,
    2_147_483_648, 140_737_488_355_327, 140_737_488_355_328, .max, .min,
  ]
  private static let numbers = [
    0.0, -0.0, 1, -1, 0.1, 1e-300, 1e300, .infinity, -.infinity, .nan, 140_737_488_355_327, 140_737_488_355_328, 1e17,
    -3.5,
  ]

  private static let table = PublishedTable(
    name: "odd \"table\"", title: "", description: "",
    columns: [
      PublishedColumn(name: "key", kind: .integer, title: "", description: "", isRequired: true),
      PublishedColumn(name: "word", kind: .text, title: "", description: ""),
      PublishedColumn(name: "the text", kind: .text, title: "", description: ""),
      PublishedColumn(name: "number", kind: .number, title: "", description: ""),
      PublishedColumn(name: "integer", kind: .integer, title: "", description: ""),
    ], indexes: [["the text"], ["integer", "word"], ["word", "key"]])

  /// Rows whose texts are now short, now longer than a page, with keys in no order.
  private func rows(_ count: Int, longest: Int) -> [Row] {
    var random = SplitMix64(seed: UInt64(count + longest))
    return (0..<count).map { _ in 0 }.indices.shuffled(using: &random).map { key in
      let length = Int.random(in: 0...Int.random(in: 0...longest, using: &random), using: &random)
      let letters = "abcăâđ\u{301}😀".unicodeScalars.map(String.init)
      let text = (0..<length).map { _ in letters.randomElement(using: &random)! }.joined()
      return Row(
        key: key, word: Self.words.randomElement(using: &random)!, text: text,
        number: Self.numbers.randomElement(using: &random)!,
        integer: Bool.random(using: &random) ? nil : Self.integers.randomElement(using: &random)!)
    }
  }

  private func write(_ rows: [Row], in folder: String) throws -> PublishedFile {
    try? FileManager.default.removeItem(atPath: folder + "/" + DatabaseFile.name)
    let file = try DatabaseFile(in: folder)
    let words = Words(Self.words)
    try file.add(Self.table) { writer in
      for row in rows {
        writer.append(integer: row.key)
        writer.append(words, Self.words.firstIndex(of: row.word)!)
        writer.append(text: row.text)
        writer.append(number: row.number)
        writer.append(integer: row.integer)
        try writer.endRow()
      }
    }
    try file.add(view: "CREATE VIEW few AS SELECT * FROM \"odd \"\"table\"\"\" LIMIT 1")
    return try file.finish()
  }

  @Test(
    "is a database that holds the rows, whatever their number and size",
    arguments: [(0, 0), (1, 9), (3, 30_000), (90, 5000), (2000, 300), (400, 2500), (40_000, 20)])
  func readBack(count: Int, longest: Int) throws {
    let folder = NSTemporaryDirectory() + "database-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let rows = rows(count, longest: longest)
    let file = try write(rows, in: folder)
    #expect(try write(rows, in: folder).sha256 == file.sha256)
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: folder + "/" + DatabaseFile.name, configuration: configuration)
    try queue.read { (database: Database) throws -> Void in
      #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
      #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM few") == min(count, 1))
      let found = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM \"odd \"\"table\"\"\" ORDER BY rowid")
      #expect(found.count == rows.count)
      for (row, found) in zip(rows, found) {
        #expect(found["key"] == row.key)
        #expect((found["word"] as String?) == (row.word.isEmpty ? nil : row.word))
        #expect(
          (found["the text"] as String?).map { Array($0.utf8) } == (row.text.isEmpty ? nil : Array(row.text.utf8)))
        #expect((found["number"] as Double?) == (row.number.isNaN ? nil : row.number))
        #expect((found["integer"] as Int?) == row.integer)
      }
      #expect(
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM \"odd \"\"table\"\"\" WHERE typeof(number) NOT IN ('real', 'null')") == 0
      )
      // Through an index, in its order.
      let byIndex =
        "SELECT key FROM \"odd \"\"table\"\"\" INDEXED BY \"odd \"\"table\"\"_the text\" ORDER BY \"the text\""
      let inOrder = rows.enumerated().sorted { a, b in
        let (first, second) = (Array(a.element.text.utf8), Array(b.element.text.utf8))
        return first == second ? a.offset < b.offset : first.lexicographicallyPrecedes(second)
      }
      #expect(try Int.fetchAll(database, sql: byIndex) == inOrder.map(\.element.key))
    }
  }
}

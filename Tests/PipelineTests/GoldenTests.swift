import Foundation
import Testing

/// The committed inbox gives the committed figures, byte for byte.
@Suite struct GoldenTests {
  @Test(arguments: [
    "compliance.csv", "flags.csv", "aggregates.csv", "origins.csv", "deliveries.csv", "rejects.csv",
    "aggregates.sdmx.csv", "aggregates.structure.xml",
  ])
  func expectedOutput(name: String) throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let expected = try String(contentsOfFile: Program.root + "/Fixtures/expected/" + name, encoding: .utf8)
    let found = try String(contentsOfFile: site.out + "/" + name, encoding: .utf8)
    if expected == found { return }
    let lines = zip(
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      found.split(separator: "\n", omittingEmptySubsequences: false))
    let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(name) differs from Fixtures/expected at line \((first?.offset ?? 0) + 1)
      expected: \(first?.element.0 ?? "(fewer or more lines)")
      found:    \(first?.element.1 ?? "(fewer or more lines)")
      If the new figures are right, `make fixtures` rewrites the golden files.
      """)
  }

  @Test func everyStatusAndOutlookIsShown() throws {
    let text = try String(contentsOfFile: Program.root + "/Fixtures/expected/compliance.csv", encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let statuses = Set(rows.map { String($0[12]) })
    let outlooks = Set(rows.map { String($0[24]) })
    #expect(
      statuses == [
        "met", "met_within_tolerance", "unmet", "insufficient_coverage", "no_data", "not_applicable", "suppressed",
      ])
    #expect(outlooks == ["on_track", "slow", "insufficient", "moving_away", "achieved", "unknown"])
    // Exactly at the threshold, unrounded: < 10 % fails, >= 70 % passes.
    #expect(rows.contains { $0[0] == "T02" && $0[8] == "0.1" && $0[12] == "unmet" })
    #expect(rows.contains { $0[0] == "T04" && $0[8] == "0.7" && $0[12] == "met" })
  }

  /// Every row that Fixtures/README.md names says there what the golden file says.
  @Test func scenariosAreAsDescribed() throws {
    let text = try String(contentsOfFile: Program.root + "/Fixtures/expected/compliance.csv", encoding: .utf8)
    var rows: [String: [Substring]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let row = line.split(separator: ",", omittingEmptySubsequences: false)
      rows["\(row[0]) \(row[2]) \(row[4]) \(row[7])"] = row
    }
    let statuses: Set<String> = [
      "met", "met_within_tolerance", "unmet", "insufficient_coverage", "no_data", "not_applicable", "suppressed",
    ]
    let outlooks: Set<String> = ["on_track", "slow", "insufficient", "moving_away", "achieved", "unknown"]
    var checked = 0
    let readme = try String(contentsOfFile: Program.root + "/Fixtures/README.md", encoding: .utf8)
    for line in readme.split(separator: "\n") where line.hasPrefix("|") {
      let names = line.matches(of: /\b([TM]\d\d[ab]?) (VN|\d\d) (\S+) (\d{4})\b/).map { String($0.0) }
      guard names.count == 1, let name = names.first else { continue }
      if line.contains("no such row") {
        #expect(rows[name] == nil, "\(name) is there")
        checked += 1
        continue
      }
      let row = try #require(rows[name], "\(name) is not in the golden file")
      for word in line.matches(of: /`([a-z_]+)`/).map({ String($0.1) }) {
        if statuses.contains(word) { #expect(row[12] == word, "\(name)") }
        if outlooks.contains(word) { #expect(row[24] == word, "\(name)") }
        checked += 1
      }
    }
    #expect(checked > 40)
  }
}

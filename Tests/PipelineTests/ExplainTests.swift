import Foundation
import Testing

/// `milepost explain`, `status` and `fixtures`, as an analyst uses them.
@Suite struct ExplainTests {
  @Test func aFigureLeadsToItsLines() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Program("milepost").run(
      ["explain", "T02", "--area", "14", "--group", "08", "--period", "2026"] + site.options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for word in ["value ", "threshold ", "< 0.1", "numerator ", "denominator ", "HH_POOR", "record ", "line "] {
      #expect(outcome.output.contains(word), "no \(word) in \(outcome.output)")
    }
    // Every line it names holds the area, group and measure it says.
    let pattern = /(?<measure>HH\w*) (?<group>\S+) \S+ (?<period>\S+): \S+  (?<file>\S+), record \d+, line (?<line>\d+)/
    var checked = 0
    for match in outcome.output.matches(of: pattern) {
      let path = site.inbox + "/" + match.file
      guard match.file.hasSuffix(".csv") else { continue }
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
      let line = lines[try #require(Int(match.line)) - 1]
      #expect(line.contains(match.measure) && line.contains(match.group) && line.contains(match.period))
      checked += 1
    }
    #expect(checked > 0, "no line of a plain CSV delivery was named in \(outcome.output)")
  }

  @Test(arguments: [
    (["T99", "--period", "2026"], "no such target"), (["T02", "--area", "99", "--period", "2026"], "not a province"),
    (["T02", "--group", "77", "--period", "2026"], "no such group"), (["T02", "--period", "soon"], "not a year"),
    (["T02", "--period", "1999"], "has no row"),
  ]) func unknownFigures(arguments: [String], message: String) throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Program("milepost").run(["explain"] + arguments + site.options)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message))
  }

  @Test func statusBeforeAndAfter() throws {
    let site = try Site()
    #expect(try Program("milepost").run(["status"] + site.options).status == 1)
    #expect(try site.run().status == 0)
    let outcome = try Program("milepost").run(["status"] + site.options)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("T02") && outcome.output.contains("within its error budget"))
  }

  @Test func fixturesAreTheCommittedInbox() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program("milepost").run(["fixtures", "--out", folder.path + "/inbox"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try Site.contents(of: folder.path + "/inbox") == Site.contents(of: Program.root + "/Fixtures/inbox"))
    #expect(try Program("milepost").run(["fixtures", "--out", folder.path + "/inbox"]).status == 2)
  }
}

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
    // Every line it names is there, and speaks of the period; in a table with everything on the line, of all the rest.
    let pattern = /(?<measure>HH\w*) (?<group>\S+) \S+ (?<period>\S+): \S+  (?<file>\S+), record \d+, line (?<line>\d+)/
    var checked = 0
    for match in outcome.output.matches(of: pattern) {
      let lines = try unpacked(site.inbox + "/" + match.file).split(separator: "\n", omittingEmptySubsequences: false)
      let line = lines[try #require(Int(match.line)) - 1]
      #expect(line.contains(match.period), "\(match.0): \(line)")
      if !line.hasPrefix("<") && !line.hasPrefix(" ") {
        #expect(line.contains(match.measure) && line.contains(match.group), "\(match.0): \(line)")
      }
      checked += 1
    }
    #expect(checked > 0, "no line was named in \(outcome.output)")
  }

  /// The text of a delivery, through gzip's own program where it is compressed.
  private func unpacked(_ path: String) throws -> String {
    guard path.hasSuffix(".gz") else { return try String(contentsOfFile: path, encoding: .utf8) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
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

  @Test func twoNightsAreCompared() throws {
    var site = try Site()
    #expect(try site.run().status == 0)
    #expect(try Program("milepost").run(["diff"] + site.options).status == 2)
    // The next night a recount arrives: 03760 has no poor Mông household any more.
    let inbox = site.folder.path + "/inbox"
    try FileManager.default.copyItem(atPath: site.inbox, toPath: inbox)
    var recount = SmallDelivery()
    recount.add("03760", "08", "HH_POOR", "2026", "0")
    try site.folder.write(recount.text, to: "inbox/sonla_2031-12-31.csv")
    site.inbox = inbox
    #expect(try site.run("--as-of", "2026-12-01").status == 0)
    let outcome = try Program("milepost").run(["diff"] + site.options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("T02 2026 14 08: value 0.28 -> "))
    #expect(!outcome.output.contains("T02 2026 08 08"))
    #expect(try Program("milepost").run(["diff", "nonsense"] + site.options).status == 2)
  }
}

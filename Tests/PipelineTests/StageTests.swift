import Foundation
import Testing

/// The stages one by one and the whole run leave the same bytes, at any number of jobs, in any order of files.
@Suite struct StageTests {
  private static let stages = ["ingest", "normalize", "aggregate", "assess", "publish"]

  @Test func oneByOneIsTheSameAsRun() throws {
    let whole = try Site()
    #expect(try whole.run("--jobs", "2").status == 0)
    let apart = try Site()
    for stage in Self.stages {
      #expect(try Program("milepost-\(stage)").run(apart.options + ["--jobs", "1"]).status == 0)
    }
    let (first, second) = (try Site.contents(of: whole.workspace), try Site.contents(of: apart.workspace))
    #expect(first.keys.sorted() == second.keys.sorted())
    for (name, data) in first { #expect(second[name] == data, "\(name) differs") }
    let (published, other) = (try Site.contents(of: whole.out), try Site.contents(of: apart.out))
    #expect(published.keys.sorted() == other.keys.sorted())
    for (name, data) in published { #expect(other[name] == data, "\(name) differs") }
    let expected = [
      "aggregates.csv", "aggregates.sdmx.csv", "aggregates.structure.xml", "compliance.csv", "compliance.xlsx",
      "datapackage.json", "deliveries.csv", "flags.csv", "milepost.sqlite", "origins.csv", "rejects.csv", "report.html",
      "run.json",
    ]
    #expect(published.keys.sorted() == expected)
  }

  @Test func runAgainIsTheSame() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let first = try Site.contents(of: site.workspace).merging(Site.contents(of: site.out)) { one, _ in one }
    #expect(try site.run().status == 0)
    let second = try Site.contents(of: site.workspace).merging(Site.contents(of: site.out)) { one, _ in one }
    #expect(first == second)
  }

  @Test func oneStageAgainAfterAThresholdChanged() throws {
    let site = try Site()
    let definition = try site.takeDefinition()
    #expect(try site.run("--pipeline", definition).status == 0)
    let before = try String(contentsOfFile: site.out + "/compliance.csv", encoding: .utf8)
    let text = try String(contentsOfFile: definition, encoding: .utf8)
    #expect(text.contains("\"< 10 %\""))
    try text.replacingOccurrences(of: "\"< 10 %\"", with: "\"< 99 %\"")
      .write(toFile: definition, atomically: true, encoding: .utf8)
    #expect(try site.run("--pipeline", definition, "--from", "assess").status == 0)
    let after = try String(contentsOfFile: site.out + "/compliance.csv", encoding: .utf8)
    let changed = zip(before.split(separator: "\n"), after.split(separator: "\n")).filter { $0 != $1 }
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { $0.0.hasPrefix("T02,") && $0.1.contains(",0.99,") })
  }

  @Test func nothingOutsideIsWritten() throws {
    let inbox = try Site.contents(of: Program.root + "/Fixtures/inbox")
    let site = try Site()
    #expect(try site.run().status == 0)
    #expect(try Site.contents(of: Program.root + "/Fixtures/inbox") == inbox)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.folder.path).sorted() == ["published", "workspace"])
    let workspace = try FileManager.default.contentsOfDirectory(atPath: site.workspace).sorted()
    #expect(workspace == [".checked", ".lock", "aggregates", "assessed", "canonical", "ingested", "rejected", "runs"])
  }

  @Test func aStageRefusesWhatAnotherDefinitionLeft() throws {
    let site = try Site()
    let definition = try site.takeDefinition()
    #expect(try site.run("--pipeline", definition).status == 0)
    let before = try Site.contents(of: site.out)
    let text = try String(contentsOfFile: definition, encoding: .utf8)
    // What decides about records asks for normalize again, what decides about sums for aggregate.
    let edits = [
      ("\nscope: COMMUNES\n", "\nscope: COMMUNE_SPECIAL\n", ["assess"], "aggregate"),
      (
        "\nyears: { from: 2015, to: 2035 }\n", "\nyears: { from: 2014, to: 2035 }\n", ["assess", "aggregate"],
        "normalize"
      ),
    ]
    for (old, new, refused, accepted) in edits {
      #expect(text.contains(old))
      try text.replacingOccurrences(of: old, with: new).write(toFile: definition, atomically: true, encoding: .utf8)
      for stage in refused {
        let outcome = try Program("milepost").run(
          ["run"] + site.options + ["--pipeline", definition, "--from", stage])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("made with another definition"))
        #expect(try Site.contents(of: site.out) == before)
      }
      #expect(try site.run("--pipeline", definition, "--from", accepted).status == 0)
      try text.write(toFile: definition, atomically: true, encoding: .utf8)
      #expect(try site.run("--pipeline", definition).status == 0)
      #expect(try Site.contents(of: site.out) == before)
    }
  }

  @Test func aStageRefusesWhatAnotherInboxLeft() throws {
    var site = try Site()
    #expect(try site.run().status == 0)
    try site.takeInbox(without: "DL-08")
    #expect(try site.run("--until", "ingest").status == 0)
    for stage in ["aggregate", "assess", "publish"] {
      let outcome = try site.run("--from", stage)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("other deliveries"))
    }
    #expect(try site.run("--from", "normalize").status == 0)
  }

  /// Three former communes of one: two report once a year, the third by quarters.
  @Test func formerCommunesMayReportInTheirOwnWay() throws {
    var delivery = SmallDelivery()
    for area in ["03658", "03670", "03676"] {
      delivery.add(area, "_T", "COMMUNES", "2024", "1")
      delivery.add(area, "08", "HH", "2024", "100")
      if area != "03676" { delivery.add(area, "08", "HH_POOR", "2024", "5") }
    }
    for quarter in 1...4 { delivery.add("03676", "08", "HH_POOR", "2024-Q\(quarter)", "90") }
    let inbox = try TemporaryFolder()
    try inbox.write(
      delivery.text.replacingOccurrences(of: "),A,03676,08,_T,HH_POOR", with: "),Q,03676,08,_T,HH_POOR"), to: "a.csv")
    let site = try Site(inbox: inbox.path)
    #expect(try site.run().status == 0)
    let rows = try String(contentsOfFile: site.out + "/compliance.csv", encoding: .utf8).split(separator: "\n")
    let row = try #require(rows.first { $0.hasPrefix("T02,province,14,") && $0.contains(",08,Mông,_T,2024,") })
    #expect(row.contains(",unmet,") && row.contains(",100,300,1,1,1,"))
  }
}

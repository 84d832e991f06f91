import Definition
import Foundation
import GRDB
import Testing
import Vocabulary
import Workspace

@testable import Publish

@Suite("Publication")
struct PublicationTests {
  private func bytes(_ folder: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      result[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return result
  }

  private func lines(_ data: Data?) -> [String] {
    String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("the same workspace makes the same bytes, and replaces the folder")
  func deterministic() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: 3)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = invented.folder + "/deep/published"
    func run(jobs: Int) throws {
      try publish(
        definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run, jobs: jobs)
    }
    try run(jobs: 1)
    let first = try bytes(out)
    try "stale".write(toFile: out + "/stale.txt", atomically: true, encoding: .utf8)
    try run(jobs: 3)
    let second = try bytes(out)
    #expect(
      second.keys.sorted() == [
        "aggregates.csv", "aggregates.sdmx.csv", "aggregates.structure.xml", "compliance.csv", "compliance.xlsx",
        "datapackage.json", "deliveries.csv", "flags.csv", "milepost.sqlite", "origins.csv", "rejects.csv",
        "report.html",
        "run.json",
      ])
    for (name, data) in first { #expect(second[name] == data, "\(name)") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: invented.workspace.root).allSatisfy { $0.first != "." })
  }

  @Test("compliance.csv has the columns of the contract, in the order of the contract")
  func compliance() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: 4)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = invented.folder + "/published"
    try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    let lines = try lines(bytes(out)["compliance.csv"])
    let header =
      "target,area_level,area,area_name,ethnic_group,ethnic_group_name,sex,period,value,comparator,threshold,tolerance,"
      + "status,gap,gap_units,numerator,denominator,communes_reporting,communes_expected,coverage,baseline_period,"
      + "baseline_value,pace_observed,pace_required,outlook,obs_status,conf_status"
    #expect(lines[0] == header)
    let rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows.count == invented.figures.compliance.count)
    #expect(rows.allSatisfy { $0.count == 27 })
    let keys = rows.filter { $0[0] == "T02" && $0[7] == "2026" }.map { ($0[2], $0[4]) }
    let areas = keys.map(\.0).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    #expect(areas == ["VN", "01", "04", "14", "96"])
    #expect(keys.filter { $0.0 == "VN" }.map(\.1) == ["_T", "EM", "01", "02", "03", "55", "NK"])
    for row in rows where row[12] == "suppressed" {
      #expect([8, 13, 14, 15, 16, 20, 21, 22, 23].allSatisfy { row[$0].isEmpty })
      #expect(row[24] == "unknown" && !row[26].isEmpty && row[26] != "F")
    }
    #expect(rows.contains { $0[12] == "suppressed" } && rows.contains { $0[12] == "met" })
    for row in rows where !row[8].isEmpty && !row[15].isEmpty {
      #expect(Double(row[8]) == Double(row[15])! / Double(row[16])!)
    }
  }

  @Test("the database holds what the CSV files hold")
  func database() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: 5)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = invented.folder + "/published"
    let rows = try publish(
      definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run
    ) { flags in
      flags.map { $0.area == 1 ? "2026-01-02" : "2026-11-24" }
    }
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: out + "/milepost.sqlite", configuration: configuration)
    try queue.read { (database: Database) throws -> Void in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? -1 }
      #expect(try count("SELECT count(*) FROM compliance") == rows.compliance)
      #expect(try count("SELECT count(*) FROM aggregates") == rows.aggregates)
      #expect(try count("SELECT count(*) FROM flags") == rows.flags)
      #expect(try count("SELECT count(*) FROM rejects") == 1)
      #expect(try count("SELECT count(*) FROM compliance WHERE status = 'suppressed'") == rows.suppressed)
      #expect(try count("SELECT count(*) FROM compliance WHERE status = 'suppressed' AND value IS NOT NULL") == 0)
      #expect(try count("SELECT count(*) FROM headlines WHERE ethnic_group <> 'EM'") == 0)
      #expect(try count("SELECT count(*) FROM headlines") > 0)
      #expect(try count("SELECT count(*) FROM pragma_foreign_key_check") == 0)
      // A view shows no more than the tables.
      let withheld = try Row.fetchAll(
        database, sql: "SELECT * FROM national_summary WHERE status IN ('suppressed', 'no_data')")
      for row in withheld { #expect(["value", "gap", "gap_units"].allSatisfy { row[$0] == nil }) }
      for view in ["worst_provinces", "groups_left_behind"] {
        #expect(try count("SELECT count(*) FROM \(view)") > 0)
        #expect(
          try count(
            """
            SELECT count(*) FROM \(view) v WHERE NOT EXISTS (SELECT 1 FROM compliance c WHERE c.target = v.target
            AND c.period = v.period AND c.value IS v.value AND c.gap IS v.gap AND c.status <> 'suppressed')
            """) == 0, "\(view)")
      }
      // What a figure rests on stands beside it; most units come first in an order of their own.
      for view in ["worst_provinces", "groups_left_behind"] {
        let group = view == "worst_provinces" ? "t.headline_group" : "v.ethnic_group"
        let area = view == "worst_provinces" ? "v.area" : "'VN'"
        #expect(
          try count(
            """
            SELECT count(*) FROM \(view) v JOIN targets t ON t.target = v.target WHERE NOT EXISTS (
            SELECT 1 FROM compliance c WHERE c.target = v.target AND c.period = v.period AND c.area = \(area)
            AND c.ethnic_group = \(group) AND c.numerator IS v.numerator AND c.denominator IS v.denominator
            AND c.communes_reporting IS v.communes_reporting AND c.communes_expected IS v.communes_expected
            AND c.baseline_period IS v.baseline_period AND c.obs_status IS v.obs_status)
            """) == 0, "\(view)")
      }
      #expect(
        try count(
          """
          SELECT count(*) FROM worst_provinces v WHERE v.gap_units IS NOT NULL AND v.rank_by_units <> 1 + (
          SELECT count(*) FROM worst_provinces w WHERE w.target = v.target AND w.gap_units > v.gap_units)
          """) == 0)
      #expect(
        try count("SELECT count(*) FROM worst_provinces WHERE (gap_units IS NULL) <> (rank_by_units IS NULL)") == 0)
      // Nothing is flagged about a withheld row.
      #expect(
        try count(
          """
          SELECT count(*) FROM flags f JOIN compliance c ON c.target = f.target AND c.area = f.area
          AND c.ethnic_group = f.ethnic_group AND c.period = f.period WHERE c.status = 'suppressed'
          """) == 0)
      #expect(try count("SELECT count(*) FROM flags WHERE (first_seen = '2026-01-02') <> (area = '01')") == 0)
      #expect(try count("SELECT count(*) FROM flags WHERE area = '01'") > 0)
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      #expect(
        try String.fetchOne(database, sql: "SELECT value FROM rejects") == "=HYPERLINK(\"http://x\")\n<b>")
    }
    let rejects = String(decoding: try bytes(out)["rejects.csv"]!, as: UTF8.self)
    #expect(rejects.contains("\n\"14/2026, \"\"late\"\".csv\",7,8,40,OBS_VALUE,\"=HYPERLINK(\"\"http://x\"\")\n<b>\","))
  }

  @Test("the descriptions are JSON whose hashes are those of the files")
  func descriptions() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2026], seed: 6)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = invented.folder + "/published"
    try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    let files = try bytes(out)
    let run = try #require(try JSONSerialization.jsonObject(with: files["run.json"]!) as? [String: Any])
    let listed = try #require(run["files"] as? [[String: Any]])
    #expect(listed.count == 12)
    for entry in listed {
      let name = try #require(entry["name"] as? String)
      let measured = try PublishedFile(name: name, at: out + "/" + name)
      #expect(entry["sha256"] as? String == measured.sha256)
      #expect(entry["bytes"] as? Int == files[name]?.count)
    }
    let package = try #require(try JSONSerialization.jsonObject(with: files["datapackage.json"]!) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(
      resources.compactMap { $0["path"] as? String } == [
        "aggregates.sdmx.csv", "compliance.csv", "flags.csv", "aggregates.csv", "deliveries.csv", "origins.csv",
        "rejects.csv", "compliance.xlsx", "milepost.sqlite", "report.html", "aggregates.structure.xml",
      ])
    for resource in resources {
      let name = try #require(resource["path"] as? String)
      #expect(resource["bytes"] as? Int == files[name]?.count)
      guard name.hasSuffix(".csv") else { continue }
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      #expect(fields.compactMap { $0["name"] as? String }.joined(separator: ",") == lines(files[name])[0])
    }
  }

  @Test("the report needs nothing from elsewhere and escapes what comes from outside")
  func report() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: 7)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = invented.folder + "/published"
    try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    let page = String(decoding: try bytes(out)["report.html"]!, as: UTF8.self)
    #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;"))
    for word in ["http:", "https:", " src=", "@import", "{{", "}}"] { #expect(!page.contains(word), "\(word)") }
    // A pattern of the page itself is all that is referred to.
    #expect(!page.replacingOccurrences(of: "url(#hatch)", with: "").contains("url("))
    #expect(page.contains("Chương trình nhỏ") && page.contains("Small programme"))
  }

  @Test("a folder of something else is not replaced")
  func foreign() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2026], seed: 8)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = invented.folder + "/photos"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    func run() throws {
      try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    }
    try "mine".write(toFile: out + "/mine.txt", atomically: true, encoding: .utf8)
    #expect(throws: PublishError.self) { try run() }
    try #"{"name": "other", "profile": "tabular-data-package"}"#
      .write(toFile: out + "/datapackage.json", atomically: true, encoding: .utf8)
    #expect(throws: PublishError.self) { try run() }
    #expect(try String(contentsOfFile: out + "/mine.txt", encoding: .utf8) == "mine")
    try FileManager.default.removeItem(atPath: out)
    try "file".write(toFile: out, atomically: true, encoding: .utf8)
    #expect(throws: PublishError.self) { try run() }
  }

  @Test("a folder that an earlier version published is replaced")
  func earlierVersion() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2026], seed: 8)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = invented.folder + "/published"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    try #"{"profile": "tabular-data-package", "name": "milepost-small-2025"}"#
      .write(toFile: out + "/datapackage.json", atomically: true, encoding: .utf8)
    for _ in 0..<2 {
      try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    }
    let package = try #require(
      try JSONSerialization.jsonObject(with: bytes(out)["datapackage.json"]!) as? [String: Any])
    #expect(package["profile"] as? String == "data-package")
  }

  @Test("a folder on another file system", .enabled(if: FileManager.default.isWritableFile(atPath: "/dev/shm")))
  func anotherFileSystem() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2026], seed: 10)
    let out = "/dev/shm/publish-" + UUID().uuidString
    defer {
      try? FileManager.default.removeItem(atPath: invented.folder)
      try? FileManager.default.removeItem(atPath: out)
    }
    for _ in 0..<2 {
      try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    }
    #expect(try bytes(out).count == 13)
    #expect(!FileManager.default.fileExists(atPath: out + ".draft"))
  }

  @Test("the programme's own definition, at the size of the country")
  func programme() throws {
    let invented = try InventedWorkspace(try InventedWorkspace.programme.get(), years: [2025, 2026], seed: 9)
    let keep = ProcessInfo.processInfo.environment["PUBLISH_TESTS_KEEP"]
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let out = keep ?? invented.folder + "/published"
    let rows = try publish(
      definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    #expect(rows.compliance > 30_000 && rows.suppressed > 0)
    // Protecting others costs little more than what is protected, though every target counts other communes here, and
    // differences between tables give away what a single one does not.
    let reasons = try lines(bytes(out)["compliance.csv"]).dropFirst().map { $0.split(separator: ",").last ?? "" }
    #expect(Double(reasons.count { $0 == "S" }) < 1.2 * Double(reasons.count { $0 == "A" }))
  }
}

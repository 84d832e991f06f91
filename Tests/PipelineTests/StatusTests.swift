import Foundation
import Testing

/// `milepost status`, as whoever watches the nightly run asks it.
@Suite struct StatusTests {
  private func status(_ site: Site, _ more: String...) throws -> Program.Outcome {
    try Program("milepost").run(["status"] + site.options + more)
  }

  /// The answer as JSON, and the states of its checks by name.
  private func checks(_ site: Site, _ more: String...) throws -> (
    healthy: Bool, states: [String: String], Program.Outcome
  ) {
    let outcome = try Program("milepost").run(["status", "--format", "json"] + site.options + more)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let rows = try #require(object["checks"] as? [[String: Any]])
    var states: [String: String] = [:]
    for row in rows { states[try #require(row["check"] as? String)] = row["state"] as? String }
    return (try #require(object["healthy"] as? Bool), states, outcome)
  }

  @Test func aWorkspaceIsHealthyAfterARun() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let (healthy, states, outcome) = try checks(site)
    #expect(healthy && outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(states["deliveries"] == "warning" && states["rejects"] == "warning")
    #expect(states.values.filter { $0 != "ok" }.count == 2)
    // A file of the committed inbox is cut off, and nothing of another one counts: reasons for those who ask for more.
    let strict = try status(site, "--strict")
    #expect(strict.status == 1 && strict.errors.contains("deliveries: ") && strict.errors.contains("sonla-last-minute"))
    #expect(strict.errors.contains("typed-by-hand_20270305.csv: 27 of 29 records"))
    let text = try status(site)
    for word in ["healthy yes", "2026-11-30-", "within its error budget", "T02", "ingested: ", "runs: "] {
      #expect(text.output.contains(word), "no \(word) in \(text.output)")
    }
    let csv = try status(site, "--format", "csv").output.split(separator: "\n")
    #expect(csv.first == "check,state,detail,remedy" && csv.contains { $0.hasPrefix("published,ok,") })
  }

  @Test func nothingThere() throws {
    let site = try Site()
    let (healthy, states, outcome) = try checks(site)
    #expect(!healthy && outcome.status == 1 && states["workspace"] == "failed")
    #expect(outcome.errors.contains("no workspace there; run milepost run"))
    try FileManager.default.createDirectory(atPath: site.workspace, withIntermediateDirectories: true)
    let empty = try checks(site)
    #expect(empty.2.status == 1 && empty.states["last_run"] == "failed" && empty.states["stage_ingest"] == "failed")
    #expect(try status(site, "--max-age", "0").status == 2)
  }

  @Test func anOldRun() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let path = site.workspace + "/runs/latest.json"
    let yesterday = Date(timeIntervalSinceNow: -30 * 3600)
    try FileManager.default.setAttributes([.modificationDate: yesterday], ofItemAtPath: path)
    let outcome = try status(site)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("last_run: ") && outcome.errors.contains("30 h 0 min ago"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(try status(site, "--max-age", "31").status == 0)
    // A night in which nothing came has been a night.
    #expect(try site.run().status == 0)
    #expect(try status(site).status == 0)
  }

  @Test func aPublishedFolderThatSomebodyTouched() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let path = site.out + "/compliance.csv"
    let content = try Data(contentsOf: URL(fileURLWithPath: path))
    try (content + Data("x".utf8)).write(to: URL(fileURLWithPath: path))
    let outcome = try status(site)
    #expect(outcome.status == 1 && outcome.errors.contains("not the bytes that"))
    #expect(outcome.errors.contains("compliance.csv") && !outcome.errors.contains("flags.csv"))
    try FileManager.default.removeItem(atPath: site.out)
    let gone = try status(site)
    #expect(gone.status == 1 && gone.errors.contains("published: ") && gone.errors.contains("not there"))
    // Publishing again mends it.
    #expect(try Program("milepost-publish").run(site.options).status == 0)
    #expect(try status(site).status == 0)
  }

  @Test func aDefinitionThatWasEdited() throws {
    let site = try Site()
    let path = try site.takeDefinition()
    #expect(try site.run("--pipeline", path).status == 0)
    #expect(try checks(site, "--pipeline", path).healthy)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    func edit(_ old: String, _ new: String) throws {
      #expect(text.contains(old))
      try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }
    try edit("\"< 10 %\"", "\"< 9 %\"")
    let judged = try checks(site, "--pipeline", path)
    #expect(judged.states["stage_assess"] == "failed" && judged.states["stage_aggregate"] == "ok")
    #expect(judged.2.errors.contains("out of date: ") && judged.2.errors.contains("run milepost run"))
    try edit("\nscope: COMMUNES\n", "\nscope: COMMUNE_INFRA\n")
    #expect(try checks(site, "--pipeline", path).states["stage_aggregate"] == "failed")
    // A broken one is a reason, and the rest is answered all the same.
    try edit("baseline: 2025", "baseline: 2031")
    let broken = try checks(site, "--pipeline", path)
    #expect(!broken.healthy && broken.2.status == 1 && broken.states["definition"] == "failed")
    #expect(broken.states["published"] == "ok" && broken.states["stage_publish"] == "ok")
    #expect(broken.2.errors.contains("the baseline year 2031"))
    #expect(try status(site, "--pipeline", path).output.contains("as 2026-11-30-"))
  }

  @Test func stagesThatDidNotRun() throws {
    var site = try Site()
    #expect(try site.run().status == 0)
    try site.takeInbox(without: "DL-08")
    #expect(try site.run("--until", "ingest").status == 0)
    let states = try checks(site).states
    #expect(states["stage_ingest"] == "ok")
    for stage in ["normalize", "aggregate", "assess", "publish"] { #expect(states["stage_" + stage] == "failed") }
    try FileManager.default.removeItem(atPath: site.workspace + "/assessed")
    #expect(try status(site).errors.contains("stage_assess: not done"))
  }

  @Test func aProvinceThatSendsNothing() throws {
    var site = try Site()
    try site.takeInbox(without: "quangninh_20270125.csv.gz")
    #expect(try site.run().status == 0)
    let (healthy, states, outcome) = try checks(site)
    #expect(healthy && states["missing"] == "warning")
    #expect(outcome.output.contains("22 Tỉnh Quảng Ninh: nothing of the province, which reported for 2025"))
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect((object?["missing"] as? [[String: Any]])?.map { $0["area"] as? String } == ["22"])
    #expect(try status(site, "--strict").errors.contains("missing: 22 Tỉnh Quảng Ninh"))
  }

  @Test func anotherRunAtWork() throws {
    let site = try Site()
    #expect(try site.run("--until", "ingest").status == 0)
    let descriptor = open(site.workspace + "/.lock", O_RDWR)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let (_, states, outcome) = try checks(site)
    // What is not done yet is being done; what was published before is not there.
    #expect(states["stage_assess"] == "warning" && states["lock"] == "ok" && states["last_run"] == "failed")
    #expect(outcome.output.contains("a run holds the workspace since 20"))
    futimens(descriptor, [timespec(tv_sec: 1_700_000_000, tv_nsec: 0), timespec(tv_sec: 1_700_000_000, tv_nsec: 0)])
    #expect(try checks(site).states["lock"] == "failed")
    #expect(try status(site).errors.contains("since 2023-11-14T22:13:20Z"))
  }

  @Test func tooManyRejects() throws {
    var delivery = SmallDelivery()
    for index in 0..<30 { delivery.add("03\(100 + index)X", "_T", "HH", "2026", "1") }
    delivery.add("03646", "_T", "COMMUNES", "2026", "1")
    let inbox = try TemporaryFolder()
    try inbox.write(delivery.text, to: "wrong.csv")
    let site = try Site(inbox: inbox.path)
    #expect(try site.run("--fail-on", "never").status == 0)
    let outcome = try status(site)
    #expect(outcome.status == 1 && outcome.errors.contains("rejects: OVER the error budget: standard: 30 of 31"))
  }
}

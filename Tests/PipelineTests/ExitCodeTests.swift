import Foundation
import Testing

/// Every designed ending, each with one clear message, and nothing half-written.
@Suite struct ExitCodeTests {
  @Test(arguments: [
    ["run", "--jobs", "0"], ["run", "--jobs", "two"], ["run", "--as-of", "30/11/2026"],
    ["run", "--as-of", "2026-02-30"],
    ["run", "--no-such-option"], ["run", "--fail-on", "sometimes"], ["run", "--from", "assess", "--until", "ingest"],
    ["explain", "T02"], ["nonsense"],
  ]) func badUsage(arguments: [String]) throws {
    let outcome = try Program("milepost").run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Error: "))
  }

  @Test(arguments: ["ingest", "normalize", "aggregate", "assess", "publish"]) func stagesSpeakTheSame(stage: String)
    throws
  {
    let help = try Program("milepost-\(stage)").run(["--help"])
    #expect(help.status == 0)
    for option in ["pipeline", "inbox", "workspace", "out", "jobs", "as-of", "fail-on", "log-format", "quiet"] {
      #expect(help.output.contains("--\(option)"))
    }
    #expect(try Program("milepost-\(stage)").run(["--jobs", "x"]).status == 2)
  }

  @Test(arguments: [
    ["--national", "--groups", "0"], ["--national", "--groups", "55"], ["--benchmark", "--years", "8"],
    ["--groups", "3"], ["--years", "1"], ["--national", "--benchmark"],
  ]) func impossibleFixtures(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program("milepost").run(["fixtures", "--out", folder.path + "/inbox"] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("give "))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/inbox"))
  }

  @Test func missingInbox() throws {
    let site = try Site(inbox: "/nowhere/inbox")
    let outcome = try site.run()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("/nowhere/inbox: no such folder"))
    #expect(!FileManager.default.fileExists(atPath: site.out))
  }

  @Test func emptyInbox() throws {
    let empty = try TemporaryFolder()
    let site = try Site(inbox: empty.path)
    let outcome = try site.run()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("the inbox holds no delivery"))
    #expect(!FileManager.default.fileExists(atPath: site.out))
    #expect(!FileManager.default.fileExists(atPath: site.workspace + "/ingested"))
  }

  @Test func nothingReadable() throws {
    let inbox = try TemporaryFolder()
    try inbox.write("\u{1F}\u{8B} this is no gzip", to: "broken.csv.gz")
    let site = try Site(inbox: inbox.path)
    let outcome = try site.run()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("broken.csv.gz"))
    #expect(!FileManager.default.fileExists(atPath: site.out))
  }

  @Test func brokenDefinition() throws {
    let site = try Site()
    let source = try String(contentsOfFile: Program.root + "/Pipelines/emma-2026-2030/pipeline.yaml", encoding: .utf8)
    let path = try site.takeDefinition()
    try site.folder.write(
      source.replacingOccurrences(of: "baseline: 2025", with: "baseline: 2031"), to: "pipeline/pipeline.yaml")
    for outcome in [try site.run("--pipeline", path), try Program("milepost").run(["check", "--pipeline", path])] {
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(/pipeline\.yaml:\d+:\d+: error: the baseline year 2031 is after the deadline/))
    }
    #expect(!FileManager.default.fileExists(atPath: site.workspace))
  }

  @Test func heldWorkspace() throws {
    let site = try Site()
    try FileManager.default.createDirectory(atPath: site.workspace, withIntermediateDirectories: true)
    let descriptor = open(site.workspace + "/.lock", O_CREAT | O_RDWR, 0o644)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let outcome = try site.run()
    #expect(outcome.status == 75)
    #expect(outcome.errors.contains("another run holds this workspace"))
    #expect(!FileManager.default.fileExists(atPath: site.out))
  }

  @Test func stageBeforeItsInput() throws {
    for stage in ["normalize", "aggregate", "assess", "publish"] {
      let site = try Site()
      let outcome = try Program("milepost-\(stage)").run(site.options)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("run milepost"))
      #expect(!FileManager.default.fileExists(atPath: site.out))
    }
  }

  /// Thirty wrong records of forty: over any sensible budget.
  private func rejectedInbox() throws -> TemporaryFolder {
    var delivery = SmallDelivery()
    for index in 0..<30 { delivery.add("03\(100 + index)X", "_T", "HH", "2026", "1") }
    for (index, measure) in ["HH", "HH_POOR", "POP", "INCOME", "COMMUNES"].enumerated() {
      delivery.add("03646", "_T", measure, "2026", measure == "COMMUNES" ? "1" : "\(index + 1)")
    }
    let inbox = try TemporaryFolder()
    try inbox.write(delivery.text, to: "wrong.csv")
    return inbox
  }

  @Test func tooManyRejects() throws {
    let inbox = try rejectedInbox()
    let site = try Site(inbox: inbox.path)
    let outcome = try site.run()
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("error budget"))
    #expect(!FileManager.default.fileExists(atPath: site.out))
    // The stages one by one end the same way, and publishing on its own is refused as well.
    #expect(try Program("milepost-normalize").run(site.options).status == 3)
    for stage in ["aggregate", "assess"] { #expect(try Program("milepost-\(stage)").run(site.options).status == 0) }
    #expect(try Program("milepost-publish").run(site.options).status == 3)
    #expect(!FileManager.default.fileExists(atPath: site.out))
    #expect(try site.run("--fail-on", "never").status == 0)
    #expect(FileManager.default.fileExists(atPath: site.out + "/compliance.csv"))
  }

  @Test func unmetTarget() throws {
    let site = try Site()
    let outcome = try site.run("--fail-on", "unmet")
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("unmet for the nation: T"))
    #expect(FileManager.default.fileExists(atPath: site.out + "/compliance.csv"))
  }

  @Test func failureLeavesWhatWasPublished() throws {
    var site = try Site()
    #expect(try site.run().status == 0)
    let before = try Site.contents(of: site.out)
    let wrong = try rejectedInbox()
    site.inbox = wrong.path
    #expect(try site.run().status == 3)
    #expect(try Site.contents(of: site.out) == before)
  }

  @Test func foreignFolderIsNotReplaced() throws {
    let site = try Site()
    try site.folder.write("precious", to: "published/letter.txt")
    let outcome = try site.run()
    #expect(outcome.status == 1)
    #expect(try Site.contents(of: site.out) == ["letter.txt": Data("precious".utf8)])
  }

  @Test func messagesAsJSON() throws {
    let site = try Site(inbox: "/nowhere")
    let outcome = try site.run("--log-format", "json")
    // The last line is that of the run.
    let line = try #require(outcome.errors.split(separator: "\n").dropLast().last)
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    #expect(object?["level"] == "error")
    #expect(object?["program"] == "milepost")
  }
}

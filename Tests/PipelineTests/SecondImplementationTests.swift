import Foundation
import Testing

/// The independent implementation agrees on every row, however the same records are spread over files.
@Suite struct SecondImplementationTests {
  private func compare(inbox: String, jobs: Int) throws {
    let site = try Site(inbox: inbox)
    let run = try site.run("--jobs", String(jobs))
    #expect(run.status == 0, "\(run.errors)")
    let oracle = site.folder.path + "/oracle.csv", flags = site.folder.path + "/oracle-flags.csv"
    let computed = try Interpreter.run([
      "Tests/Oracle/oracle.py", "--inbox", inbox, "--pipeline-folder", "Pipelines/emma-2026-2030", "--out", oracle,
      "--flags", flags,
    ])
    #expect(computed.status == 0, "\(computed.text)")
    let compared = try Interpreter.run(["Tests/Oracle/compare.py", oracle, site.out + "/compliance.csv"])
    #expect(compared.status == 0, "\(compared.text.prefix(4000))")
    let flagged = try Interpreter.run(["Tests/Oracle/compare_flags.py", flags, site.out])
    #expect(flagged.status == 0, "\(flagged.text.prefix(4000))")
  }

  @Test func itIsRightItself() throws {
    let outcome = try Interpreter.run(["Tests/Oracle/oracle.py", "--self-test"])
    #expect(outcome.status == 0, "\(outcome.text.suffix(2000))")
  }

  @Test(arguments: [1, 2]) func committedInbox(jobs: Int) throws {
    try compare(inbox: Program.root + "/Fixtures/inbox", jobs: jobs)
  }

  @Test(arguments: ["shuffled", "split", "merged"], [1, 2]) func sameRecordsOtherFiles(way: String, jobs: Int) throws {
    let inbox = try TemporaryFolder()
    let made = try Interpreter.run([
      "Tests/Oracle/vary.py", way, "--seed", "\(jobs)", Program.root + "/Fixtures/inbox", inbox.path,
    ])
    #expect(made.status == 0, "\(made.text)")
    try compare(inbox: inbox.path, jobs: jobs)
    let (site, original) = (try Site(inbox: inbox.path), try Site())
    #expect(try site.run().status == 0)
    #expect(try original.run().status == 0)
    // Which delivery a line came from differs; what the targets come to does not.
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: site.out + "/compliance.csv"))
        == Data(contentsOf: URL(fileURLWithPath: original.out + "/compliance.csv")))
  }
}

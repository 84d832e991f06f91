import Foundation
import Testing

/// Rules of the definition from the delivery to the published folder.
@Suite struct RuleTests {
  private static let flag = "poor_and_near_poor_within_households.33.01.2026.implausible"

  /// The published lines of implausible flags, without the run that raised them.
  private func flags(_ site: Site) throws -> [String] {
    try String(contentsOfFile: site.out + "/flags.csv", encoding: .utf8).split(separator: "\n")
      .filter { $0.contains(",implausible,") }.map { $0.split(separator: ",").dropLast().joined(separator: ",") }
  }

  @Test func theFlagSaysTheFiguresAndExplainTheRule() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let published = try flags(site)
    #expect(published.count == 3)
    #expect(published.contains { $0.hasPrefix(Self.flag) && $0.contains("24 + 780 > 800 in 11983") })
    let explained = try Program("milepost").run(["explain", "--flag", Self.flag] + site.options)
    #expect(explained.status == 0, "\(explained.errors)")
    for text in ["Poor and near-poor households together are at most all households", "HH_NEAR_POOR", "780", "11983"] {
      #expect(explained.output.contains(text), "\(text) is not in \(explained.output)")
    }
    let report = try String(contentsOfFile: site.out + "/report.html", encoding: .utf8)
    #expect(report.contains("Số liệu không hợp lý") && report.contains("Implausible figure"))
    // A stage that runs again alone leaves the same bytes.
    let before = try Site.contents(of: site.workspace + "/assessed")
    try FileManager.default.removeItem(atPath: site.workspace + "/assessed")
    #expect(try Program("milepost-assess").run(site.options).status == 0)
    #expect(try Site.contents(of: site.workspace + "/assessed") == before)
  }

  @Test(arguments: [1, 3]) func flagsAreTheSameHoweverRecordsAreSpread(jobs: Int) throws {
    let inbox = try TemporaryFolder()
    let made = try Interpreter.run([
      "Tests/Oracle/vary.py", "shuffled", "--seed", "\(jobs)", Program.root + "/Fixtures/inbox", inbox.path,
    ])
    #expect(made.status == 0, "\(made.text)")
    let (varied, original) = (try Site(inbox: inbox.path), try Site())
    #expect(try varied.run("--jobs", "\(jobs)").status == 0)
    #expect(try original.run().status == 0)
    #expect(try flags(varied) == flags(original))
  }

  @Test func aRuleThatRejectsLeavesRejectsInsteadOfTheFlag() throws {
    let site = try Site()
    let definition = try site.takeDefinition()
    let rule = "  poor_and_near_poor_within_households:\n"
    let text = try String(contentsOfFile: definition, encoding: .utf8)
    try text.replacingOccurrences(of: rule, with: rule + "    action: reject\n")
      .write(toFile: definition, atomically: true, encoding: .utf8)
    #expect(try site.run("--pipeline", definition).status == 0)
    #expect(try flags(site).allSatisfy { !$0.hasPrefix(Self.flag) })
    let rejects = try String(contentsOfFile: site.out + "/rejects.csv", encoding: .utf8).split(separator: "\n")
      .filter { $0.contains(",implausible,") }
    #expect(rejects.count == 3)
    #expect(
      rejects.allSatisfy { $0.hasPrefix("hungyen-a.csv,") && $0.contains("HH_POOR 24 + HH_NEAR_POOR 780 > HH 800") })
  }

  @Test func aDeadlineThatPassesIsSeenByAssessAlone() throws {
    let site = try Site()
    let definition = try site.takeDefinition()
    let text = try String(contentsOfFile: definition, encoding: .utf8)
    // 33 is not in the programme and delivers no workers, for which it is asked here.
    try text.replacingOccurrences(
      of: "WORKERS], by: YEAR+1-03-31 }", with: "WORKERS], by: YEAR+1-03-31, provinces: [\"33\"] }"
    ).write(toFile: definition, atomically: true, encoding: .utf8)
    func run(_ day: String) throws -> [Substring] {
      #expect(
        try Program("milepost").run([
          "run", "--pipeline", definition, "--inbox", site.inbox, "--workspace", site.workspace, "--out", site.out,
          "--as-of", day, "--quiet",
        ]).status == 0)
      return try String(contentsOfFile: site.out + "/flags.csv", encoding: .utf8).split(separator: "\n")
        .filter { $0.hasPrefix("yearly_report.") }
    }
    #expect(try run("2026-03-31").isEmpty)
    let late = try run("2026-04-01")
    #expect(late.count == 1)
    #expect(late.first?.contains("yearly_report: WORKERS of 2025 was due by 2026-03-31") == true)
  }
}

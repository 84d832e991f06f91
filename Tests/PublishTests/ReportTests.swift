import Definition
import Foundation
import History
import Testing
import Vocabulary
import Workspace

@testable import Publish

@Suite("Report")
struct ReportTests {
  private func page(_ invented: InventedWorkspace) throws -> String {
    let out = invented.folder + "/published"
    try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    return try String(contentsOfFile: out + "/report.html", encoding: .utf8)
  }

  @Test("numbers and days are written as each language writes them")
  func numbers() {
    func check(_ title: Title, _ vietnamese: String, _ english: String) {
      #expect(title == Title(vi: vietnamese, en: english))
    }
    check(ReportNumber.count(1_234_567.4), "1.234.567", "1,234,567")
    check(ReportNumber.count(999), "999", "999")
    check(ReportNumber.percent(0.23456), "23,5\u{A0}%", "23.5\u{A0}%")
    check(ReportNumber.percent(12.3456), "1.234,6\u{A0}%", "1,234.6\u{A0}%")
    // One decimal would make it look like the threshold it misses.
    check(ReportNumber.percent(0.09999, against: 0.1), "9,999\u{A0}%", "9.999\u{A0}%")
    check(ReportNumber.percent(0.1, against: 0.1), "10,0\u{A0}%", "10.0\u{A0}%")
    check(ReportNumber.threshold(0.85), "85\u{A0}%", "85\u{A0}%")
    check(ReportNumber.points(-0.0344), "\u{2212}3,4 điểm\u{A0}%", "\u{2212}3.4 points")
    check(ReportNumber.distance(-0.0344), "3,4 điểm\u{A0}%", "3.4 points")
    check(ReportNumber.amount(206_204, .households), "206.204 hộ", "206,204 households")
    check(ReportNumber.amount(1, .villages), "1 thôn", "1 village")
    check(ReportNumber.amount(52_464_898, .money), "52.465 tỷ đồng/năm", "52,465 billion VND a year")
    check(ReportNumber.percent(.nan), "", "")
    check(ReportNumber.day("2026-11-05"), "05/11/2026", "5\u{A0}November 2026")
  }

  @Test("the policy in the page allows its own script and nothing else")
  func policy() throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: 31)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let page = try page(invented)
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"))
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("GRDB") && !page.contains("Optional("))
    #expect(page.components(separatedBy: #" lang="vi""#).count > 100)
  }

  /// The page is made twice, the second time of other figures wherever a figure is withheld: not a byte may differ.
  @Test("what is withheld leaves no trace in the page", arguments: [21, 22, 23, 24] as [UInt64])
  func withheld(seed: UInt64) throws {
    let invented = try InventedWorkspace(SmallDefinition.definition, years: [2024, 2025, 2026], seed: seed)
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let definition = invented.definition
    let before = try page(invented)
    let published = try publishedRows(definition, invented.workspace)
    let status = Dictionary(
      published.map { (PublishedCompliance.name($0, definition), $0) }, uniquingKeysWith: { one, _ in one })
    let names = Set(
      try publish(
        definition: definition, workspace: invented.workspace, out: invented.folder + "/published", run: invented.run
      ).withheld)
    var changed = 0
    let rows = invented.figures.compliance.map { full in
      var row = full
      let name = PublishedCompliance.name(full, definition)
      guard names.contains(name), let seen = status[name] else { return row }
      changed += 1
      row.baselineValue = 0.123456
      row.paceObserved = -0.0777
      row.paceRequired = 0.0999
      if row.outlook != .achieved { row.outlook = .movingAway }
      if seen.threshold.isNaN { row.threshold = 0.4321 }
      guard seen.status == .suppressed else { return row }
      row.value = 0.98765
      row.gap = -0.54321
      row.gapUnits = 7_654
      row.status = row.status == .met ? .unmet : .met
      row.outlook = .slow
      return row
    }
    #expect(changed > 10)
    try ComplianceRow.write(rows, to: invented.workspace.path(.assessed, "compliance.arrow"), definition)
    let after = try page(invented)
    #expect(before == after)
    #expect(!after.contains("98,8") && !after.contains("7.654"))
  }

  /// A workspace with a run before, in which a row had another verdict and other flags were raised.
  private struct TwoRuns {
    let invented: InventedWorkspace
    /// The row whose verdict changed, and a flag that is new, one that stands, one that is cleared.
    let row: ComplianceRow, new: Flag, continuing: Flag, cleared: Flag

    init(seed: UInt64, withheldBefore: Bool = false, run: String = "2026-11-20-aaaaaaaaaaaa") throws {
      let invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: seed)
      let definition = invented.definition
      self.invented = invented
      let out = invented.folder + "/published"
      let outcome = try publish(
        definition: definition, workspace: invented.workspace, out: out, run: invented.run)
      let content = try PublishedContent(definition, invented.workspace, invented.run, jobs: 1, firstSeen: nil)
      let isWithheld = Set(outcome.withheld)
      row = try #require(
        content.compliance.rows.map(\.row).first {
          $0.year == 2026 && $0.area != 0 && $0.status == .unmet
            && $0.group == definition.targets[$0.target].headline
            && !isWithheld.contains(PublishedCompliance.name($0, definition))
        })
      var earlier = invented.figures.compliance
      for index in earlier.indices
      where PublishedCompliance.name(earlier[index], definition) == PublishedCompliance.name(row, definition) {
        earlier[index].status = .met
      }
      let flags = content.flags.filter { $0.period == "2026" }
      try #require(flags.count > 2)
      new = flags[0]
      continuing = flags[1]
      var gone = flags[2]
      gone.id = gone.id.replacingOccurrences(of: "unmet_threshold", with: "off_track")
      gone.reason = "off_track"
      cleared = gone
      let folder = invented.workspace.path(.runs, run)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try ComplianceRow.write(earlier, to: folder + "/compliance.arrow", definition)
      try Flag.write(flags.dropFirst() + [gone], to: folder + "/flags.arrow", definition)
      var withheld = outcome.withheld
      if withheldBefore {
        withheld.append(PublishedCompliance.name(row, definition))
        for flag in [new, continuing, cleared] {
          withheld += PublishedCompliance.name(flag, definition).map { [$0] } ?? []
        }
      }
      try JSONFile.save([KeptRun.withheldMember: withheld], to: folder + "/" + KeptRun.withheldFile)
    }

    func changes() throws -> RunChanges {
      let definition = invented.definition
      let content = try PublishedContent(definition, invented.workspace, invented.run, jobs: 1, firstSeen: nil)
      guard case .since(let earlier, let withheld, _) = try ReportChanges(content, invented.workspace) else {
        throw PublishError(what: "no run before", why: "", remedy: "")
      }
      return RunChanges(earlier, withheld: withheld, content, year: 2026)
    }
  }

  @Test("what changed since the run before")
  func changes() throws {
    let runs = try TwoRuns(seed: 41)
    defer { try? FileManager.default.removeItem(atPath: runs.invented.folder) }
    let changes = try runs.changes()
    #expect(changes.provinces.count == 1 && changes.nation.isEmpty && changes.isSameYear)
    #expect(changes.provinces.first?.area == runs.row.area && changes.provinces.first?.before == .met)
    #expect(changes.state(runs.new) == .new && changes.new == 1)
    #expect(changes.state(runs.continuing) == .continuing)
    #expect(changes.cleared.map(\.id) == [runs.cleared.id])
    let page = try page(runs.invented)
    #expect(page.contains("Compared with 20\u{A0}November 2026") && page.contains("So với ngày 20/11/2026"))
    #expect(try self.page(runs.invented) == page)
  }

  @Test("nothing is said of what the run before withheld")
  func changesWithheld() throws {
    let runs = try TwoRuns(seed: 41, withheldBefore: true)
    defer { try? FileManager.default.removeItem(atPath: runs.invented.folder) }
    let changes = try runs.changes()
    #expect(changes.provinces.isEmpty && changes.nation.isEmpty)
    #expect(changes.state(runs.new) == nil && changes.state(runs.continuing) == nil && changes.new == 0)
    #expect(changes.cleared.isEmpty)
  }

  @Test(
    "a run of the same day, or of a later one, is none before", arguments: ["2026-11-24-a0", "2026-11-25-a0", "notes"])
  func noRunBefore(name: String) throws {
    let runs = try TwoRuns(seed: 42, run: name)
    defer { try? FileManager.default.removeItem(atPath: runs.invented.folder) }
    #expect(try page(runs.invented).contains("This is the first run"))
    #expect(try RunList(runs.invented.workspace).newest(before: runs.invented.run.asOf) == nil)
  }

  @Test("the newest run before counts, and one that is not all there is no reason to fail")
  func damagedRun() throws {
    let runs = try TwoRuns(seed: 43)
    defer { try? FileManager.default.removeItem(atPath: runs.invented.folder) }
    let folder = runs.invented.workspace.path(.runs, "2026-11-23-b0")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(try page(runs.invented).contains("The run of 23\u{A0}November 2026 cannot be compared"))
  }
}

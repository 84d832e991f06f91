import Definition
import Foundation
import History
import Testing
import Vocabulary
import Workspace

@testable import Publish

@Suite("What went into a run and not into the one before")
struct SourceListTests {
  private let invented: InventedWorkspace
  private let earlier = "2026-11-20-aaaaaaaaaaaa"
  private var folder: String { invented.workspace.path(.runs, earlier) }

  init() throws {
    invented = try InventedWorkspace(SmallDefinition.definition, years: [2025, 2026], seed: 51)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func keep(_ deliveries: [String: String], program: String = ProgramVersion.stages) throws {
    struct RunFile: Encodable { var deliveries: [KeptRun.DeliveredFile] }
    try JSONFile.save(
      RunFile(deliveries: deliveries.map { .init(name: $0, sha256: $1) }), to: folder + "/run.json")
    try PublicationRecord(
      run: earlier, asOf: "2026-11-20", program: program, definition: invented.definition, history: "", earlier: nil,
      files: [], summary: "", unmet: []
    ).save(in: folder)
  }

  /// The section of changes.
  private func section() throws -> String {
    let out = invented.folder + "/published"
    try publish(definition: invented.definition, workspace: invented.workspace, out: out, run: invented.run)
    let page = try String(contentsOfFile: out + "/report.html", encoding: .utf8)
    let start = try #require(page.range(of: "<aside id=\"changes\"")), end = try #require(page.range(of: "</aside>"))
    return String(page[start.lowerBound..<end.lowerBound])
  }

  @Test("deliveries are named, ten of each kind, outside of folds, even of a run whose figures are gone")
  func deliveries() throws {
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let gone = (10..<22).map { ("gone-\($0).csv", "1") }
    try keep(Dictionary(uniqueKeysWithValues: gone), program: "another")
    let section = try section()
    #expect(section.contains("New deliveries (1):") && section.contains("Báo cáo mới (1):"))
    #expect(section.contains("<code>&lt;script&gt;alert(1)&lt;/script&gt;.csv</code>"))
    #expect(section.contains("Removed deliveries (12):") && section.contains("and 2 more"))
    #expect(section.contains("gone-19.csv") && !section.contains("gone-20.csv"))
    #expect(section.contains("Definition: the same") && section.contains("Program: another version"))
    #expect(!section.contains("<details") && !section.contains("Changed deliveries"))
    #expect(try self.section() == section)
  }

  @Test("a delivery with other bytes is changed, and the same ones are said to be the same")
  func revised() throws {
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let delivery = invented.run.deliveries[0]
    try keep([delivery.name: "other"])
    #expect(try section().contains("Changed deliveries (1):"))
    try keep([delivery.name: delivery.sha256])
    let section = try section()
    #expect(section.contains("Deliveries: the same, byte for byte") && section.contains("Program: the same"))
  }

  @Test("nothing is said of a run that kept nothing of it")
  func unknown() throws {
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let section = try section()
    #expect(!section.contains("What went in") && !section.contains("eliveries"))
    #expect(!section.contains("Program:") && !section.contains("Definition:"))
  }

  @Test("a province that reports at last is one event", arguments: [true, false])
  func turns(isArrival: Bool) throws {
    defer { try? FileManager.default.removeItem(atPath: invented.folder) }
    let definition = invented.definition
    let content = try PublishedContent(definition, invented.workspace, invented.run, jobs: 1, firstSeen: nil)
    // Rows that are published, of a province of which enough are.
    let told = content.compliance.rows.map(\.row).filter {
      $0.year == 2026 && $0.area != 0 && $0.group == definition.targets[$0.target].headline
        && !content.compliance.silences($0)
    }
    let area = try #require(
      Dictionary(grouping: told, by: \.area).filter { $0.value.count >= RunChanges.Turn.fewest }.keys.min())
    let rows = told.filter { $0.area == area }
    func run(_ change: (inout ComplianceRow) -> Void) -> KeptRun {
      let entry = RunList.Entry(id: earlier, day: CalendarDate("2026-11-20")!, published: .distantPast)
      var before = told
      for index in before.indices where before[index].area == area { change(&before[index]) }
      return KeptRun(entry, rows: before, flags: [])
    }
    guard isArrival else {
      let verdicts = rows.map { RunChanges.Verdict(target: $0.target, area: area, before: .met, after: .noData) }
      #expect(RunChanges.Turn(area, isArrival: false, of: verdicts)?.verdicts.count == rows.count)
      #expect(RunChanges.Turn(area, isArrival: false, of: Array(verdicts.prefix(2))) == nil)
      #expect(RunChanges.Turn(area, isArrival: true, of: verdicts) == nil)
      return
    }
    let changes = RunChanges(run { $0.status = .noData }, withheld: [], content, year: 2026)
    #expect(changes.turns.map(\.area) == [area] && changes.turns.first?.verdicts.count == rows.count)
    #expect(changes.turns.first?.isArrival == true && changes.provinces.isEmpty)
    let silent = RunChanges(
      run { $0.status = .noData }, withheld: Set(rows.map { PublishedCompliance.name($0, definition) }), content,
      year: 2026)
    #expect(silent.turns.isEmpty && silent.provinces.isEmpty)
  }
}

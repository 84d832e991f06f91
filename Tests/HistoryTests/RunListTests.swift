import Foundation
import History
import Testing
import Vocabulary
import Workspace

@Suite("Runs that a workspace keeps")
struct RunListTests {
  private let workspace = Workspace(NSTemporaryDirectory() + "runs-" + UUID().uuidString)

  /// Keeps runs that published at seconds of 2026-12-01.
  private func keep(_ runs: [(id: String, second: Double)]) throws {
    for run in runs {
      let folder = workspace.path(.runs, run.id)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let path = folder + "/" + PublicationRecord.fileName
      try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
      let date = Date(timeIntervalSince1970: 1_796_000_000 + run.second)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }
  }

  @Test("in order of the day, then of publication, whatever they are called")
  func order() throws {
    defer { try? FileManager.default.removeItem(atPath: workspace.root) }
    try keep([
      ("2026-12-01-aaaa", 30), ("2026-12-01-ffff", 10), ("2026-11-30-eeee", 99), ("2026-12-02-0000", 1),
    ])
    try Data("{}".utf8).write(to: URL(fileURLWithPath: workspace.path(.runs, "latest.json")))
    try Data("".utf8).write(to: URL(fileURLWithPath: workspace.path(.runs, "notes")))
    let list = try RunList(workspace)
    #expect(
      list.entries.map(\.id) == ["2026-11-30-eeee", "2026-12-01-ffff", "2026-12-01-aaaa", "2026-12-02-0000"])
    #expect(list.newest(before: CalendarDate("2026-12-02")!)?.id == "2026-12-01-aaaa")
    #expect(list.newest(before: CalendarDate("2026-11-30")!) == nil)
    #expect(list.entry("2026-12-01-ffff")?.day == CalendarDate("2026-12-01") && list.entry("notes") == nil)
  }
}

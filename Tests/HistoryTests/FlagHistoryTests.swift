import Foundation
import History
import Records
import Testing
import Workspace

@Suite("History of flags")
struct FlagHistoryTests {
  private let workspace = Workspace(NSTemporaryDirectory() + "history-" + UUID().uuidString)
  private var path: String { workspace.path(.runs, "first_seen.json") }

  private func inWorkspace(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(atPath: workspace.path(.runs), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: workspace.root) }
    try body()
  }

  private func flags(_ names: String...) -> [Flag] {
    names.map {
      Flag(id: $0, severity: .info, target: nil, area: 0, group: 0, period: "2026", reason: "off_track", detail: "")
    }
  }

  @Test("the earliest day stands, and flags that are not raised again are kept")
  func days() throws {
    try inWorkspace {
      var history = try FlagHistory(workspace)
      #expect(history.entries.isEmpty)
      #expect(history.note(flags("b", "d"), on: "2026-11-02") == ["2026-11-02", "2026-11-02"])
      try history.save(to: workspace)
      history = try FlagHistory(workspace)
      #expect(history.note(flags("d", "a", "c"), on: "2026-11-03") == ["2026-11-02", "2026-11-03", "2026-11-03"])
      try history.save(to: workspace)
      history = try FlagHistory(workspace)
      #expect(history.note(flags("b"), on: "2026-11-01") == ["2026-11-01"])
      #expect(
        history.entries.map { "\($0.name) \($0.day)" } == [
          "a 2026-11-03", "b 2026-11-01", "c 2026-11-03", "d 2026-11-02",
        ])
    }
  }

  @Test(
    "the file is the one that a coder would write",
    arguments: [[], ["a"], ["b", "a.1"], ["Đ", "a"], ["a\"b\\", "/c"]])
  func layout(names: [String]) throws {
    try inWorkspace {
      var history = try FlagHistory(workspace)
      _ = history.note(names.flatMap { flags($0) }, on: "2026-11-02")
      try history.save(to: workspace)
      let saved = try Data(contentsOf: URL(fileURLWithPath: path))
      let days = Dictionary(uniqueKeysWithValues: names.map { ($0, "2026-11-02") })
      try JSONFile.save(days, to: path)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == saved)
      #expect(try FlagHistory(workspace) == history)
      #expect(try JSONSerialization.jsonObject(with: saved) is [String: String])
    }
  }

  @Test("a file that the system does not give is an error, not an older copy")
  func refused() throws {
    try inWorkspace {
      let history = try FlagHistory(workspace)
      let run = workspace.path(.runs, "2026-11-01-a0")
      try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
      try history.save(to: workspace)
      try KeptFile.keep(path, as: run + "/" + FlagHistory.fileName)
      try FileManager.default.removeItem(atPath: path)
      // A name that leads nowhere but to itself: the system says so, whoever asks.
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
      #expect(throws: WorkspaceError.self) { try FlagHistory(workspace) }
    }
  }

  @Test(
    "another layout is read as well",
    arguments: [
      "{\n  \"b\" : \"2026-11-01\",\n  \"a\" : \"2026-11-02\"\n}\n",
      "{\n  \"a\" : \"2026-11-02\",\n  \"\\u0062\" : \"2026-11-01\"\n}\n",
      "{\n  \"a\" : \"2026-11-02\",\n  \"b\" : \"2026-11-01\"}\n",
    ])
  func otherLayouts(text: String) throws {
    try inWorkspace {
      try Data(SealedJSON.sealed(Array(text.utf8))).write(to: URL(fileURLWithPath: path))
      let entries = try FlagHistory(workspace).entries
      #expect(entries.map { "\($0.name) \($0.day)" } == ["a 2026-11-02", "b 2026-11-01"])
    }
  }

  @Test("the copy of the newest run takes the place of a damaged or lost file")
  func copies() throws {
    try inWorkspace {
      var history = try FlagHistory(workspace)
      _ = history.note(flags("a"), on: "2026-11-01")
      try history.save(to: workspace)
      let run = workspace.path(.runs, "2026-11-01-a0")
      try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
      try KeptFile.keep(path, as: run + "/" + FlagHistory.fileName)
      try FileManager.default.removeItem(atPath: path)
      #expect(try FlagHistory(workspace) == history)
      try Data("{\n  \"a\" : \"2026-01-01\"\n}\n".utf8).write(to: URL(fileURLWithPath: path))
      #expect(try FlagHistory(workspace) == history)
      try FileManager.default.removeItem(atPath: run + "/" + FlagHistory.fileName)
      #expect(throws: WorkspaceError.self) { try FlagHistory(workspace) }
    }
  }

  @Test(
    "a damaged file is an error",
    arguments: ["", "{", "[]", "{\n  \"a\" : 1\n}\n", "{\n  \"a\" : \"2026-11-02\"\n  \"b\" : \"2026-11-01\"\n}\n"])
  func damaged(text: String) throws {
    try inWorkspace {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: WorkspaceError.self) { try FlagHistory(workspace) }
    }
  }
}

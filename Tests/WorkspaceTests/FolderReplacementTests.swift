import Foundation
import Testing
import Workspace

@Suite struct FolderReplacementTests {
  private struct Broken: Error {}

  private let folder: TemporaryFolder
  private var target: String { folder.path + "/out" }
  private var draft: String { folder.path + "/.draft" }

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String, in draft: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: draft + "/" + name))
  }

  @Test func putsANewFolderInPlace() throws {
    let result = try FolderReplacement.replace(target, draft: draft) { draft in
      try write("new", to: "a", in: draft)
      #expect(folder.names("out") == nil)
      return 7
    }
    #expect(result == 7)
    #expect(folder.text("out/a") == "new")
    #expect(folder.names() == ["out"])
  }

  @Test func replacesTheOldFolderAsAWhole() throws {
    try folder.write("old", to: "out/a")
    try folder.write("old", to: "out/sub/b")
    try FolderReplacement.replace(target, draft: draft) { draft in
      try write("new", to: "c", in: draft)
      #expect(folder.text("out/a") == "old")
    }
    #expect(folder.names("out") == ["c"])
    #expect(folder.names() == ["out"])
  }

  @Test func anErrorLeavesTheOldFolder() throws {
    try folder.write("old", to: "out/a")
    #expect(throws: Broken.self) {
      try FolderReplacement.replace(target, draft: draft) { draft in
        try write("half", to: "a", in: draft)
        throw Broken()
      }
    }
    #expect(folder.text("out/a") == "old")
    #expect(folder.names() == ["out"])
  }

  @Test func whatAnInterruptedRunLeftIsCleared() throws {
    try folder.write("stale", to: ".draft/a")
    try folder.write("stale", to: ".draft/sub/b")
    try FolderReplacement.replace(target, draft: draft) { draft in
      #expect(folder.names(".draft") == [])
      try write("new", to: "c", in: draft)
    }
    #expect(folder.names("out") == ["c"])
  }

  @Test func aDraftThatCannotBeMadeIsAnError() throws {
    try folder.write("a file, not a folder", to: "file")
    let error = #expect(throws: WorkspaceError.self) {
      try FolderReplacement.replace(target, draft: folder.path + "/file/draft") { _ in }
    }
    #expect(error?.what.contains("file/draft") == true)
  }

  @Test func anotherFileSystemIsAnError() throws {
    guard FileManager.default.isWritableFile(atPath: "/dev/shm") else { return }
    let elsewhere = "/dev/shm/replacement-" + UUID().uuidString
    try folder.write("old", to: "out/a")
    let error = #expect(throws: WorkspaceError.self) {
      try FolderReplacement.replace(target, draft: elsewhere) { try write("new", to: "a", in: $0) }
    }
    #expect(error?.remedy.contains("file system") == true)
    #expect(folder.text("out/a") == "old")
    #expect(!FileManager.default.fileExists(atPath: elsewhere))
  }

  @Test func stageFoldersHaveTheirDraftInTheWorkspace() throws {
    let workspace = Workspace(folder.path + "/w")
    try FolderReplacement.replace(.canonical, of: workspace) { draft in
      #expect(draft.hasPrefix(workspace.root + "/"))
      try write("new", to: "a", in: draft)
    }
    #expect(folder.names("w") == ["canonical"])
    #expect(folder.text("w/canonical/a") == "new")
  }
}

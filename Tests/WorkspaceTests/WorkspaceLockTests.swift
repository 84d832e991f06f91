import Foundation
import Synchronization
import Testing
import Workspace

@Suite struct WorkspaceLockTests {
  @Test func theSecondHolderIsTurnedAway() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(folder.path + "/new/workspace")
    let lock = try WorkspaceLock(workspace)
    let held = #expect(throws: WorkspaceLock.Held.self) { try WorkspaceLock(workspace) }
    #expect(held?.path == workspace.root)
    #expect(held?.description.contains("another run") == true)
    // Another workspace is no concern of it.
    _ = try WorkspaceLock(Workspace(folder.path + "/other"))
    withExtendedLifetime(lock) {}
  }

  @Test func theLockGoesWithItsHolder() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(folder.path)
    do { withExtendedLifetime(try WorkspaceLock(workspace)) {} }
    _ = try WorkspaceLock(workspace)
  }

  @Test func whoDidNotEndWellIsRemembered() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(folder.path)
    #expect(WorkspaceLock.unfinished(workspace) == nil)
    do { withExtendedLifetime(try WorkspaceLock(workspace)) { #expect(WorkspaceLock.unfinished(workspace) == nil) } }
    #expect(WorkspaceLock.unfinished(workspace)?.hasPrefix("process \(getpid()) since ") == true)
    let bytes = folder.text(".lock")?.utf8.count
    do { try WorkspaceLock(workspace).noteDone() }
    #expect(WorkspaceLock.unfinished(workspace) == nil)
    // The same room on the disk, whatever it says.
    #expect(folder.text(".lock")?.utf8.count == bytes)
    // A full disk has no room for the first line.
    try folder.write("", to: ".lock")
    #expect(WorkspaceLock.unfinished(workspace) != nil)
  }

  @Test func aWorkspaceThatCannotBeMadeIsAnError() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    #expect(throws: WorkspaceError.self) { try WorkspaceLock(Workspace(folder.path + "/file/workspace")) }
  }

  @Test func aLinkInPlaceOfTheLockIsNotFollowed() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.lock", withDestinationPath: folder.path + "/elsewhere")
    #expect(throws: WorkspaceError.self) { try WorkspaceLock(Workspace(folder.path)) }
  }

  /// A descriptor closed twice is, the second time, somebody else's.
  @Test func turningAwayClosesNothingOfOthers() throws {
    let folder = try TemporaryFolder()
    let workspace = Workspace(folder.path)
    let lock = try WorkspaceLock(workspace)
    let isOver = Atomic<Bool>(false)
    let lost = Atomic<Int>(0)
    let thread = Thread {
      while !isOver.load(ordering: .relaxed) {
        let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
        if close(descriptor) != 0 { lost.add(1, ordering: .relaxed) }
      }
    }
    thread.start()
    for _ in 0..<5_000 { #expect(throws: WorkspaceLock.Held.self) { try WorkspaceLock(workspace) } }
    isOver.store(true, ordering: .relaxed)
    #expect(lost.load(ordering: .relaxed) == 0)
    withExtendedLifetime(lock) {}
  }
}

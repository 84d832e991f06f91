import Foundation
import Synchronization

/// Holds a workspace for one process; released when the process ends, however it ends.
public final class WorkspaceLock: Sendable {
  private let descriptor: Int32
  /// Whether the lock was taken, rather than found to be another's.
  private let isHolder: Bool
  private let isDone = Atomic<Bool>(false)

  /// Another run holds the workspace (exit code 75).
  public struct Held: Error, CustomStringConvertible, Sendable {
    /// Path of the workspace.
    public let path: String
    /// What the other run said of itself: its process, and since when; empty where it has not yet.
    public let holder: String
    /// One line for the operator.
    public var description: String {
      let holder = holder.isEmpty ? "another run" : "another run (\(holder))"
      return "\(path): \(holder) holds this workspace; wait until it ends, or give this run another --workspace"
    }
  }

  /// Creates the workspace where needed and takes its lock, without waiting.
  public init(_ workspace: Workspace) throws {
    do {
      try FileManager.default.createDirectory(atPath: workspace.root, withIntermediateDirectories: true)
    } catch {
      throw WorkspaceError(
        what: "\(workspace.root): cannot create the workspace", why: "\(error.localizedDescription)",
        remedy: "give --workspace a folder that can be written")
    }
    let path = workspace.root + "/.lock"
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      throw WorkspaceError(path, "open", errno: errno, remedy: "give --workspace a folder that can be written")
    }
    // The descriptor is closed in `deinit`, which runs after a throw from here too.
    isHolder = Self.take(descriptor)
    guard isHolder else { throw Held(path: workspace.root, holder: Self.holder(path)) }
    // Its time says since when the workspace is held.
    futimens(descriptor, nil)
    let holder = "process \(getpid()) since \(Date().formatted(.iso8601))"
    ftruncate(descriptor, 0)
    // Where the disk is full, the lock holds all the same, without a name.
    _ = holder.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    clearDrafts(workspace)
  }

  /// What the run that holds a lock wrote into it.
  private static func holder(_ path: String) -> String {
    let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.hasPrefix("process ") ? String(text.prefix(80)) : ""
  }

  /// Notes that the work is done: the lock then names nobody once it is released. Otherwise whoever asks for the state of the
  /// workspace is told of a run that did not end well, even where it was killed.
  public func noteDone() { isDone.store(true, ordering: .relaxed) }

  /// What the last run that held a workspace said of itself, where it did not end well; nil where it did, or is at work.
  public static func unfinished(_ workspace: Workspace) -> String? {
    let holder = holder(workspace.root + "/.lock")
    return holder.isEmpty || heldSince(workspace) != nil ? nil : holder
  }

  /// Removes what a run that was killed left half done.
  private func clearDrafts(_ workspace: Workspace) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.root)) ?? []
    // What cannot be removed now is in nobody's way: a draft is cleared before it is begun.
    for name in names where name.hasPrefix(".draft-") {
      try? FileManager.default.removeItem(atPath: workspace.root + "/" + name)
    }
  }

  /// Takes the lock; whoever only looks whether it is taken lets go of it at once, and is waited for.
  private static func take(_ descriptor: Int32) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    usleep(1000)
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  /// Since when another run holds a workspace; nil where none does.
  public static func heldSince(_ workspace: Workspace) -> Date? {
    let descriptor = open(workspace.root + "/.lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_SH | LOCK_NB) == 0 {
      flock(descriptor, LOCK_UN)
      return nil
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    return Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec))
  }

  deinit {
    guard descriptor >= 0 else { return }
    if isHolder && isDone.load(ordering: .relaxed) { ftruncate(descriptor, 0) }
    close(descriptor)
  }
}

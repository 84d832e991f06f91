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
    Self.write("process \(getpid()) since \(Date().formatted(.iso8601))", into: descriptor)
    clearDrafts(workspace)
  }

  /// What a lock says after a run that ended well.
  private static let done = "done"

  /// Writes a line of always the same length, so that the next one needs no room on a disk that is full. Where there is
  /// none for the first one either, the lock holds all the same, and is empty.
  private static func write(_ text: String, into descriptor: Int32) {
    let line = text.padding(toLength: 80, withPad: " ", startingAt: 0) + "\n"
    let written = line.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    ftruncate(descriptor, written == line.utf8.count ? off_t(written) : 0)
  }

  /// What a lock says; nil where there is none.
  private static func line(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map {
      String(decoding: $0.prefix(80), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// What the run that holds a lock wrote into it.
  private static func holder(_ path: String) -> String {
    line(path).flatMap { $0.hasPrefix("process ") ? $0 : nil } ?? ""
  }

  /// Notes that the work is done: the lock then names nobody once it is released. Otherwise whoever asks for the state of the
  /// workspace is told of a run that did not end well, even where it was killed.
  public func noteDone() { isDone.store(true, ordering: .relaxed) }

  /// What the last run that held a workspace said of itself, where it did not end well; nil where it did, or is at work.
  public static func unfinished(_ workspace: Workspace) -> String? {
    guard let line = line(workspace.root + "/.lock"), line != done, heldSince(workspace) == nil else { return nil }
    return line.isEmpty ? "it could not even write its name: is the disk full?" : line
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
    if isHolder && isDone.load(ordering: .relaxed) { Self.write(Self.done, into: descriptor) }
    close(descriptor)
  }
}

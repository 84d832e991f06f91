import Foundation

/// Holds a workspace for one process; released when the process ends, however it ends.
public final class WorkspaceLock: Sendable {
  private let descriptor: Int32

  /// Another run holds the workspace (exit code 75).
  public struct Held: Error, CustomStringConvertible, Sendable {
    /// Path of the workspace.
    public let path: String
    /// One line for the operator.
    public var description: String {
      "\(path): another run holds this workspace; wait until it ends, or give this run another --workspace"
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
    guard Self.take(descriptor) else { throw Held(path: workspace.root) }
    // Its time says since when the workspace is held.
    futimens(descriptor, nil)
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

  deinit { if descriptor >= 0 { close(descriptor) } }
}

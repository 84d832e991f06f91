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
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Held(path: workspace.root) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

import Arrow
import Console
import Foundation
import Logging
import Workspace

extension Session {
  /// Notes that all stages are done, where none of their files is damaged: stages that run one by one make sure of it at
  /// the end.
  func noteEnd() throws {
    if try StageInspection(workspace).damaged(jobs: options.jobs).isEmpty { StageInspection.noteEnd(of: workspace) }
  }
}

/// Stage files that are damaged or gone: they are removed, so that the run makes them again from the deliveries.
public struct StageRepair {
  /// Disks that damage what is written again and again are for the operator.
  private static let mostAttempts = 3

  private let workspace: Workspace
  private let log: Logger
  private let jobs: Int
  private var attempts = 0

  /// A repair of the workspace of a run.
  public init(_ options: CommonOptions, label: String) {
    workspace = Workspace(options.workspace)
    log = options.log(label)
    jobs = options.jobs
  }

  /// Removes what was damaged since the last run; the workspace must be held.
  ///
  /// - Returns: Whether nothing was touched at all.
  func removesDamageSinceLastRun() throws -> Bool {
    let inspection = StageInspection(workspace)
    try remove(inspection.damaged(jobs: jobs))
    return inspection.isUntouched
  }

  /// Removes what is damaged, where that is why a run failed.
  ///
  /// - Returns: Whether the run should be tried again.
  public mutating func removesDamage(behind error: any Error) throws -> Bool {
    guard let path = Self.damagedPath(error), path.hasPrefix(workspace.root + "/"), attempts < Self.mostAttempts else {
      return false
    }
    attempts += 1
    let lock = try WorkspaceLock(workspace)
    defer { withExtendedLifetime(lock) {} }
    if !FileManager.default.fileExists(atPath: path) {
      log.note(
        .stageFileLost, .warning, "\(path): not there; it is made again from the deliveries", ["file": .text(path)])
      return true
    }
    // Where one is damaged others may be: they are looked at all together.
    let damaged = try StageInspection(workspace, all: true).damaged(jobs: jobs)
    try remove(damaged)
    return !damaged.isEmpty
  }

  private func remove(_ damaged: [String]) throws {
    for path in damaged {
      log.note(
        .stageFileLost, .warning, "\(path): damaged; it is made again from the deliveries", ["file": .text(path)])
      guard unlink(path) == 0 || errno == ENOENT else {
        throw WorkspaceError(
          what: "\(path): is damaged and cannot be removed", why: String(cString: strerror(errno)),
          remedy: "check the permissions of the workspace, or remove it: the next run makes it again", damaged: path)
      }
    }
  }

  private static func damagedPath(_ error: any Error) -> String? {
    switch error {
    case let error as ArrowError: error.cause == .damage ? error.path : nil
    case let error as WorkspaceError: error.damaged
    default: nil
    }
  }
}

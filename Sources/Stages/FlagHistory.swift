import Foundation
import Workspace

/// The day on which each flag was first raised, over all runs of a workspace: `runs/first_seen.json`.
public struct FlagHistory: Sendable, Equatable {
  /// Day (`YYYY-MM-DD`) by name of flag.
  public private(set) var firstSeen: [String: String]

  private static let fileName = "first_seen.json"

  /// Reads the history of a workspace; empty where there was no run.
  public init(_ workspace: Workspace) throws {
    let path = workspace.path(.runs, Self.fileName)
    guard FileManager.default.fileExists(atPath: path) else {
      firstSeen = [:]
      return
    }
    do {
      firstSeen = try JSONFile.load([String: String].self, from: path, writtenBy: "milepost-publish")
    } catch {
      throw WorkspaceError(
        what: "\(path): cannot be read", why: "it is damaged",
        remedy: "restore it, or remove it: then every flag counts as first seen in this run")
    }
  }

  /// Notes the flags of a run; an earlier day stands.
  public mutating func note(_ flags: [Flag], on day: String) {
    for flag in flags { firstSeen[flag.id] = min(firstSeen[flag.id] ?? day, day) }
  }

  /// Writes the history, whole or not at all.
  public func save(to workspace: Workspace) throws {
    let path = workspace.path(.runs, Self.fileName)
    try JSONFile.save(firstSeen, to: path + ".next")
    guard rename(path + ".next", path) == 0 else {
      throw WorkspaceError(
        what: "\(path): cannot be replaced", why: String(cString: strerror(errno)),
        remedy: "check the permissions of the workspace")
    }
  }
}

import Foundation

/// Folders of a workspace that are no longer needed.
public enum RemovedFolder {
  /// Removes a folder: it leaves its place in one step, so that half of it is never taken for the whole.
  public static func remove(_ path: String, of workspace: Workspace) throws(WorkspaceError) {
    let aside = workspace.root + "/.draft-removed"
    do {
      try? FileManager.default.removeItem(atPath: aside)
      guard rename(path, aside) == 0 else {
        throw WorkspaceError(path, "be removed", errno: errno, remedy: "check the permissions of the workspace")
      }
      try FileManager.default.removeItem(atPath: aside)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      throw WorkspaceError(
        what: "\(aside): cannot be removed", why: error.localizedDescription,
        remedy: "check the permissions of the workspace")
    }
  }
}

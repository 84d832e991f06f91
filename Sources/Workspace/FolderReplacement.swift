import CLinux
import Foundation

/// Builds a folder beside its final place and moves it there in one step, so that a reader sees the old or the new one
/// whole, and an error leaves the old one as it was.
public struct FolderReplacement {
  /// The folder to write into.
  public let draft: String
  private let target: String

  /// Starts an empty draft; what an interrupted run left of an earlier one is cleared.
  public init(of target: String, draft: String) throws(WorkspaceError) {
    self.target = target
    self.draft = draft
    Interruption.began(draft)
    do {
      if FileManager.default.fileExists(atPath: draft) { try FileManager.default.removeItem(atPath: draft) }
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
    } catch {
      throw WorkspaceError(
        what: "\(draft): cannot prepare the folder", why: error.localizedDescription,
        remedy: "check the permissions and the free space there")
    }
  }

  /// Replaces a stage's folder of a workspace by what `build` writes into the draft.
  public static func replace<Result>(
    _ folder: Workspace.Folder, of workspace: Workspace, _ build: (_ draft: String) throws -> Result
  ) throws -> Result {
    try replace(workspace.path(folder), draft: workspace.root + "/.draft-" + folder.rawValue, build)
  }

  /// Replaces a folder by what `build` writes into the draft; on an error the draft goes and the folder stays.
  ///
  /// - Parameter isDurable: Whether the files are on the disk before they take their place, so that not even a machine that
  ///   loses its power leaves a folder with half of them. Stage files need not be: they carry checksums.
  public static func replace<Result>(
    _ target: String, draft: String, isDurable: Bool = false, _ build: (_ draft: String) throws -> Result
  ) throws -> Result {
    let replacement = try FolderReplacement(of: target, draft: draft)
    defer { Interruption.ended(draft) }
    do {
      let result = try build(draft)
      if isDurable { try DurableFile.sync(folder: draft) }
      try replacement.commit()
      if isDurable { try DurableFile.sync(URL(fileURLWithPath: target).deletingLastPathComponent().path) }
      return result
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
  }

  /// Moves the draft to its place in one step.
  public func commit() throws(WorkspaceError) {
    let replaces = FileManager.default.fileExists(atPath: target)
    let code = Interruption.unlessEnding {
      (replaces ? milepost_exchange(draft, target) : rename(draft, target)) == 0 ? 0 : errno
    }
    guard code == 0 else { throw failure(code) }
    // The draft now holds what was there before.
    if replaces { try? FileManager.default.removeItem(atPath: draft) }
  }

  private func failure(_ code: Int32) -> WorkspaceError {
    WorkspaceError(
      target, "put the new folder in place", errno: code,
      remedy: "check the permissions of the folder above it, and that \(draft) is on the same file system")
  }
}

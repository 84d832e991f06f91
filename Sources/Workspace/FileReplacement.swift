import Foundation

/// A file of the workspace that is replaced in one step, so that whoever asks meanwhile reads the old or the new one whole.
public enum FileReplacement {
  /// Writes a file beside its place and moves it there.
  ///
  /// - Parameter isDurable: Whether it is on the disk before it takes its place: for what nothing can make again.
  public static func replace(_ path: String, isDurable: Bool = false, _ write: (_ draft: String) throws -> Void) throws
  {
    let draft = path + ".next"
    try write(draft)
    if isDurable { try DurableFile.sync(draft) }
    guard rename(draft, path) == 0 else {
      throw WorkspaceError(path, "be replaced", errno: errno, remedy: "check the permissions of the workspace")
    }
  }
}

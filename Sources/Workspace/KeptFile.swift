import Foundation

/// Files that one run leaves to the next.
public enum KeptFile {
  /// Keeps a file under another name as well: the same file where the file system can, a copy where it cannot. Stage
  /// files are never written to once they stand, so that one file may have two names.
  public static func keep(_ path: String, as other: String) throws(WorkspaceError) {
    if link(path, other) == 0 { return }
    do {
      try FileManager.default.copyItem(atPath: path, toPath: other)
    } catch {
      throw WorkspaceError(
        what: "\(other): cannot be made from \(path)", why: error.localizedDescription,
        remedy: "check the permissions and the free space there")
    }
  }
}

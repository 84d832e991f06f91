import Foundation

/// Files that must be on the disk, whatever happens to the machine a moment later.
public enum DurableFile {
  /// Waits until a file, or the list of names that a folder is, is on the disk.
  public static func sync(_ path: String) throws(WorkspaceError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    // Some file systems have nothing to wait for, and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path, errno) }
  }

  /// Waits until all files of a folder, and the folder, are on the disk.
  public static func sync(folder: String) throws(WorkspaceError) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw WorkspaceError(
        what: "\(folder): cannot be listed", why: error.localizedDescription,
        remedy: "check the permissions there, and run again")
    }
    for name in names.sorted() { try sync(folder + "/" + name) }
    try sync(folder)
  }

  private static func failure(_ path: String, _ code: Int32) -> WorkspaceError {
    WorkspaceError(path, "be put on the disk", errno: code, remedy: "check the disk and its free space, and run again")
  }
}

import Arrow
import Foundation

/// The bytes of small files, where it matters why they cannot be had: a file that is not there is dealt with, one that the
/// system would not give this time must not be taken for absent.
public enum FileContent {
  /// All bytes of a file; nil where there is none.
  ///
  /// - Throws: `WorkspaceError` where the system refuses to give them.
  public static func bytes(of path: String) throws(WorkspaceError) -> Data? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if isAbsence(errno) { return nil }
      throw refusal(path, errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw refusal(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: max(4096, min(Int(status.st_size) + 1, 1 << 20)))
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return data }
      if count > 0 { data.append(contentsOf: chunk[..<count]) } else if errno != EINTR { throw refusal(path, errno) }
    }
  }

  /// The names in a folder, in no order; none where there is no such folder.
  ///
  /// - Throws: `WorkspaceError` where the system refuses to list it.
  public static func names(in folder: String) throws(WorkspaceError) -> [String] {
    guard let stream = opendir(folder) else {
      if isAbsence(errno) { return [] }
      throw refusal(folder, errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw refusal(folder, errno) }
        return names
      }
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  private static func isAbsence(_ code: Int32) -> Bool { code == ENOENT || code == ENOTDIR }

  private static func refusal(_ path: String, _ code: Int32) -> WorkspaceError {
    WorkspaceError(path, "be read", errno: code, remedy: SystemRefusal.remedy(code))
  }
}

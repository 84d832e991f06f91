import Arrow
import Foundation

/// The bytes of small files, where it matters why they cannot be had: a file that is not there is dealt with, one that the
/// system would not give this time must not be taken for absent.
public enum FileContent {
  /// All bytes of a file; nil where there is none.
  ///
  /// - Throws: `WorkspaceError` where the system refuses to give them.
  public static func bytes(of path: String) throws(WorkspaceError) -> Data? {
    var data = Data()
    return try read(path) { data.append(contentsOf: $0) } ? data : nil
  }

  /// Reads a file piece by piece.
  ///
  /// - Returns: Whether there is such a file.
  /// - Throws: `WorkspaceError` where the system refuses to give it.
  public static func read(_ path: String, _ take: (UnsafeRawBufferPointer) -> Void) throws(WorkspaceError) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if isAbsence(errno) { return false }
      throw refusal(path, errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw refusal(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(4096, min(Int(status.st_size) + 1, 1 << 20)), alignment: 64)
    defer { chunk.deallocate() }
    while true {
      let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
      if count == 0 { return true }
      if count > 0 {
        take(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      } else if errno != EINTR {
        throw refusal(path, errno)
      }
    }
  }

  /// Writes a new file, or over one that is there.
  ///
  /// - Throws: `WorkspaceError` where the system refuses.
  public static func write(_ bytes: [UInt8], to path: String) throws(WorkspaceError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw refusal(path, errno, "be written") }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        let code = errno
        close(descriptor)
        throw refusal(path, code, "be written")
      }
    }
    // Some file systems say only now that there is no room.
    guard close(descriptor) == 0 else { throw refusal(path, errno, "be written") }
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

  private static func refusal(_ path: String, _ code: Int32, _ action: String = "be read") -> WorkspaceError {
    WorkspaceError(path, action, errno: code, remedy: SystemRefusal.remedy(code))
  }
}

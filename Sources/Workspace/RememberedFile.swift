import Foundation
import Synchronization

/// What a small file said when it was read last, for as long as it is the same file: stages of one process ask for the
/// same lists over and over.
final class RememberedFile<Content: Sendable>: Sendable {
  private struct Identity: Equatable {
    var device: UInt64, inode: UInt64, size: Int64, seconds: Int, nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private let last = Mutex<(identity: Identity, content: Content)?>(nil)

  /// The content of a file, from `read` where it is another one than before.
  func content(of path: String, _ read: () throws -> Content) throws -> Content {
    guard let identity = Identity(path) else { return try read() }
    if let content = last.withLock({ $0?.identity == identity ? $0?.content : nil }) { return content }
    let content = try read()
    last.withLock { $0 = (identity, content) }
    return content
  }
}

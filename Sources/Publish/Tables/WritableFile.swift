import Arrow
import Glibc

/// A new file that is written front to back.
final class WritableFile {
  private let path: String
  private var descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw failure(errno) }
  }

  deinit { if descriptor >= 0 { _ = Glibc.close(descriptor) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      if written < 0 { throw failure(errno) }
      rest = rest.dropFirst(written)
    }
  }

  func close() throws {
    let result = Glibc.close(descriptor)
    descriptor = -1
    if result != 0 { throw failure(errno) }
  }

  private func failure(_ code: Int32) -> PublishError {
    PublishError(
      what: "\(path): cannot be written", why: String(cString: strerror(code)), remedy: SystemRefusal.remedy(code))
  }
}

import Glibc

/// A new file that is written front to back.
final class WritableFile {
  private let path: String
  private var descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw failure("the file cannot be created") }
  }

  deinit { if descriptor >= 0 { _ = Glibc.close(descriptor) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      if written < 0 { throw failure(String(cString: strerror(errno))) }
      rest = rest.dropFirst(written)
    }
  }

  func close() throws {
    let result = Glibc.close(descriptor)
    descriptor = -1
    if result != 0 { throw failure(String(cString: strerror(errno))) }
  }

  private func failure(_ why: String) -> PublishError {
    PublishError(what: "\(path): cannot write", why: why, remedy: "check permissions and free space")
  }
}

import Glibc

/// The folder that an inbox is written into.
struct InboxFolder {
  let path: String
  /// Names written, in order.
  private(set) var names: [String] = []

  init(path: String) { self.path = path }

  /// Writes a file.
  mutating func write(_ bytes: Bytes, as name: String) throws(SynthesisError) {
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let failure = Self.failure(file)
        close(descriptor)
        throw failure
      }
      written += count
    }
    guard close(descriptor) == 0 else { throw Self.failure(file) }
    names.append(name)
  }

  private static func failure(_ file: String) -> SynthesisError {
    SynthesisError("\(file): cannot be written: \(String(cString: strerror(errno))). Check the folder and the disk.")
  }
}

import Glibc

/// A file mapped into memory for reading, for as long as the object lives.
final class MappedFile: @unchecked Sendable {
  let path: String
  let bytes: UnsafeRawBufferPointer
  /// Whether the bytes are mapped, rather than lent by somebody else.
  private let isMapped: Bool

  /// Bytes that the caller has in memory and lends for as long as the object lives, as those of the file at `path`.
  init(path: String, lent bytes: UnsafeRawBufferPointer) {
    self.path = path
    self.bytes = bytes
    isMapped = false
  }

  init(path: String) throws(ArrowError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path, "cannot be opened") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, "cannot be examined") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ArrowError(path: path, what: "is not a regular file") }
    let size = Int(status.st_size)
    // An empty file cannot be mapped.
    guard size > 0 else { throw ArrowError(path: path, what: "is empty") }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw Self.failure(path, "cannot be mapped")
    }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
    isMapped = true
  }

  deinit {
    // An initializer that threw mapped nothing, and runs no deinit.
    if isMapped { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }
  }

  /// Lets go of the memory that holds pages of the file; they come back when they are read again.
  func release() {
    // Memory that is no file's would be emptied.
    if isMapped { madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count, MADV_DONTNEED) }
  }

  private static func failure(_ path: String, _ what: String) -> ArrowError {
    ArrowError(path: path, what: what, errno: errno)
  }
}

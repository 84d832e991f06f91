import Glibc

/// A file being written front to back through one buffer.
final class FileOutput {
  let path: String
  /// How many bytes were written, those still in the buffer included.
  private(set) var position = 0
  private var descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var used = 0

  init(path: String) throws(ArrowError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    buffer = .allocate(byteCount: 1 << 18, alignment: 64)
    if descriptor < 0 { throw Self.failure(path, "cannot be created") }
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
    buffer.deallocate()
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ArrowError) {
    guard bytes.count > 0 else { return }
    position += bytes.count
    if bytes.count > buffer.count - used { try flush() }
    if bytes.count > buffer.count {
      // Larger than the buffer: copying would gain nothing.
      try send(bytes)
    } else {
      UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: bytes)
      used += bytes.count
    }
  }

  func write(_ bytes: [UInt8]) throws(ArrowError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(ArrowError) in
      try write(UnsafeRawBufferPointer(buffer))
    }
  }

  func write(_ value: UInt32) throws(ArrowError) {
    try write([UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value >> 16 & 0xFF), UInt8(value >> 24)])
  }

  /// Writes zeros up to a multiple of `alignment`.
  func align(_ alignment: Int) throws(ArrowError) {
    try write([UInt8](repeating: 0, count: position.roundedUp(to: alignment) - position))
  }

  func close() throws(ArrowError) {
    try flush()
    let closed = Glibc.close(descriptor)
    descriptor = -1
    if closed != 0 { throw Self.failure(path, "cannot be closed") }
  }

  private func flush() throws(ArrowError) {
    try send(UnsafeRawBufferPointer(rebasing: buffer[..<used]))
    used = 0
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws(ArrowError) {
    var sent = 0
    while sent < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw Self.failure(path, "cannot be written") }
      sent += count
    }
  }

  private static func failure(_ path: String, _ what: String) -> ArrowError {
    ArrowError(path: path, what: "\(what): \(String(cString: strerror(errno)))")
  }
}

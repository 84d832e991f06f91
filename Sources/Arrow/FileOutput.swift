import Glibc

/// A file being written front to back: small pieces through one buffer, large ones from where they lie.
final class FileOutput {
  /// The most pieces that one call of writev(2) takes on Linux: UIO_MAXIOV.
  private static let mostPieces = 1024
  private static let longestPadding = 64

  let path: String
  /// How many bytes were written, those still in the buffer included.
  private(set) var position = 0
  private var descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var used = 0
  /// Of the bytes that were sent.
  private var checksum = Checksum()
  /// As many as padding may need.
  private let zeros: UnsafeMutableRawPointer

  init(path: String) throws(ArrowError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    buffer = .allocate(byteCount: 1 << 16, alignment: 64)
    zeros = .allocate(byteCount: Self.longestPadding, alignment: 64)
    zeros.initializeMemory(as: UInt8.self, repeating: 0, count: Self.longestPadding)
    if descriptor < 0 { throw Self.failure(path, "cannot be created") }
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
    buffer.deallocate()
    zeros.deallocate()
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ArrowError) {
    try write([bytes], alignment: 1)
  }

  /// Writes each part, and zeros behind it up to a multiple of `alignment`, at most 64.
  func write(_ parts: [UnsafeRawBufferPointer], alignment: Int) throws(ArrowError) {
    precondition(alignment <= Self.longestPadding, "more padding than there are zeros")
    let start = position
    var pieces: [UnsafeRawBufferPointer] = []
    for part in parts where part.count > 0 {
      let end = position + part.count
      pieces.append(part)
      position = end.roundedUp(to: alignment)
      if position > end { pieces.append(UnsafeRawBufferPointer(start: zeros, count: position - end)) }
    }
    if position - start <= buffer.count - used {
      for piece in pieces { append(piece) }
      return
    }
    pieces.insert(UnsafeRawBufferPointer(rebasing: buffer[..<used]), at: 0)
    used = 0
    var index = 0
    while index < pieces.count {
      let next = min(index + Self.mostPieces, pieces.count)
      try send(pieces[index..<next])
      index = next
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

  /// The checksum of all bytes so far and of some that would follow. What is written after this has no part in any.
  func checksum(with following: [UInt8]) throws(ArrowError) -> UInt64 {
    try flush()
    following.withUnsafeBytes { checksum.update($0) }
    var whole = Checksum()
    swap(&whole, &checksum)
    return whole.value()
  }

  func close() throws(ArrowError) {
    try flush()
    let closed = Glibc.close(descriptor)
    descriptor = -1
    if closed != 0 { throw Self.failure(path, "cannot be closed") }
  }

  private func flush() throws(ArrowError) {
    let rest = UnsafeRawBufferPointer(rebasing: buffer[..<used])
    used = 0
    try send([rest])
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: bytes)
    used += bytes.count
  }

  private func send(_ pieces: ArraySlice<UnsafeRawBufferPointer>) throws(ArrowError) {
    var vectors = pieces.filter { $0.count > 0 }.map {
      iovec(iov_base: UnsafeMutableRawPointer(mutating: $0.baseAddress), iov_len: $0.count)
    }
    for piece in pieces { checksum.update(piece) }
    var first = 0
    while first < vectors.count {
      let count = vectors[first...].withUnsafeBufferPointer { writev(descriptor, $0.baseAddress, Int32($0.count)) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw Self.failure(path, "cannot be written") }
      // A disk that is nearly full takes less than it is given: the next call goes on there, or says why not.
      var sent = count
      while first < vectors.count, sent >= vectors[first].iov_len {
        sent -= vectors[first].iov_len
        first += 1
      }
      if sent > 0 {
        vectors[first].iov_base += sent
        vectors[first].iov_len -= sent
      }
    }
  }

  private static func failure(_ path: String, _ what: String) -> ArrowError {
    ArrowError(path: path, what: what, errno: errno)
  }
}

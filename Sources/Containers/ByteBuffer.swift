/// Bytes that are written one after the other and then lent; the memory is used again.
final class ByteBuffer {
  private(set) var start: UnsafeMutablePointer<UInt8> = .allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0

  deinit { start.deallocate() }

  /// What was written. Valid until the buffer changes.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Forgets what was written, and makes room for `capacity` bytes.
  func clear(capacity: Int = 0) {
    count = 0
    reserve(capacity)
  }

  /// Forgets all bytes but the first `count`.
  func cut(to count: Int) { self.count = count }

  /// Forgets the first `count` bytes.
  func drop(_ count: Int) {
    start.update(from: start + count, count: self.count - count)
    self.count -= count
  }

  @inline(__always)
  func append(_ byte: UInt8) {
    if count == capacity { reserve(1) }
    start[count] = byte
    count += 1
  }

  func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    UnsafeMutableRawPointer(start + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}

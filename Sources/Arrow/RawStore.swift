import Glibc

/// Raw bytes that grow by doubling. Whoever holds one frees it; copies alias the same memory.
@usableFromInline
struct RawStore {
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var count = 0
  @usableFromInline var capacity: Int

  @usableFromInline
  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = Self.checked(malloc(self.capacity))
  }

  /// The bytes stored so far.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  @inlinable
  mutating func store<T: BitwiseCopyable>(_ value: T) {
    let end = count &+ MemoryLayout<T>.size
    if end > capacity { grow(to: end) }
    base.storeBytes(of: value, toByteOffset: count, as: T.self)
    count = end
  }

  @inlinable
  mutating func store(bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return }
    let end = count &+ bytes.count
    if end > capacity { grow(to: end) }
    base.advanced(by: count).copyMemory(from: start, byteCount: bytes.count)
    count = end
  }

  /// Makes room for `capacity` bytes in all.
  mutating func reserve(_ capacity: Int) {
    if capacity > self.capacity { grow(exactly: capacity) }
  }

  /// Takes `count` further bytes, for the caller to write.
  mutating func extend(by count: Int) -> UnsafeMutableRawPointer {
    precondition(count >= 0, "a negative number of bytes")
    let start = self.count
    if start + count > capacity { grow(to: start + count) }
    self.count = start + count
    return base + start
  }

  @usableFromInline
  @inline(never)
  mutating func grow(to needed: Int) {
    grow(exactly: max(needed, capacity * 2))
  }

  private mutating func grow(exactly capacity: Int) {
    self.capacity = capacity
    base = Self.checked(realloc(base, capacity))
  }

  /// The same bytes in memory of their own.
  func copy() -> RawStore {
    var other = RawStore(capacity: capacity)
    other.store(bytes: bytes)
    return other
  }

  /// Forgets the bytes, and their memory too unless `keepingCapacity`.
  mutating func removeAll(keepingCapacity: Bool) {
    count = 0
    guard !keepingCapacity else { return }
    capacity = 16
    base = Self.checked(realloc(base, capacity))
  }

  func free() { Glibc.free(base) }

  private static func checked(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
    guard let pointer else { fatalError("out of memory") }
    return pointer
  }
}

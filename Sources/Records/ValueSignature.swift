/// The bytes of a short value as words, so that two values are compared without a loop.
///
/// Together with the length the words determine the bytes: they cover them all, overlapping where the length is no
/// multiple of eight.
@usableFromInline
struct ValueSignature {
  /// Longer values have no signature.
  @usableFromInline static let longest = 32

  /// All that values of up to 16 bytes have.
  @usableFromInline let first: UInt64
  @usableFromInline let second: UInt64
  @usableFromInline let third: UInt64
  @usableFromInline let fourth: UInt64
  @usableFromInline let count: Int32

  /// The signature of `bytes`, at most `longest` of them.
  @inlinable
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count
    self.count = Int32(truncatingIfNeeded: count)
    guard count > 0, let base = bytes.baseAddress else {
      (first, second, third, fourth) = (0, 0, 0, 0)
      return
    }
    // Each load lies within the `count` bytes.
    if count < 8 {
      (first, second, third, fourth) = (Self.upToSeven(base, count), 0, 0, 0)
    } else if count <= 16 {
      (first, second, third, fourth) = (Self.word(base, 0), Self.word(base, count &- 8), 0, 0)
    } else {
      (first, second) = (Self.word(base, 0), Self.word(base, 8))
      (third, fourth) = (Self.word(base, count &- 16), Self.word(base, count &- 8))
    }
  }

  /// A number below `ValueMemory.slots` that spreads values evenly.
  @inlinable
  @inline(__always)
  var slot: Int {
    let mixed = (first ^ (second &* 0x9E37_79B9_7F4A_7C15) ^ fourth) &* 0xA076_1D64_78BD_642F
    return Int(truncatingIfNeeded: mixed >> 58)
  }

  @inlinable
  @inline(__always)
  static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// One to seven bytes as a number.
  @inlinable
  @inline(__always)
  static func upToSeven(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let low = base.loadUnaligned(as: UInt32.self)
      let high = base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(high) << 32 | UInt64(low)
    }
    let first = base.load(as: UInt8.self)
    let middle = base.load(fromByteOffset: count >> 1, as: UInt8.self)
    let last = base.load(fromByteOffset: count &- 1, as: UInt8.self)
    return UInt64(first) | UInt64(middle) << 8 | UInt64(last) << 16
  }
}

/// Remembers the codes of a field's latest values: records that follow each other mostly repeat them, and comparing a
/// signature is quicker than a look-up in the dictionary.
@usableFromInline
struct ValueMemory {
  @usableFromInline static let slots = 64

  @usableFromInline
  struct Slot {
    @usableFromInline var signature = ValueSignature(UnsafeRawBufferPointer(start: nil, count: 0))
    /// -1 where nothing is remembered.
    @usableFromInline var code: Int32 = -1
  }

  @usableFromInline let memory: UnsafeMutablePointer<Slot>

  init() {
    memory = .allocate(capacity: Self.slots)
    memory.initialize(repeating: Slot(), count: Self.slots)
  }

  func free() { memory.deallocate() }

  func forget() { memory.update(repeating: Slot(), count: Self.slots) }

  /// The code of a value, or -1 if it is not remembered.
  @inlinable
  @inline(__always)
  func code(_ signature: ValueSignature) -> Int32 {
    // There are as many slots as six bits can say.
    let slot = memory + signature.slot
    guard slot.pointee.signature.count == signature.count, slot.pointee.signature.first == signature.first,
      slot.pointee.signature.second == signature.second
    else { return -1 }
    if signature.count > 16,
      slot.pointee.signature.third != signature.third || slot.pointee.signature.fourth != signature.fourth
    {
      return -1
    }
    return slot.pointee.code
  }

  func remember(_ signature: ValueSignature, code: Int32) {
    memory[signature.slot] = Slot(signature: signature, code: code)
  }
}

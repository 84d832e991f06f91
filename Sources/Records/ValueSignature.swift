/// The bytes of a short value as four words, so that two values are compared without a loop.
///
/// Together with the length the words determine the bytes: they cover them all, overlapping where the length is no
/// multiple of eight.
struct ValueSignature: Equatable {
  /// Longer values have no signature.
  static let longest = 32

  let words: SIMD4<UInt64>

  /// The signature of `bytes`, at most `longest` of them.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) {
    let count = bytes.count
    guard count > 0, let base = bytes.baseAddress else {
      words = .zero
      return
    }
    if count < 8 {
      words = SIMD4(Self.upToSeven(base, count), 0, 0, 0)
    } else if count <= 16 {
      words = SIMD4(Self.word(base, 0), Self.word(base, count &- 8), 0, 0)
    } else {
      words = SIMD4(
        Self.word(base, 0), Self.word(base, 8), Self.word(base, count &- 16), Self.word(base, count &- 8))
    }
  }

  /// A number below `ValueMemory.slots` that spreads values evenly.
  @inline(__always)
  var slot: Int {
    let mixed = (words[0] ^ (words[1] &* 0x9E37_79B9_7F4A_7C15) ^ words[3]) &* 0xA076_1D64_78BD_642F
    return Int(truncatingIfNeeded: mixed >> 60)
  }

  @inline(__always)
  private static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  @inline(__always)
  private static func upToSeven(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
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
struct ValueMemory {
  static let slots = 16

  private struct Slot {
    var signature = ValueSignature(UnsafeRawBufferPointer(start: nil, count: 0))
    var count: Int32 = -1
    var code: Int32 = 0
  }

  private let memory: UnsafeMutablePointer<Slot>

  init() {
    memory = .allocate(capacity: Self.slots)
    memory.initialize(repeating: Slot(), count: Self.slots)
  }

  func free() { memory.deallocate() }

  func forget() { memory.update(repeating: Slot(), count: Self.slots) }

  /// The code of a value, or -1 if it is not remembered.
  @inline(__always)
  func code(_ signature: ValueSignature, count: Int) -> Int32 {
    let slot = memory + signature.slot
    return slot.pointee.count == Int32(truncatingIfNeeded: count) && slot.pointee.signature == signature
      ? slot.pointee.code : -1
  }

  @inline(__always)
  func remember(_ signature: ValueSignature, count: Int, code: Int32) {
    memory[signature.slot] = Slot(signature: signature, count: Int32(truncatingIfNeeded: count), code: code)
  }
}

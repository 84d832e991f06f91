/// The arena of a dictionary and the hash table over it: open addressing, linear probing, half full at most.
final class DictionaryTable {
  private struct State {
    /// Where each value begins in `arena`, and where the last ends: 32-bit, as the file wants them.
    var offsets = RawStore(capacity: 64)
    var arena = RawStore(capacity: 256)
    /// Hash in the upper half, code + 1 in the lower; zero is a free slot. The hash spares most comparisons, and
    /// lets the table grow without reading the arena.
    var slots: UnsafeMutableBufferPointer<UInt64>
  }

  // Behind a pointer, so that a look-up pays for no run-time exclusivity check.
  private let state: UnsafeMutablePointer<State>

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State(slots: Self.freeSlots(64)))
    state.pointee.offsets.store(Int32(0))
  }

  init(copying other: DictionaryTable) {
    let from = other.state.pointee
    let slots = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: from.slots.count)
    _ = slots.initialize(from: from.slots)
    state = .allocate(capacity: 1)
    state.initialize(to: State(offsets: from.offsets.copy(), arena: from.arena.copy(), slots: slots))
  }

  deinit {
    state.pointee.offsets.free()
    state.pointee.arena.free()
    state.pointee.slots.deallocate()
    state.deallocate()
  }

  var count: Int { state.pointee.offsets.count / 4 - 1 }
  var offsets: UnsafeRawBufferPointer { state.pointee.offsets.bytes }
  var text: UnsafeRawBufferPointer { state.pointee.arena.bytes }

  func bytes(_ code: Int32) -> UnsafeRawBufferPointer {
    precondition(code >= 0 && Int(code) < count, "a code the dictionary did not give")
    return uncheckedBytes(Int(code))
  }

  private func uncheckedBytes(_ code: Int) -> UnsafeRawBufferPointer {
    let offsets = state.pointee.offsets.base.assumingMemoryBound(to: Int32.self)
    let start = Int(offsets[code])
    return UnsafeRawBufferPointer(start: state.pointee.arena.base + start, count: Int(offsets[code + 1]) - start)
  }

  /// The code of `bytes`, or -1.
  func find(_ bytes: UnsafeRawBufferPointer, _ hash: UInt32) -> Int32 {
    let slots = state.pointee.slots
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return -1 }
      if UInt32(truncatingIfNeeded: entry >> 32) == hash {
        let code = Int(entry & 0xFFFF_FFFF) - 1
        if ByteHash.equal(uncheckedBytes(code), bytes) { return Int32(truncatingIfNeeded: code) }
      }
      slot = (slot + 1) & mask
    }
  }

  /// Adds bytes that `find` did not find.
  func insert(_ bytes: UnsafeRawBufferPointer, _ hash: UInt32) -> Int32 {
    let code = Int32(count)
    state.pointee.arena.store(bytes: bytes)
    state.pointee.offsets.store(Int32(state.pointee.arena.count))
    if (Int(code) + 1) * 2 > state.pointee.slots.count { grow() }
    Self.place(UInt64(hash) << 32 | UInt64(code + 1), in: state.pointee.slots)
    return code
  }

  private func grow() {
    let old = state.pointee.slots
    let new = Self.freeSlots(old.count * 2)
    for entry in old where entry != 0 { Self.place(entry, in: new) }
    old.deallocate()
    state.pointee.slots = new
  }

  private static func place(_ entry: UInt64, in slots: UnsafeMutableBufferPointer<UInt64>) {
    let mask = slots.count - 1
    var slot = Int(entry >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private static func freeSlots(_ count: Int) -> UnsafeMutableBufferPointer<UInt64> {
    let slots = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: count)
    slots.initialize(repeating: 0)
    return slots
  }
}

/// A set of keys above zero, as many as are announced: a hash table without chains, at most two thirds full.
struct KeySet: ~Copyable {
  private let slots: UnsafeMutablePointer<UInt64>
  private let mask: Int
  private let shift: UInt64
  private var room: Int

  init(capacity: Int) {
    var bits: UInt64 = 6
    while 1 << bits < capacity + capacity / 2 { bits += 1 }
    mask = 1 << Int(bits) - 1
    shift = 64 - bits
    room = capacity
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit { slots.deallocate() }

  /// Adds a key; false if it was there already.
  @inline(__always)
  mutating func insert(_ key: UInt64) -> Bool {
    let slot = slot(of: key)
    if slots[slot] == key { return false }
    precondition(room > 0 && key != 0, "more keys than were announced")
    room -= 1
    slots[slot] = key
    return true
  }

  func contains(_ key: UInt64) -> Bool { slots[slot(of: key)] == key }

  /// Where the key stands, or else the free slot it would be put into. There is one, and the mask keeps within the table.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    // The upper bits of the product depend on all bits of the key.
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[slot] != key, slots[slot] != 0 { slot = (slot &+ 1) & mask }
    return slot
  }
}

/// Maps names that libxml2 keeps once each, so that one name is one address, to small numbers.
///
/// Looking a name up compares one address instead of hashing its bytes.
struct SymbolTable {
  private var slots: UnsafeMutablePointer<(name: UnsafeRawPointer?, value: Int32)>
  private var mask: Int
  private var count = 0

  init() {
    mask = 255
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: (nil, 0), count: mask + 1)
  }

  func free() { slots.deallocate() }

  /// The number of `name`, or nil if it was not entered.
  @inline(__always)
  func find(_ name: UnsafeRawPointer) -> Int32? {
    var index = Self.start(name) & mask
    while let entered = slots[index].name {
      if entered == name { return slots[index].value }
      index = (index &+ 1) & mask
    }
    return nil
  }

  /// Enters a name that was not entered before.
  mutating func insert(_ name: UnsafeRawPointer, _ value: Int32) {
    if count * 2 > mask { grow() }
    count += 1
    place(name, value)
  }

  private func place(_ name: UnsafeRawPointer, _ value: Int32) {
    var index = Self.start(name) & mask
    while slots[index].name != nil { index = (index + 1) & mask }
    slots[index] = (name, value)
  }

  private mutating func grow() {
    let old = (slots: slots, count: mask + 1)
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: (nil, 0), count: mask + 1)
    for index in 0..<old.count {
      if let name = old.slots[index].name { place(name, old.slots[index].value) }
    }
    old.slots.deallocate()
  }

  @inline(__always)
  private static func start(_ name: UnsafeRawPointer) -> Int {
    let bits = UInt(bitPattern: name)
    return Int(bitPattern: (bits &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }
}

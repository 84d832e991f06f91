/// The buffers of one growing column.
@usableFromInline
struct ArrowColumnState {
  /// Fixed-width values; for text, the offsets: one more than there are values, the first being zero.
  @usableFromInline var values = RawStore(capacity: 1024)
  /// The bytes of all texts, end to end.
  @usableFromInline var text = RawStore(capacity: 0)
  /// One bit per value, least significant first, set where there is one. Empty until the first null, since the
  /// format lets a column without nulls leave it out (Columnar Format, "Validity bitmaps").
  @usableFromInline var validity = RawStore(capacity: 0)
  @usableFromInline var count = 0
  @usableFromInline var nullCount = 0

  init(isText: Bool) {
    if isText { values.store(Int32(0)) }
  }

  /// Counts the present value just stored.
  @inlinable
  mutating func countValue() {
    if nullCount > 0 { storeValidity(true) }
    count &+= 1
  }

  /// Counts the missing value just stored.
  mutating func countNull() {
    storeValidity(false)
    count &+= 1
    nullCount &+= 1
  }

  /// Makes room for `count` present values and returns where they stand, for the caller to write.
  mutating func extend<Value: BitwiseCopyable>(by count: Int, _ type: Value.Type) -> UnsafeMutablePointer<Value> {
    let start = values.extend(by: count * MemoryLayout<Value>.stride)
    if nullCount > 0 {
      for _ in 0..<count {
        storeValidity(true)
        self.count &+= 1
      }
    } else {
      self.count += count
    }
    // A column holds values of one width alone, and its memory begins where any of them may.
    return start.bindMemory(to: type, capacity: count)
  }

  /// Appends values, those that are NaN as missing.
  mutating func append(optional numbers: UnsafeBufferPointer<Double>) {
    let start = values.extend(by: numbers.count * MemoryLayout<Double>.stride)
      .bindMemory(to: Double.self, capacity: numbers.count)
    var missing = 0
    for index in numbers.indices {
      let isMissing = numbers[index].isNaN
      start[index] = isMissing ? 0 : numbers[index]
      missing &+= isMissing ? 1 : 0
    }
    if nullCount == 0 && missing == 0 {
      count += numbers.count
      return
    }
    startValidity()
    nullCount += missing
    var index = 0
    while index < numbers.count {
      if count % 8 == 0 && index + 8 <= numbers.count {
        var bits: UInt8 = 0
        for bit in 0..<8 { bits |= (numbers[index &+ bit].isNaN ? 0 : 1) << UInt8(bit) }
        validity.store(bits)
        count &+= 8
        index &+= 8
      } else {
        storeValidity(!numbers[index].isNaN)
        count &+= 1
        index &+= 1
      }
    }
  }

  /// Before the first null: marks all earlier values as present.
  mutating func startValidity() {
    guard nullCount == 0 else { return }
    validity.count = 0
    for _ in 0..<(count / 8) { validity.store(UInt8.max) }
    if count % 8 > 0 { validity.store(UInt8(1) << UInt8(count % 8) - 1) }
  }

  @usableFromInline
  mutating func storeValidity(_ isValid: Bool) {
    if count % 8 == 0 {
      validity.store(UInt8(isValid ? 1 : 0))
    } else if isValid {
      let last = validity.base.advanced(by: validity.count - 1).assumingMemoryBound(to: UInt8.self)
      last.pointee |= 1 << UInt8(count % 8)
    }
  }

  mutating func removeAll(isText: Bool, keepingCapacity: Bool) {
    values.removeAll(keepingCapacity: keepingCapacity)
    text.removeAll(keepingCapacity: keepingCapacity)
    validity.removeAll(keepingCapacity: keepingCapacity)
    count = 0
    nullCount = 0
    if isText { values.store(Int32(0)) }
  }

  func free() {
    values.free()
    text.free()
    validity.free()
  }
}

/// A value in a FlatBuffers table.
indirect enum FlatValue {
  case int8(UInt8)
  case int16(Int16)
  case int32(Int32)
  case int64(Int64)
  case string(String)
  case table(FlatTable)
  case tables([FlatTable])
  /// A vector of structs made of whole 64-bit words, which is all Arrow's metadata needs.
  case structs(words: [Int64], count: Int)

  /// How many bytes it takes inside its table; what lies elsewhere takes a 32-bit offset.
  fileprivate var inlineSize: Int {
    switch self {
    case .int8: 1
    case .int16: 2
    case .int64: 8
    case .int32, .string, .table, .tables, .structs: 4
    }
  }
}

/// A FlatBuffers table: one value per slot of its schema, `nil` for the default.
struct FlatTable {
  var slots: [FlatValue?]

  init(_ slots: FlatValue?...) { self.slots = slots }
}

/// Writes a tree of tables as a FlatBuffer, front to back: parents come first and their offsets are filled in when
/// their children are placed, since offsets may only point forward (FlatBuffers, "Internals").
struct FlatBufferBuilder {
  private var bytes: [UInt8] = []

  /// The whole buffer for a root table; padding is zero.
  static func encode(_ root: FlatTable) -> [UInt8] {
    var builder = FlatBufferBuilder()
    builder.append(UInt32(0))
    let at = builder.place(root)
    builder.point(from: 0, to: at)
    builder.align(8)
    return builder.bytes
  }

  private mutating func place(_ table: FlatTable) -> Int {
    let (offsets, size) = Self.layOut(table)
    align(2)
    let vtable = bytes.count
    append(UInt16(4 + 2 * offsets.count))
    append(UInt16(size))
    for offset in offsets { append(UInt16(offset)) }
    align(8)
    let start = bytes.count
    append(Int32(start - vtable))
    bytes.append(contentsOf: repeatElement(0, count: size - 4))
    for (value, offset) in zip(table.slots, offsets) {
      guard let value else { continue }
      fill(start + offset, value)
    }
    return start
  }

  /// Where each slot lies in its table, zero if absent: larger values first, so that all are aligned.
  private static func layOut(_ table: FlatTable) -> (offsets: [Int], size: Int) {
    var offsets = [Int](repeating: 0, count: table.slots.count)
    var end = 4
    for size in [8, 4, 2, 1] {
      for (slot, value) in table.slots.enumerated() where value?.inlineSize == size {
        end = (end + size - 1) / size * size
        offsets[slot] = end
        end += size
      }
    }
    return (offsets, end)
  }

  private mutating func fill(_ at: Int, _ value: FlatValue) {
    switch value {
    case .int8(let value): set(at, value)
    case .int16(let value): set(at, value)
    case .int32(let value): set(at, value)
    case .int64(let value): set(at, value)
    case .string(let text): point(from: at, to: place(text))
    case .table(let table): point(from: at, to: place(table))
    case .tables(let tables): point(from: at, to: place(tables))
    case .structs(let words, let count): point(from: at, to: place(words, count))
    }
  }

  private mutating func place(_ text: String) -> Int {
    align(4)
    let start = bytes.count
    append(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
    return start
  }

  private mutating func place(_ tables: [FlatTable]) -> Int {
    align(4)
    let start = bytes.count
    append(UInt32(tables.count))
    for _ in tables { append(UInt32(0)) }
    for (index, table) in tables.enumerated() {
      point(from: start + 4 + 4 * index, to: place(table))
    }
    return start
  }

  private mutating func place(_ words: [Int64], _ count: Int) -> Int {
    // The words must be aligned, not the length before them.
    align(4)
    if bytes.count % 8 == 0 { append(UInt32(0)) }
    let start = bytes.count
    append(UInt32(count))
    for word in words { append(word) }
    return start
  }

  private mutating func align(_ alignment: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
  }

  private mutating func point(from: Int, to: Int) { set(from, UInt32(to - from)) }

  private mutating func append<T: FixedWidthInteger>(_ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func set<T: FixedWidthInteger>(_ at: Int, _ value: T) {
    withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange(at..<(at + $0.count), with: $0) }
  }
}

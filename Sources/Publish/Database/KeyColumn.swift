/// The values of a column that indexes are made of, each as its rank among all of them in the order of SQLite: nothing,
/// then numbers, then texts by their bytes.
struct KeyColumn {
  /// Rank by row.
  let ranks: [Int32]
  /// The values in order of rank.
  let encoded: EncodedValues
}

/// Collects the values of a key column row by row.
struct KeyColumnBuilder {
  private enum Value: Hashable {
    case nothing
    case integer(Int)
    case text([UInt8])
  }

  /// Values in the order in which they first came, and the position of its value by row.
  private var values: [Value] = []
  private var positions: [Int32] = []
  private var positionOfValue: [Value: Int32] = [:]
  /// Position of each word of the list that the column's values come from; -1 where it did not come yet.
  private var positionOfWord: [Int32] = []

  mutating func append(_ words: Words, _ index: Int) {
    if index >= positionOfWord.count {
      positionOfWord += repeatElement(-1, count: index + 1 - positionOfWord.count)
    }
    if positionOfWord[index] < 0 {
      positionOfWord[index] = words.plain.withBytes(index) { position(of: Self.value($0)) }
    }
    positions.append(positionOfWord[index])
  }

  mutating func append(text: UnsafeRawBufferPointer) { positions.append(position(of: Self.value(text))) }

  mutating func append(integer: Int?) { positions.append(position(of: integer.map(Value.integer) ?? .nothing)) }

  /// The column, its values ranked.
  consuming func finish() -> KeyColumn {
    let order = values.indices.sorted { Self.precedes(values[$0], values[$1]) }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, position) in order.enumerated() { ranks[position] = Int32(rank) }
    return KeyColumn(
      ranks: positions.map { ranks[Int($0)] },
      encoded: EncodedValues(count: order.count) { rank, record in
        switch values[order[rank]] {
        case .nothing: record.appendNull()
        case .integer(let value): record.append(integer: value)
        case .text(let text): text.withUnsafeBytes { record.append(text: $0) }
        }
      })
  }

  private static func value(_ text: UnsafeRawBufferPointer) -> Value {
    text.isEmpty ? .nothing : .text(Array(text))
  }

  private mutating func position(of value: Value) -> Int32 {
    if let position = positionOfValue[value] { return position }
    let position = Int32(values.count)
    positionOfValue[value] = position
    values.append(value)
    return position
  }

  private static func precedes(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.nothing, let b): b != .nothing
    case (_, .nothing), (.text, .integer): false
    case (.integer(let a), .integer(let b)): a < b
    case (.integer, .text): true
    case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
    }
  }
}

/// Values as records hold them, ready to be copied.
struct EncodedValues: Sendable {
  private let types: TextList, values: TextList

  init(count: Int, _ append: (Int, inout RecordBytes) -> Void) {
    var record = RecordBytes()
    func encode(_ index: Int, _ part: (borrowing RecordBytes) -> Void) {
      record.removeAll()
      append(index, &record)
      part(record)
    }
    types = TextList(count: count) { index, bytes in encode(index) { bytes.append($0.typeBytes) } }
    values = TextList(count: count) { index, bytes in encode(index) { bytes.append($0.valueBytes) } }
  }

  var count: Int { types.count }

  /// Appends the value at a position to a record.
  func append(_ index: Int, to record: inout RecordBytes) {
    types.withBytes(index) { type in values.withBytes(index) { record.append(type: type, value: $0) } }
  }
}

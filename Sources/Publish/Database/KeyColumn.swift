import Arrow
import Glibc

/// The values of a column that indexes are made of, each as its rank among all of them in the order of SQLite: nothing,
/// then numbers, then texts by their bytes.
struct KeyColumn {
  /// Rank by row.
  let ranks: [Int32]
  /// The values in order of rank.
  let encoded: EncodedValues

  /// Ranks and values as they are.
  init(ranks: [Int32], encoded: EncodedValues) {
    self.ranks = ranks
    self.encoded = encoded
  }

  /// The numbers of rows, from 1.
  init(numbersUpTo count: Int) {
    ranks = (0..<Int32(count)).map { $0 }
    encoded = EncodedValues(count: count) { $1.append(integer: $0 + 1) }
  }

  /// Calls back with the type and the value of each of some rows, and how many came before.
  @inline(__always)
  func forEach(in rows: [Int32], _ body: (Int, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
    let ranks = ranks
    encoded.withLists { types, values in
      for (position, row) in rows.enumerated() {
        let rank = Int(ranks[Int(row)])
        body(position, types[rank], values[rank])
      }
    }
  }
}

/// Collects the values of a key column row by row.
struct KeyColumnBuilder {
  /// Position of each row's value among the texts or the integers; -1 for nothing.
  private var positions: [Int32] = []
  private var texts = ArrowDictionary()
  private var integers: [Int] = [], positionOfInteger: [Int: Int32] = [:]
  /// Position of each word of the list that the column's texts come from; -2 where it did not come yet.
  private var positionOfWord: [Int32] = []

  mutating func append(_ words: Words, _ index: Int) {
    if index >= positionOfWord.count {
      positionOfWord += repeatElement(-2, count: index + 1 - positionOfWord.count)
    }
    if positionOfWord[index] == -2 {
      positionOfWord[index] = words.plain.withBytes(index) { $0.isEmpty ? -1 : texts.code($0) }
    }
    positions.append(positionOfWord[index])
  }

  mutating func append(text: UnsafeRawBufferPointer) { positions.append(text.isEmpty ? -1 : texts.code(text)) }

  mutating func append(integer: Int?) {
    guard let integer else { return positions.append(-1) }
    let position = positionOfInteger[integer] ?? Int32(integers.count)
    if position == integers.count {
      integers.append(integer)
      positionOfInteger[integer] = position
    }
    positions.append(position)
  }

  /// The column, its values ranked.
  func finish() -> KeyColumn {
    precondition(integers.isEmpty || texts.count == 0, "texts and numbers in one column")
    let order = integers.isEmpty ? orderOfTexts() : integers.indices.sorted { integers[$0] < integers[$1] }
    var ranks = [Int32](repeating: 0, count: order.count)
    // Rank 0 is nothing.
    for (rank, position) in order.enumerated() { ranks[position] = Int32(rank + 1) }
    return KeyColumn(
      ranks: positions.map { $0 < 0 ? 0 : ranks[Int($0)] },
      encoded: EncodedValues(count: order.count + 1) { rank, record in
        if rank == 0 {
          record.appendNull()
        } else if integers.isEmpty {
          texts.withBytes(Int32(order[rank - 1])) { record.append(text: $0) }
        } else {
          record.append(integer: integers[order[rank - 1]])
        }
      })
  }

  /// The texts by their bytes.
  private func orderOfTexts() -> [Int] {
    let list = TextList(count: texts.count) { position, bytes in
      texts.withBytes(Int32(position)) { bytes.append($0) }
    }
    return list.withAll { lent in
      (0..<list.count).sorted { a, b in
        let first = lent[a], second = lent[b]
        // No text is empty here.
        let order = memcmp(first.baseAddress!, second.baseAddress!, min(first.count, second.count))
        return order == 0 ? first.count < second.count : order < 0
      }
    }
  }
}

/// Values as records hold them, ready to be copied.
struct EncodedValues: Sendable {
  private let types: TextList, values: TextList

  /// So many values, each appended to a record of its own.
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

  /// Lends the bytes of all types and values.
  @inline(__always)
  func withLists(_ body: (TextList.Lent, TextList.Lent) -> Void) {
    types.withAll { types in values.withAll { body(types, $0) } }
  }
}

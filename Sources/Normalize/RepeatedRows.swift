import Definition

/// The values of one delivery whose keys stand more than once.
struct RepeatedRows {
  private struct Entry {
    let key: UInt64, row: Int, value: Double
    let isFree: Bool
  }

  private var entries: [Entry] = []

  /// Notes the value of a row.
  mutating func add(key: UInt64, _ record: CanonicalRecord, row: Int) {
    entries.append(
      Entry(
        key: key, row: row, value: record.value, isFree: Int(record.confidentiality) == StatusCodes.free))
  }

  /// With different values all rows of a key conflict; with the same value all but the first, or the first that is not
  /// free to publish, are repetitions.
  mutating func judged() -> (conflicting: [Int: Int], repeated: Set<Int>) {
    entries.sort { ($0.key, $0.isFree ? 1 : 0, $0.row) < ($1.key, $1.isFree ? 1 : 0, $1.row) }
    var conflicting: [Int: Int] = [:]
    var repeated: Set<Int> = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 {
        let group = entries[start..<end]
        let first = group[start]
        let agree = group.allSatisfy { $0.value == first.value || ($0.value.isNaN && first.value.isNaN) }
        if agree {
          repeated.formUnion(group.dropFirst().map(\.row))
        } else {
          for entry in group {
            // The record that it is told of is one with another value.
            let other = group.first { !($0.value == entry.value || ($0.value.isNaN && entry.value.isNaN)) }
            conflicting[entry.row] = (other ?? first).row
          }
        }
      }
      start = end
    }
    return (conflicting, repeated)
  }
}

/// The values of one delivery that reach canonical keys which those of another vintage reach too.
struct ContestedRows {
  private struct Entry {
    let key: UInt64, vintage: Int, row: Int
  }

  private var entries: [Entry] = []

  /// Notes where the value of a row goes.
  mutating func add(key: UInt64, _ record: CanonicalRecord, row: Int) {
    entries.append(Entry(key: key, vintage: Int(record.vintage), row: row))
  }

  /// Rows that share a canonical key with a row of another vintage, each with one such row.
  mutating func conflicts() -> [Int: Int] {
    entries.sort { ($0.key, $0.vintage, $0.row) < ($1.key, $1.vintage, $1.row) }
    var result: [Int: Int] = [:]
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      let first = entries[start]
      let last = entries[end - 1]
      if first.vintage != last.vintage {
        for entry in entries[start..<end] { result[entry.row] = entry.vintage == first.vintage ? last.row : first.row }
      }
      start = end
    }
    return result
  }
}

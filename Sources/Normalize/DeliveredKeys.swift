import Definition
import Vocabulary

/// The keys of one delivery's values, to find those given more than once.
struct DeliveredKeys {
  private struct Entry {
    let key: UInt64, row: Int, value: Double
    let isFree: Bool
  }

  private var entries: [Entry] = []
  private let areas = Resolved<UInt64>()
  private var areaCount: UInt64 = 0
  private var vintagesOfPeriod: [Int32: Set<Int>] = [:]
  private var lastNoted: (period: Int32, vintage: Int) = (-1, -1)

  /// Notes the value of a row.
  mutating func add(_ record: CanonicalRecord, row: Int) {
    let area = areas.meaning(of: record.areaDelivered) { _ in areaCount }
    if area == areaCount { areaCount += 1 }
    entries.append(
      Entry(
        key: area << 45 | Self.dimensions(record), row: row, value: record.value,
        isFree: record.confidentiality == StatusCodes.free))
    let packed = record.period!.packed
    if lastNoted.period != packed || lastNoted.vintage != record.vintage {
      lastNoted = (packed, record.vintage)
      vintagesOfPeriod[packed, default: []].insert(record.vintage)
    }
  }

  /// Group, sex, measure, period and vintage in 45 bits: areas as delivered stay below 2^19, since each is a known code,
  /// and vintages below 2^6.
  private static func dimensions(_ record: CanonicalRecord) -> UInt64 {
    canonicalDimensions(record) << 6 | UInt64(record.vintage)
  }

  /// Group, sex, measure (below 2^12) and period (of a year of 1900 to 2200, 17 bits) in 39 bits.
  static func canonicalDimensions(_ record: CanonicalRecord) -> UInt64 {
    var key = UInt64(record.group!)
    key = key << 2 | UInt64(record.sex!.rawValue)
    key = key << 12 | UInt64(record.measure!)
    return key << 17 | UInt64(record.period!.packed - Period(year: 1900).packed)
  }

  /// Whether some period is given by codes of more than one vintage, so that two areas may reach one canonical key.
  var mixesVintages: Bool { vintagesOfPeriod.values.contains { $0.count > 1 } }

  /// Rows whose key stands more than once: with different values all of them conflict; with the same value all but the
  /// first, or the first that is not free to publish, are repetitions.
  mutating func duplicates() -> (conflicting: [Int: Int], repeated: Set<Int>) {
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

/// The canonical keys of a delivery that mixes vintages, to find those that two vintages reach.
struct CanonicalKeys {
  private struct Entry {
    let key: UInt64, vintage: Int, row: Int
  }

  private var entries: [Entry] = []

  /// Notes where the value of a row goes.
  mutating func add(_ record: CanonicalRecord, row: Int) {
    for successor in record.successors! {
      let key = UInt64(successor.area) << 39 | DeliveredKeys.canonicalDimensions(record)
      entries.append(Entry(key: key, vintage: record.vintage, row: row))
    }
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

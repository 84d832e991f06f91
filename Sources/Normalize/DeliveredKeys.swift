import Definition
import Vocabulary

/// Keys as numbers.
enum RecordKey {
  /// The key of a value as delivered: area, group, sex, measure, period and vintage.
  ///
  /// Areas stay below 2^19, since each is a code that some vintage knows, and vintages below 2^6. It is above zero, since
  /// values have an area.
  @inline(__always)
  static func delivered(_ record: CanonicalRecord, _ periods: UnsafeMutablePointer<DeliveredPeriods.Entry>) -> UInt64 {
    let area = UInt64(truncatingIfNeeded: record.areaDelivered)
    return area << 45 | dimensions(record, periods) << 6 | UInt64(truncatingIfNeeded: record.vintage)
  }

  /// The key of one successor of a value.
  static func canonical(area: Int32, dimensions: UInt64) -> UInt64 {
    UInt64(truncatingIfNeeded: area) << 39 | dimensions
  }

  /// Group (below 2^8), sex, measure (below 2^12) and period (of a year of 1900 to 2200, 17 bits) in 39 bits.
  @inline(__always)
  static func dimensions(_ record: CanonicalRecord, _ periods: UnsafeMutablePointer<DeliveredPeriods.Entry>) -> UInt64 {
    var key = UInt64(truncatingIfNeeded: record.group)
    key = key << 2 | UInt64(truncatingIfNeeded: record.sex)
    key = key << 12 | UInt64(truncatingIfNeeded: record.measure)
    return key << 17 | UInt64(truncatingIfNeeded: periods[Int(record.period)].packed &- Period(year: 1900).packed)
  }

  /// What the figures have in common that rules compare with each other: area and vintage as delivered, group and period.
  static func place(_ record: CanonicalRecord, _ periods: UnsafeMutablePointer<DeliveredPeriods.Entry>) -> UInt64 {
    delivered(record, periods) & ~(0x3FFF << (17 + 6))
  }

  static func area(ofDelivered key: UInt64) -> Int { Int(key >> 45) }
  static func vintage(ofDelivered key: UInt64) -> Int { Int(key & 0x3F) }
  static func dimensions(ofDelivered key: UInt64) -> UInt64 { key >> 6 & (1 << 39 - 1) }
}

/// The keys of one delivery's values, to tell whether any is given more than once. Most deliveries have none such, and
/// then their keys need not be sorted.
struct DeliveredKeys: ~Copyable {
  /// Keys that stand more than once.
  private(set) var repeated: Set<UInt64> = []
  private var all: KeySet
  private let numbers: DeliveredNumbers
  /// The vintage of the first value of a period, by the period's number; -1 where none was met.
  private let vintages = FlatList<Int16>()
  /// Keys of another vintage than the first of their period.
  private let foreign = FlatList<UInt64>()

  /// Keys of as many values as `capacity`, at most.
  init(_ numbers: DeliveredNumbers, capacity: Int) {
    precondition(numbers.areas.vintageCount <= 1 << 6, "more vintages than a key tells apart")
    self.numbers = numbers
    all = KeySet(capacity: capacity)
  }

  /// Adds the values among some records.
  mutating func add(_ records: UnsafeMutableBufferPointer<CanonicalRecord>) {
    let periods = numbers.periods.entries.base
    // Periods of records have numbers below that count.
    vintages.extend(to: numbers.periods.entries.count, with: -1)
    let vintages = vintages.base
    for record in records where record.kind == .value {
      let key = RecordKey.delivered(record, periods)
      if !all.insert(key) { repeated.insert(key) }
      let first = vintages[Int(record.period)]
      if first == record.vintage { continue }
      if first < 0 { vintages[Int(record.period)] = record.vintage } else { foreign.append(key) }
    }
  }

  /// Whether some period is given by codes of more than one vintage, so that two areas may reach one canonical key.
  var mixesVintages: Bool { foreign.count > 0 }

  /// Canonical keys that values of two vintages reach.
  ///
  /// One of the two is of another vintage than the first of the period. For each such value, those that might meet it
  /// are looked up: the areas of other vintages that go where it goes are known.
  func contested() -> Set<UInt64> {
    var contested: Set<UInt64> = []
    guard mixesVintages else { return contested }
    let areas = numbers.areas
    let origins = origins()
    for index in 0..<foreign.count {
      let key = foreign[index]
      let vintage = RecordKey.vintage(ofDelivered: key), dimensions = RecordKey.dimensions(ofDelivered: key)
      let list = areas.lists[Int(areas.list(Int32(RecordKey.area(ofDelivered: key)), vintage: vintage))]
      for position in 0..<Int(list.count) {
        let area = areas.successors[Int(list.start) + position].area
        for origin in origins[area] ?? [] where origin.vintage != vintage {
          let other = UInt64(origin.area) << 45 | dimensions << 6 | UInt64(origin.vintage)
          if all.contains(other) {
            contested.insert(RecordKey.canonical(area: area, dimensions: dimensions))
          }
        }
      }
    }
    return contested
  }

  /// By canonical area: the delivered ones that have it among their successors.
  private func origins() -> [Int32: [(area: Int, vintage: Int)]] {
    let areas = numbers.areas
    var origins: [Int32: [(area: Int, vintage: Int)]] = [:]
    for number in 1..<max(areas.count, 1) {
      for vintage in 0..<areas.vintageCount {
        let list = areas.lists[Int(areas.list(Int32(number), vintage: vintage))]
        for position in 0..<Int(list.count) {
          origins[areas.successors[Int(list.start) + position].area, default: []].append((number, vintage))
        }
      }
    }
    return origins
  }
}

import Definition
import Testing
import Vocabulary

@testable import Normalize

@Suite struct KeyTests {
  private struct Key: Hashable {
    var area = 1, vintage = 0, group: GroupIndex = 0, sex = Sex.total, measure = 0, period = Period(year: 2026)
  }

  private let numbers: DeliveredNumbers

  init() throws { numbers = DeliveredNumbers(try Ingested.definition()) }

  private func record(_ key: Key = Key(), value: Double = 1) -> CanonicalRecord {
    var record = CanonicalRecord()
    (record.areaDelivered, record.vintage, record.group) = (Int32(key.area), Int16(key.vintage), Int16(key.group))
    (record.sex, record.measure, record.value) = (Int8(key.sex.rawValue), Int16(key.measure), value)
    record.period = numbers.periods.number(of: key.period)
    record.confidentiality = Int8(StatusCodes.free)
    return record
  }

  private func key(_ record: CanonicalRecord) -> UInt64 {
    RecordKey.delivered(record, numbers.periods.entries.base)
  }

  @Test func keysThatDifferInAnythingAreDifferent() {
    var keys: Set<Key> = []
    let periods = [
      Period(year: 2026), Period(year: 2027), Period(year: 2026, frequency: .quarterly, ordinal: 1),
      Period(year: 2026, frequency: .monthly, ordinal: 1), Period(year: 2200, frequency: .monthly, ordinal: 12),
      Period(year: 1900),
    ]
    for area in [1, 2, 40_000] {
      for vintage in [0, 1, 16, 63] {
        for group: GroupIndex in [0, 1, 255] {
          for sex in Sex.allCases {
            for measure in [0, 1, 255, 256, 4095] {
              for period in periods {
                keys.insert(
                  Key(area: area, vintage: vintage, group: group, sex: sex, measure: measure, period: period))
              }
            }
          }
        }
      }
    }
    var found = KeySet(capacity: keys.count)
    for key in keys {
      let number = self.key(record(key))
      if !found.insert(number) { Issue.record("\(key) is met twice") }
      if RecordKey.area(ofDelivered: number) != key.area || RecordKey.vintage(ofDelivered: number) != key.vintage
        || RecordKey.dimensions(ofDelivered: number)
          != RecordKey.dimensions(record(key), numbers.periods.entries.base)
      {
        Issue.record("\(key) cannot be taken apart")
      }
    }
    for key in keys where !found.contains(self.key(record(key))) { Issue.record("\(key) is not found") }
  }

  /// Keys in a row, and keys that share their lower or upper bits.
  @Test(arguments: [0, 1, 7, 20, 33, 50])
  func aSetHoldsWhatWasPutIntoIt(shift: UInt64) {
    for count in [0, 1, 2, 100, 5000] {
      var set = KeySet(capacity: count)
      for key in 1..<UInt64(count + 1) {
        let isNew = set.insert(key << shift), isAgain = set.insert(key << shift)
        #expect(isNew && !isAgain)
      }
      for key in 1..<UInt64(2 * count + 2) where set.contains(key << shift) != (key <= count) {
        Issue.record("\(key) << \(shift) of \(count)")
      }
    }
  }

  @Test func repetitionsAndContradictionsAreTold() {
    let values: [Double] = [5, 6, 5, .nan, .nan, .nan, 7]
    let areas = [1, 1, 1, 2, 2, 3, 3]
    for order in [Array(0..<7), Array((0..<7).reversed())] {
      var rows = RepeatedRows()
      for row in order {
        let record = record(Key(area: areas[row]), value: values[row])
        rows.add(key: key(record), record, row: row)
      }
      let found = rows.judged()
      #expect(found.repeated == [4])
      #expect(found.conflicting == [0: 1, 1: 0, 2: 1, 5: 6, 6: 5])
    }
  }

  @Test func repeatedKeysAreFound() {
    var keys = DeliveredKeys(numbers, capacity: 6)
    var records = [Key(), Key(area: 2), Key(), Key(area: 3), Key(area: 2), Key(sex: .male)].map { record($0) }
    records[3].kind = .deletion
    add(&records, to: &keys)
    let repeated = keys.repeated
    #expect(repeated == [key(records[0]), key(records[1])])
  }

  private func add(_ records: inout [CanonicalRecord], to keys: inout DeliveredKeys) {
    records.withUnsafeMutableBufferPointer { keys.add($0) }
  }

  @Test func vintagesMixWithinAPeriodAlone() {
    var keys = DeliveredKeys(numbers, capacity: 4)
    var records = [
      record(Key(vintage: 0, period: Period(year: 2024))), record(Key(vintage: 1, period: Period(year: 2025))),
      record(Key(vintage: 0, period: Period(year: 2024))),
    ]
    add(&records, to: &keys)
    let mixedBefore = keys.mixesVintages
    #expect(!mixedBefore)
    records = [record(Key(vintage: 40, period: Period(year: 2024)))]
    add(&records, to: &keys)
    let mixes = keys.mixesVintages
    #expect(mixes)
  }

  @Test func areasOfTwoVintagesMeetWhereTheirSuccessorsDo() {
    var rows = ContestedRows()
    for (row, (vintage, keys)) in [(0, [10, 11]), (0, [11, 12]), (1, [12]), (1, [13]), (2, [20])].enumerated() {
      for key in keys { rows.add(key: UInt64(key), record(Key(vintage: vintage)), row: row) }
    }
    #expect(rows.conflicts() == [1: 2, 2: 1])
  }

  /// 00001 of 2024 became a part of 00097.
  @Test func contestedKeysAreThoseThatTwoVintagesReach() {
    let old = Int(numbers.areas.number(of: "00001")), new = Int(numbers.areas.number(of: "00097"))
    func contested(_ keys: [Key]) -> Int {
      var found = DeliveredKeys(numbers, capacity: keys.count)
      var records = keys.map { record($0) }
      add(&records, to: &found)
      return found.contested().count
    }
    let oldKey = Key(area: old, vintage: 0), newKey = Key(area: new, vintage: 2)
    #expect(contested([oldKey, newKey]) == 1)
    #expect(contested([newKey, oldKey]) == 1)
    #expect(contested([oldKey, Key(area: new, vintage: 2, measure: 256)]) == 0)
    #expect(contested([oldKey, Key(area: new, vintage: 2, period: Period(year: 2027))]) == 0)
    #expect(contested([newKey, newKey]) == 0)
  }

  @Test func resolutionsAreWorkedOutOnce() {
    let resolved = Resolved<Int?>()
    var calls = 0
    for code in [5, 0, 5, 1000, 0, 1000, 5] {
      let meaning = resolved.meaning(of: code) { code in
        calls += 1
        return code == 0 ? nil : code * 2
      }
      #expect(meaning == (code == 0 ? nil : code * 2))
    }
    #expect(calls == 3)
  }
}

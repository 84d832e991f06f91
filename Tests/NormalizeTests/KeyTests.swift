import Definition
import Testing
import Vocabulary

@testable import Normalize

@Suite struct KeyTests {
  private struct Key: Hashable {
    var area = 1, vintage = 0, group: GroupIndex = 0, sex = Sex.total, measure = 0, period = Period(year: 2026)
  }

  private func record(_ key: Key, value: Double = 1, successors: [AreaIndex] = [1]) -> CanonicalRecord {
    var record = CanonicalRecord()
    (record.areaDelivered, record.vintage, record.group, record.sex) = (key.area, key.vintage, key.group, key.sex)
    (record.measure, record.period, record.value) = (key.measure, key.period, value)
    record.successors = successors.map {
      VintageConversion.Successor(area: $0, share: 1 / Double(successors.count), assumed: false)
    }
    return record
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
    var delivered = DeliveredKeys()
    for (row, key) in keys.enumerated() { delivered.add(record(key, value: Double(row)), row: row) }
    let found = delivered.duplicates()
    #expect(found.conflicting.isEmpty)
    #expect(found.repeated.isEmpty)
  }

  @Test func repetitionsAndContradictionsAreTold() {
    let values: [Double] = [5, 6, 5, .nan, .nan, .nan, 7]
    let areas = [1, 1, 1, 2, 2, 3, 3]
    for order in [Array(0..<7), Array((0..<7).reversed())] {
      var delivered = DeliveredKeys()
      for row in order { delivered.add(record(Key(area: areas[row]), value: values[row]), row: row) }
      let found = delivered.duplicates()
      #expect(found.repeated == [4])
      #expect(found.conflicting == [0: 1, 1: 0, 2: 1, 5: 6, 6: 5])
    }
  }

  @Test func vintagesMixWithinAPeriodAlone() {
    var delivered = DeliveredKeys()
    delivered.add(record(Key(vintage: 0, period: Period(year: 2024))), row: 0)
    delivered.add(record(Key(vintage: 1, period: Period(year: 2025))), row: 1)
    delivered.add(record(Key(vintage: 0, period: Period(year: 2024))), row: 2)
    #expect(!delivered.mixesVintages)
    delivered.add(record(Key(vintage: 40, period: Period(year: 2024))), row: 3)
    #expect(delivered.mixesVintages)
  }

  @Test func areasOfTwoVintagesMeetWhereTheirSuccessorsDo() {
    var canonical = CanonicalKeys()
    canonical.add(record(Key(area: 1, vintage: 0), successors: [10, 11]), row: 0)
    canonical.add(record(Key(area: 2, vintage: 0), successors: [11, 12]), row: 1)
    canonical.add(record(Key(area: 3, vintage: 1), successors: [12]), row: 2)
    canonical.add(record(Key(area: 4, vintage: 1), successors: [13]), row: 3)
    canonical.add(record(Key(area: 5, vintage: 2, measure: 256), successors: [10]), row: 4)
    #expect(canonical.conflicts() == [1: 2, 2: 1])
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

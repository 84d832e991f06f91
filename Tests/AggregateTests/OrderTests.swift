import Foundation
import Records
import Testing

@testable import Aggregate

@Suite struct InstantTests {
  private func seconds(_ text: String) -> Double? { InstantText.instant(text) }
  private func named(_ text: String) -> Double? { InstantText.instant(inFileName: text) }
  private let midnight = 1_767_571_200.0  // 2026-01-05T00:00:00Z

  @Test func datesAndTimesOfMessages() {
    #expect(seconds("2026-01-05") == midnight)
    #expect(seconds("2026-01-05Z") == midnight)
    #expect(seconds("2026-01-05T00:00:00Z") == midnight)
    #expect(seconds("2026-01-05T08:30:15") == midnight + 8 * 3600 + 30 * 60 + 15)
    #expect(seconds("2026-01-05T08:30") == midnight + 8 * 3600 + 30 * 60)
    #expect(seconds("2026-01-05T08:30:00.25Z") == midnight + 30_600.25)
    #expect(seconds("2026-01-05T24:00:00Z") == midnight + 86_400)
    #expect(seconds("1970-01-01T00:00:00Z") == 0)
  }

  @Test func zonesAreTakenOff() {
    #expect(seconds("2026-01-05T15:00:00+07:00") == midnight + 8 * 3600)
    #expect(seconds("2026-01-05T15:00:00.5-03:30") == midnight + 18.5 * 3600 + 0.5)
    #expect(seconds("2026-01-05+07:00") == midnight - 7 * 3600)
    #expect(seconds("2026-01-05T15:00+07:00") == midnight + 8 * 3600)
  }

  @Test(arguments: [
    "", "2026", "2026-01", "2026-13-01", "2026-02-30", "today", "20260105", "2026/01/05", "1899-12-31", "3000-01-01",
    " 2026-01-05", "２０２６-01-05",
  ])
  func otherTextIsNoInstant(text: String) {
    #expect(seconds(text) == nil)
  }

  @Test(arguments: ["T", "T8", "T08:", "T08:6", "Tnoon", "T99:00:00", "T08.30", "T08:99"])
  func anUnreadableTimeLeavesTheDay(time: String) {
    #expect(seconds("2026-01-05" + time) == midnight)
  }

  @Test(arguments: [
    "2026-01-05.csv", "a_2026-01-05.csv.gz", "14/a-20260105.csv", "2025-01-01/x_2026_01_05.xml", "v2.2026.01.05.zip",
    "2025-12-31_2026-01-05.csv", "2026-01-05", "x2026-01-05y", "12_2026-01-05_7.csv",
  ])
  func theLastDateOfAName(name: String) {
    #expect(named(name) == midnight)
  }

  @Test(arguments: [
    "120260105.csv", "202601051.csv", "2026-01-051.csv", "2026-1-5.csv", "2026-13-05.csv", "20261305.csv", "a.csv", "",
    "2026-01-05/a.csv", "/", "2026-01_05.csv", "20260230", "1899-01-01.csv",
  ])
  func noDateInAName(name: String) {
    #expect(named(name) == nil)
  }

  @Test(arguments: [
    ("2026-01-05T0830.csv", 30_600.0), ("2026-01-05_083015.csv", 30_615), ("20260105-0830.xml", 30_600),
    ("2026-01-05T2400.csv", 0), ("2026-01-05T08.csv", 0), ("2026-01-05T08301.csv", 0), ("2026-01-05_0899.csv", 0),
    ("2026-01-05x0830.csv", 0),
  ])
  func timesInNames(name: String, seconds: Double) {
    #expect(named(name) == midnight + seconds)
  }
}

@Suite struct DeliveryOrderTests {
  private func entry(_ name: String, _ prepared: String? = nil) -> DeliveryEntry {
    var entry = DeliveryEntry(name: name)
    entry.prepared = prepared
    return entry
  }

  @Test func instantsThenNamesWithoutAnInstantOldest() {
    let ordered = [
      entry("a.csv"), entry("z.csv"), entry("q_2025-12-31.csv"), entry("2026-09-09.xml", "2026-01-01T01:00:00Z"),
      entry("b.xml", "2026-01-01T08:30:00+07:00"), entry("a_2026-01-02.csv"), entry("b_2026-01-02.csv"),
      entry("c_2026-01-03.xml", "not a date"),
    ]
    for _ in 0..<20 {
      let order = DeliveryOrder(ordered.shuffled())
      #expect(order.names == ordered.map(\.name))
      #expect(order.names.map { order.ranks[$0]! } == Array(0..<ordered.count))
    }
  }
}

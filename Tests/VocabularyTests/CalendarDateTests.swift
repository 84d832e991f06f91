import Testing
import Vocabulary

@Suite struct CalendarDateTests {
  @Test(arguments: ["2026-01-01", "2024-02-29", "2000-02-29", "0001-12-31", "9999-12-31", "2026-04-30"])
  func readsAndWritesADay(text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  @Test(arguments: [
    "", "2026", "2026-1-01", "2026-01-1", "02026-01-01", "2026-00-10", "2026-13-10", "2026-01-00", "2026-04-31",
    "2025-02-29", "1900-02-29", "2026-01-01-", "2026/01/01", "-026-01-01", "+026-01-01", "２０２６-01-01", "2026-01-0１",
    " 2026-01-01", "2026-01-01 ", "2026-01-01T00:00",
  ])
  func refusesAnythingElse(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func ordersByTime() throws {
    let texts = ["2024-01-01", "2024-01-02", "2024-02-01", "2025-01-01"]
    let days = try texts.map { try #require(CalendarDate($0)) }
    for (earlier, later) in zip(days, days.dropFirst()) {
      #expect(earlier < later)
      #expect(!(later < earlier))
    }
    #expect(!(days[0] < days[0]))
  }

  @Test func countsDaysOneByOneThroughFourCenturies() {
    var day = 0
    for year in 1970..<2370 {
      for month in 1...12 {
        for date in 1...CalendarDate.days(in: month, of: year) {
          guard CalendarDate(year: year, month: month, day: date).daysSinceEpoch == day else {
            Issue.record("\(year)-\(month)-\(date) is not day \(day)")
            return
          }
          day += 1
        }
      }
    }
    #expect(day == 146_097)
    #expect(CalendarDate(year: 1969, month: 12, day: 31).daysSinceEpoch == -1)
    #expect(CalendarDate(year: 1, month: 1, day: 1).daysSinceEpoch == -719_162)
  }
}

import Testing
import Vocabulary

@Suite struct PeriodTests {
  @Test func everyPeriodReadsBackFromItsText() {
    for year in [1900, 1999, 2000, 2026, 2200, 9999] {
      for period in periods(of: year) {
        #expect(Self.read(period.description) == period)
        #expect(Period(packed: period.packed) == period)
        #expect(period.year == year)
      }
    }
  }

  @Test(arguments: [
    ("2026", "2026"), ("2026-A1", "2026"), ("2026A1", "2026"), ("2026-Q1", "2026-Q1"), ("2026Q4", "2026-Q4"),
    ("2026-03", "2026-03"), ("2026-M03", "2026-03"), ("2026-M3", "2026-03"), ("2026M12", "2026-12"),
  ])
  func readsTheFormsOfSDMX(text: String, canonical: String) {
    #expect(Self.read(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "2", "202", "20260", "2026-", "2026-1", "2026-00", "2026-13", "2026-Q0", "2026-Q5", "2026-Q", "2026-Q10",
    "2026Q", "2026-M", "2026-M00", "2026-M13", "2026-M003", "2026-A2", "2026-A", "2026-01-01", "2026-03T", "2o26",
    "2026-q1", "-2026", "+026", "2026 ", " 2026", "202603", "2026/03", "2026--Q1", "2026-S1", "２０２６", "2026-\u{0}1",
  ])
  func refusesAnythingElse(text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test func sortsByYearThenFrequencyThenPosition() {
    let ordered = [2025, 2026].flatMap(periods)
    #expect(ordered.shuffled().sorted() == ordered)
  }

  @Test(arguments: [
    ("2026", "2026-12-31"), ("2026-Q1", "2026-03-31"), ("2026-Q2", "2026-06-30"), ("2026-Q4", "2026-12-31"),
    ("2024-02", "2024-02-29"), ("2026-02", "2026-02-28"), ("2026-06", "2026-06-30"),
  ])
  func endsOnItsLastDay(text: String, day: String) {
    #expect(Self.read(text)?.lastDay.description == day)
  }

  @Test func ordinalOfAYearIsIgnored() {
    #expect(Period(year: 2026, frequency: .annual, ordinal: 3) == Period(year: 2026))
    #expect(Period(year: 2026).ordinal == 0)
  }

  @Test func frequenciesCountTheirPeriods() {
    let frequencies = [Period.Frequency.annual, .quarterly, .monthly]
    #expect(frequencies.map(\.periodsPerYear) == [1, 4, 12])
    #expect(frequencies.map(\.code) == ["A", "Q", "M"])
    for frequency in frequencies { #expect(Period.Frequency(code: frequency.code) == frequency) }
    for text in ["", "a", "W", "Q1"] { #expect(Period.Frequency(code: text) == nil) }
  }

  private func periods(of year: Int) -> [Period] {
    [Period(year: year)] + (1...4).map { Period(year: year, frequency: .quarterly, ordinal: $0) }
      + (1...12).map { Period(year: year, frequency: .monthly, ordinal: $0) }
  }

  private static func read(_ text: String) -> Period? {
    var text = text
    return text.withUTF8 { Period(UnsafeRawBufferPointer($0)) }
  }
}

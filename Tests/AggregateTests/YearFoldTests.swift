import Definition
import Testing
import Vocabulary

@testable import Aggregate

@Suite struct YearFoldTests {
  /// The year of `2026` = 5, `Q2` = 7, `03` = nan; periods with their values.
  private func year(_ periods: KeyValuePairs<String, Double>, _ rule: Measure.AnnualRule) -> AnnualValue? {
    var fold = YearFold()
    for (period, value) in periods {
      let frequency: Period.Frequency = period == "Y" ? .annual : period.hasPrefix("Q") ? .quarterly : .monthly
      let quality: QualityFlags = period.hasSuffix("3") ? .estimated : []
      fold.add(
        AnnualValue(value: value, quality: quality), frequency: frequency, ordinal: Int(period.drop { $0 == "Q" }) ?? 0)
    }
    return fold.value(rule)
  }

  @Test func nothingIsNothing() {
    #expect(year([:], .sum) == nil)
    #expect(year([:], .last) == nil)
  }

  @Test func anAnnualValueIsTheYears() {
    let all: KeyValuePairs = ["Y": 5.0, "Q1": 1, "Q2": 1, "Q3": 1, "Q4": 1]
    #expect(year(all, .sum)?.value == 5)
    #expect(year(all, .last)?.value == 5)
    #expect(year(all, .sum)?.quality == [])
  }

  @Test func anAnnualObservationWithoutAValueGivesWay() {
    #expect(year(["Y": .nan, "Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4], .sum)?.value == 10)
    #expect(year(["Y": .nan, "Q4": 4], .last)?.value == 4)
    #expect(year(["Y": .nan], .sum)?.isMissing == true)
    #expect(year(["Y": .nan, "Q1": .nan], .last)?.isMissing == true)
    #expect(year(["2": .nan], .last)?.isMissing == true)
  }

  @Test func sumsAddWhatIsThere() {
    let full = year(["Q1": 1, "Q2": 2, "Q3": 3, "Q4": 4], .sum)
    #expect(full?.value == 10)
    #expect(full?.quality == .estimated)
    let lacking = year(["Q1": 1, "Q2": .nan, "Q4": 4], .sum)
    #expect(lacking?.value == 5)
    #expect(lacking?.quality == .incompleteYear)
  }

  @Test func lastTakesTheLastAndItsQuality() {
    #expect(year(["Q3": 3, "Q4": 4], .last)?.value == 4)
    #expect(year(["Q3": 3, "Q4": 4], .last)?.quality == [])
    #expect(year(["Q3": 3, "Q4": .nan], .last)?.value == 3)
    #expect(year(["Q3": 3, "Q4": .nan], .last)?.quality == [.incompleteYear, .estimated])
    #expect(year(["11": 2, "12": 5], .last)?.value == 5)
  }

  @Test func aCompleteSeriesGoesFirst() {
    let months: KeyValuePairs = [
      "1": 1.0, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 1, "9": 1, "10": 1, "11": 1, "12": 1, "Q1": 100,
      "Q2": 100, "Q4": 100,
    ]
    #expect(year(months, .sum)?.value == 12)
    // Of a stock the quarters are complete with their last.
    #expect(year(months, .last)?.value == 100)
    #expect(year(["12": 7, "Q3": 9], .last)?.value == 7)
  }

  @Test func thenTheSeriesThatReachesFurther() {
    #expect(year(["Q1": 100, "1": 1, "2": 1, "3": 1, "4": 1], .sum)?.value == 4)
    #expect(year(["Q2": 100, "1": 1, "2": 1, "3": 1, "4": 1], .sum)?.value == 100)
    #expect(year(["Q2": 100, "7": 1], .last)?.value == 1)
  }

  @Test func thenTheCoarserSeries() {
    #expect(year(["Q2": 100, "1": 1, "6": 1], .sum)?.value == 100)
    #expect(year(["Q2": 100, "6": 1], .last)?.value == 100)
    #expect(year(["Q1": 100, "3": 1], .last)?.value == 100)
  }
}

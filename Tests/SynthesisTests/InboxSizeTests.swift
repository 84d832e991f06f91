import Testing

@testable import Synthesis

@Suite struct InboxSizeTests {
  @Test func communesHaveUpToSoManyGroups() {
    for limit in [1, 2, 9, 30, 54] {
      let counts = groups(limit: limit).map(\.count)
      #expect(counts.max() == limit)
      if limit > InboxSize.national.groups { #expect(counts.allSatisfy { $0 >= limit - limit / 3 }) }
    }
  }

  @Test func groupsAreDifferentCodesOfTheClassification() {
    for codes in groups(limit: 54) {
      #expect(Set(codes).count == codes.count)
      #expect(codes.allSatisfy { code in Int(String(decoding: code, as: UTF8.self)).map { 1...54 ~= $0 } == true })
    }
  }

  @Test func usualNumberIsWhatNoNumberGives() {
    let usual = CommuneFigures(of: 40, part: 1, year: 2025, in: trend, seed: 7, isWard: false)
    let asked = CommuneFigures(of: 40, part: 1, year: 2025, in: trend, seed: 7, isWard: false, groups: 9)
    #expect(usual.groups.map(\.values) == asked.groups.map(\.values))
  }

  @Test func yearsAreAddedAtTheEnd() {
    #expect(NationalPlan.national(.national).years.map(\.year) == [2024, 2025, 2026])
    #expect(NationalPlan.benchmark(InboxSize(groups: 2, years: 5)).years.map(\.year) == [2024, 2025, 2026, 2027, 2028])
  }

  @Test func sizesStayWithinWhatIsPossible() {
    #expect(InboxSize(groups: 0, years: 99) == InboxSize(groups: 1, years: 7))
  }

  @Test func benchmarkIsTwelveOfSeventeenInCSV() {
    for years in InboxSize.possibleYears {
      let plan = NationalPlan.benchmark(InboxSize(groups: 2, years: years))
      var counts: [MessageFormat: Int] = [:]
      for province in 0..<34 {
        #expect(!plan.isPlain(province: province))
        for year in 0..<years { counts[plan.format(province: province, year: year), default: 0] += 1 }
      }
      #expect(counts.filter { $0.key.isTable }.values.reduce(0, +) == 24 * years)
      #expect(counts.values.reduce(0, +) == 34 * years)
      #expect(counts.count == 4)
    }
  }

  private let trend = ProvinceTrend(ProvinceProfile.of("14"), seed: 7)

  private func groups(limit: Int) -> [[Bytes]] {
    (0..<300).map { area in
      CommuneFigures(of: area, part: 1, year: 2025, in: trend, seed: 7, isWard: false, groups: limit).groups.map(\.code)
    }
  }
}

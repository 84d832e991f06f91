import Testing
import Vocabulary

@testable import Aggregate

@Suite struct PlaceValuesTests {
  private let definition = SmallDefinition.definition

  /// Totals of values given as `02` or `02/F`.
  private func complete(_ given: [String: Double], byGroup: Bool = true) -> PlaceValues {
    var place = PlaceValues(definition)
    for (key, value) in given {
      let parts = key.split(separator: "/").map(String.init)
      let sex = Sex(code: parts.count > 1 ? parts[1] : "_T")!
      place[SmallDefinition.group(parts[0]), sex] = AnnualValue(value: value, quality: key == "02" ? .provisional : [])
    }
    place.completeTotals(byGroup: byGroup)
    return place
  }

  private func total(_ given: [String: Double], _ group: String = "_T", _ sex: Sex = .total) -> Double? {
    complete(given)[SmallDefinition.group(group), sex]?.value
  }

  @Test func totalsAreTheSumOfTheirParts() {
    let given = ["01": 100.0, "02": 1, "03": 2, "05": 4, "55": 8, "NK": 16]
    #expect(total(given, "EM") == 7)
    #expect(total(given) == 131)
    #expect(complete(given).inconsistent.isEmpty)
    #expect(complete(given)[SmallDefinition.group("_T"), .total]?.quality == .provisional)
  }

  @Test func aDeliveredTotalStandsAndIsNeverAddedToItsParts() {
    #expect(total(["EM": 10, "02": 4, "03": 6], "EM") == 10)
    #expect(total(["01": 90, "EM": 10, "02": 4, "03": 6]) == 100)
    #expect(total(["_T": 100, "01": 90, "EM": 10]) == 100)
    #expect(total(["EM": 10]) == 10)
    #expect(total(["NK": 3]) == 3)
  }

  @Test func withoutPartsThereIsNoTotal() {
    #expect(total([:]) == nil)
    #expect(total(["01": 5], "EM") == nil)
    #expect(total(["01": 5]) == 5)
  }

  @Test func aMissingPartLeavesTheTotalMissing() {
    #expect(total(["02": 1, "03": .nan], "EM")?.isNaN == true)
    #expect(total(["02": 1, "03": .nan, "01": 5])?.isNaN == true)
    #expect(total(["EM": 10, "02": 1, "03": .nan, "01": 5]) == 15)
  }

  @Test func aTotalDeliveredAsMissingIsTakenFromFullParts() {
    #expect(total(["EM": .nan, "02": 1, "03": 2], "EM") == 3)
    #expect(total(["EM": .nan, "02": 1, "03": .nan], "EM")?.isNaN == true)
    #expect(total(["EM": .nan], "EM")?.isNaN == true)
    #expect(total(["_T": .nan, "01": 5, "EM": 10]) == 15)
  }

  @Test func sexesAreAddedBeforeGroups() {
    #expect(total(["02/M": 3, "02/F": 4, "03": 5], "EM") == 12)
    #expect(total(["02/M": 3, "02/F": 4], "02") == 7)
    #expect(total(["02/M": 3], "02") == nil)
    #expect(total(["02": 9, "02/M": 3, "02/F": 4], "EM") == 9)
    #expect(total(["02/M": 3, "02/F": .nan], "02")?.isNaN == true)
    #expect(total(["02/M": 3, "03/M": 4, "02/F": 1], "EM", .male) == 7)
  }

  @Test func differencesAboveTheToleranceAreTold() {
    #expect(complete(["EM": 1000, "02": 995]).inconsistent.isEmpty)
    #expect(complete(["EM": 1000, "02": 1005]).inconsistent.isEmpty)
    let found = complete(["EM": 1000, "02": 994, "03/M": 5, "03/F": 5, "03": 20]).inconsistent
    #expect(found.map(\.0) == [SmallDefinition.group("03"), SmallDefinition.group("EM")])
    #expect(complete(["EM": 0, "02": 1]).inconsistent.count == 1)
    #expect(complete(["EM": 1000, "02": .nan]).inconsistent.isEmpty)
  }

  @Test func measuresWithoutGroupsAddSexesAlone() {
    let place = complete(["_T/M": 3, "_T/F": 4, "01": 100], byGroup: false)
    #expect(place[SmallDefinition.group("_T"), .total]?.value == 7)
  }

  @Test func clearingForgetsEverything() {
    var place = complete(["EM": 1000, "02": 1])
    place.clear()
    #expect(place.isEmpty)
    #expect(place.inconsistent.isEmpty)
  }
}

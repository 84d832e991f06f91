import Definition
import Testing
import Vocabulary

@testable import Aggregate

@Suite struct KeyResolutionTests {
  private let definition = SmallDefinition.definition

  /// One contribution: rank, value (nil for a deletion), area as delivered and vintage.
  private struct Part {
    var rank: UInt32, value: Double?, from: Int = 0, vintage: UInt8 = 1, quality: QualityFlags = []
  }

  private func resolve(_ parts: [Part], _ measure: String = "HH", area: String = "40001") -> ResolvedKey? {
    let key = ContributionKey(
      measure: SmallDefinition.measure(measure), area: SmallDefinition.area(area), group: 0, sex: .total,
      period: Period(year: 2026))
    let run = parts.shuffled().enumerated().map { index, part in
      Contribution(
        key: key, value: part.value ?? .nan, areaDelivered: DeliveredArea("\(10_000 + part.from)")!, rank: part.rank,
        record: UInt32(index),
        quality: part.quality, vintage: part.vintage, isDeletion: part.value == nil)
    }
    return KeyResolution(definition).resolve(run.sorted(by: Contribution.precedes)[...])
  }

  @Test func theNewestValueCounts() {
    let resolved = resolve([
      Part(rank: 1, value: 10, quality: .estimated), Part(rank: 3, value: 30), Part(rank: 2, value: 20),
    ])
    #expect(resolved?.value == 30)
    #expect(resolved?.quality == [])
    #expect(resolved?.isRevised == true)
    #expect(resolved?.newestRank == 3)
  }

  @Test func aRepetitionIsNoRevision() {
    #expect(resolve([Part(rank: 1, value: 10), Part(rank: 2, value: 10)])?.isRevised == false)
    #expect(resolve([Part(rank: 1, value: .nan), Part(rank: 2, value: .nan)])?.isRevised == false)
    #expect(resolve([Part(rank: 1, value: 10)])?.isRevised == false)
  }

  @Test func aNewerMissingObservationReplacesAValue() {
    let resolved = resolve([Part(rank: 1, value: 10), Part(rank: 2, value: .nan)])
    #expect(resolved?.value.isNaN == true)
    #expect(resolved?.isRevised == true)
  }

  @Test func deletionsReachOlderDeliveriesAlone() {
    #expect(resolve([Part(rank: 1, value: 10), Part(rank: 2, value: nil)]) == nil)
    #expect(resolve([Part(rank: 2, value: nil)]) == nil)
    #expect(resolve([Part(rank: 2, value: 10), Part(rank: 1, value: nil)])?.value == 10)
    #expect(resolve([Part(rank: 2, value: 10), Part(rank: 2, value: nil)])?.value == 10)
    let again = resolve([Part(rank: 1, value: 10), Part(rank: 2, value: nil), Part(rank: 3, value: 12)])
    #expect(again?.value == 12)
    #expect(again?.isRevised == true)
  }

  @Test func partsOfOneVintageAreAdded() {
    let resolved = resolve([
      Part(rank: 1, value: 10, from: 1, vintage: 0, quality: .estimated), Part(rank: 2, value: 5, from: 2, vintage: 0),
      Part(rank: 3, value: 7, from: 2, vintage: 0),
    ])
    #expect(resolved?.value == 17)
    #expect(resolved?.quality == .estimated)
    #expect(resolved?.used.count == 2)
    #expect(resolve([Part(rank: 1, value: 1, from: 1), Part(rank: 1, value: .nan, from: 2)])?.value.isNaN == true)
  }

  @Test func aDeletedPartLeavesTheOthers() {
    let resolved = resolve([
      Part(rank: 1, value: 10, from: 1, vintage: 0), Part(rank: 1, value: 5, from: 2, vintage: 0),
      Part(rank: 2, value: nil, from: 2, vintage: 0),
    ])
    #expect(resolved?.value == 10)
    #expect(resolved?.isRevised == true)
  }

  @Test func theNewestDeliveryDecidesTheVintage() {
    let older = [Part(rank: 1, value: 10, from: 1, vintage: 0), Part(rank: 2, value: 5, from: 2, vintage: 0)]
    let canonical = resolve(older + [Part(rank: 3, value: 100, from: 9)])
    #expect(canonical?.value == 100)
    #expect(canonical?.isRevised == true)
    #expect(canonical?.standing.count == 3)
    #expect(canonical?.used.count == 1)
    #expect(resolve([Part(rank: 0, value: 100, from: 9)] + older)?.value == 15)
    // A deletion decides nothing: what stands below it does.
    #expect(resolve(older + [Part(rank: 0, value: 100, from: 9), Part(rank: 4, value: nil, from: 9)])?.value == 15)
  }

  @Test(
    arguments: [
      ("COMMUNES", [0, 0], 0), ("COMMUNES", [0, 1], 1), ("COMMUNES", [1, .nan], 1), ("COMMUNES", [0, .nan], .nan),
      ("INFRA", [1, 1], 1), ("INFRA", [1, 0], 0), ("INFRA", [0, .nan], 0), ("INFRA", [1, .nan], .nan),
      ("NTM", [1], 1), ("INFRA", [.nan], .nan),
    ] as [(String, [Double], Double)])
  func statusesFollowTheirRule(measure: String, values: [Double], expected: Double) {
    let parts = values.enumerated().map { Part(rank: 1, value: $1, from: Int($0), vintage: 0) }
    let value = resolve(parts, measure)?.value
    #expect(value == expected || value?.isNaN == true && expected.isNaN)
  }

  /// A province's figure of a status counts communes.
  @Test(arguments: ["COMMUNES", "INFRA", "NTM"])
  func statusesOfProvincesAreAdded(measure: String) {
    let parts = [Part(rank: 1, value: 75, from: 1, vintage: 0), Part(rank: 1, value: 30, from: 2, vintage: 0)]
    #expect(resolve(parts, measure, area: "04")?.value == 105)
  }
}

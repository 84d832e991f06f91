import Definition
import Testing
import Workspace

@testable import Normalize

@Suite struct ConversionTests {
  /// Every commune of 2024 with a random count: nothing is lost or made on the way.
  @Test func totalsAgreeBeforeAndAfterConversion() throws {
    let definition = try Ingested.definition()
    let codes = definition.vintages[0].successors.byCode.keys.filter { $0.utf8.count == 5 }.sorted()
    #expect(codes.count == 10_035)
    let inbox = try Ingested(definition)
    let values = codes.map { _ in Double.random(in: 0...50_000) }
    try inbox.add(
      "a.csv",
      zip(codes, values).map { .standard(["REF_AREA": $0, "AREA_VINTAGE": "2024-01-01", "OBS_VALUE": "\($1)"]) })
    try inbox.normalize()
    let rows = try inbox.observations()
    let before = values.reduce(0, +), after = rows.reduce(0) { $0 + $1.value }
    #expect(abs(after - before) <= 1e-9 * before)
    #expect(Set(rows.map(\.record)).count == codes.count)
    for (record, parts) in Dictionary(grouping: rows, by: \.record) {
      let value = values[Int(record) - 1]
      guard abs(parts.reduce(0) { $0 + $1.share } - 1) < 1e-12,
        abs(parts.reduce(0) { $0 + $1.value } - value) <= 1e-12 * value,
        parts.allSatisfy({ $0[.areaDelivered] == codes[Int(record) - 1] && $0[.areaLevel] == "commune" })
      else {
        Issue.record("commune \(codes[Int(record) - 1]) is not carried over whole")
        return
      }
    }
  }

  @Test func aShareIsWholeKnownOrAssumed() throws {
    let definition = try Ingested.definition()
    let lists = definition.vintages[0].successors.byCode.filter { $0.key.utf8.count == 5 }
    let inbox = try Ingested(definition)
    let split = try #require(lists.filter { $0.value.count > 1 && $0.value[0].assumed }.keys.min())
    let whole = try #require(lists.filter { $0.value.count == 1 }.keys.min())
    try inbox.add("a.csv", [split, whole].map { .standard(["REF_AREA": $0, "AREA_VINTAGE": "2024-01-01"]) })
    try inbox.normalize()
    let rows = try inbox.observations()
    #expect(rows.filter { $0[.areaDelivered] == split }.map { $0[.shareBasis] }.allSatisfy { $0 == "assumed" })
    #expect(rows.filter { $0[.areaDelivered] == whole }.map { $0[.shareBasis] } == ["whole"])
  }

  /// A status goes whole to each successor, whatever the shares.
  @Test func aStatusIsNotDivided() throws {
    let definition = try Ingested.definition()
    let split = try #require(definition.vintages[0].successors.byCode.filter { $0.value.count == 2 }.keys.min())
    let inbox = try Ingested(definition)
    let base = ["ETHNIC_GROUP": "_T", "OBS_VALUE": "1", "AREA_VINTAGE": "2024-01-01", "REF_AREA": split]
    try inbox.add("a.csv", [.standard(base.merging(["MEASURE": "COMMUNE_SPECIAL"]) { $1 })])
    try inbox.normalize()
    let rows = try inbox.observations()
    #expect(rows.map(\.value) == [1, 1])
    #expect(rows.map(\.share) == [1, 1])
    #expect(rows.map { $0[.shareBasis] } == ["whole", "whole"])
  }

  /// What says nothing of a commune made of others stands where the commune went over unchanged.
  @Test func aStatusWithoutARuleStandsWhereNothingChanged() throws {
    let definition = try Ingested.definition()
    let vintage = definition.vintages[0]
    let communes = vintage.successors.byCode.filter { $0.key.utf8.count == 5 }
    let unchanged = try #require(communes.filter { vintage.isUnchanged($0.value) }.keys.min())
    let merged = try #require(
      communes.filter { $0.value.count == 1 && !vintage.isUnchanged($0.value) }.keys.min())
    let inbox = try Ingested(definition)
    let base = [
      "ETHNIC_GROUP": "_T", "OBS_VALUE": "1", "AREA_VINTAGE": "2024-01-01", "MEASURE": "COMMUNE_NTM",
    ]
    try inbox.add("a.csv", [unchanged, merged].map { .standard(base.merging(["REF_AREA": $0]) { $1 }) })
    try inbox.normalize()
    #expect(try inbox.observations().map { $0[.areaDelivered] } == [unchanged])
    #expect(try inbox.rejects().map(\.code) == ["not_convertible"])
    // A province's figure counts communes, and counts convert.
    let province = try Ingested(definition)
    try province.add("a.csv", [.standard(base.merging(["REF_AREA": "06", "OBS_VALUE": "12"]) { $1 })])
    try province.normalize()
    #expect(try province.observations().map(\.value) == [12])
  }
}

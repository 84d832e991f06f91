import Testing
import Workspace

@testable import Normalize

@Suite struct DeletionTests {
  private func deletion(_ changes: [String: String] = [:]) -> Ingested.Record {
    .standard(["action": "D", "OBS_VALUE": "", "FREQ": ""].merging(changes) { $1 })
  }

  private func rows(_ records: [Ingested.Record]) throws -> [Observation] {
    let inbox = try Ingested()
    try inbox.add("a.csv", records)
    let summary = try inbox.normalize()
    #expect(try inbox.rejects().map(\.message) == [])
    #expect(summary.deliveries.map(\.deletions) == [records.count])
    return try inbox.observations()
  }

  @Test(arguments: ["D", "d", "Delete", "DELETE"])
  func aDeletionNamesAKeyAsDelivered(action: String) throws {
    let rows = try rows([deletion(["action": action, "OBS_STATUS": "nonsense"])])
    let row = try #require(rows.first)
    #expect([row[.action], row[.area], row[.areaDelivered], row[.period]] == ["D", "00070", "00070", "2026"])
    #expect([row[.vintageDelivered], row[.obsStatus], row[.confStatus]] == ["2026-04-30", "", ""])
    #expect(row.value.isNaN)
  }

  @Test(arguments: ["", "I", "A", "M", "R", "Information", "Append", "Merge", "Replace"])
  func otherActionsCarryValues(action: String) throws {
    let inbox = try Ingested()
    try inbox.add("a.csv", [.standard(["action": action])])
    try inbox.normalize()
    #expect(try inbox.observations().map { $0[.action] } == [""])
  }

  @Test func emptyDimensionsStayOpen() throws {
    let open = ["ETHNIC_GROUP": "", "SEX": "", "MEASURE": "", "TIME_PERIOD": ""]
    let row = try #require(try rows([deletion(open)]).first)
    #expect(
      [row[.ethnicGroup], row[.sex], row[.measure], row[.period], row[.vintageDelivered]] == ["", "", "", "", ""])
    #expect([row[.area], row[.areaDelivered]] == ["00070", "00070"])
  }

  /// A code means nothing without its vintage, but no code needs none.
  @Test(arguments: ["2026", "2025", "2020"])
  func aDeletionOfEveryAreaIsOfEveryVintage(period: String) throws {
    let row = try #require(try rows([deletion(["REF_AREA": "", "TIME_PERIOD": period])]).first)
    #expect([row[.area], row[.areaDelivered], row[.vintageDelivered], row[.period]] == ["", "", "", period])
    let given = try rows([deletion(["REF_AREA": "", "TIME_PERIOD": period, "AREA_VINTAGE": "2025-07-01"])])
    #expect(given.map { $0[.vintageDelivered] } == ["2025-07-01"])
  }

  /// The frequency is a dimension too: with an open period it says which periods.
  @Test(arguments: [("A", "A"), ("Q", "Q"), ("M", "M"), ("", "")])
  func anOpenPeriodKeepsItsFrequency(frequency: String, period: String) throws {
    let row = try #require(try rows([deletion(["TIME_PERIOD": "", "FREQ": frequency])]).first)
    #expect(row[.period] == period)
  }

  @Test func aDeletionWithMistakesIsRejected() throws {
    let inbox = try Ingested()
    try inbox.add(
      "a.csv",
      [
        deletion(["REF_AREA": "99999"]), deletion(["MEASURE": "X"]), deletion(["FREQ": "Q"]),
        deletion(["TIME_PERIOD": "", "FREQ": "W"]),
      ])
    #expect(try inbox.normalize().deliveries.map(\.deletions) == [0])
    #expect(
      try inbox.rejects().map(\.code) == [
        "unknown_area", "unknown_measure", "frequency_mismatch", "frequency_mismatch",
      ])
  }

  @Test func deletionsAndValuesOfOneKeyAreNoContradiction() throws {
    let inbox = try Ingested()
    try inbox.add("a.csv", [.standard(), deletion(), deletion()])
    let summary = try inbox.normalize().deliveries[0]
    #expect((summary.accepted, summary.deletions, summary.rejected) == (1, 2, 0))
  }
}

import Testing
import Workspace

@testable import Normalize

@Suite struct RejectTests {
  @Test(
    arguments: [
      ("unknown_action", "ACTION", ["action": "X"]), ("missing_dimension", "REF_AREA", ["REF_AREA": ""]),
      ("missing_dimension", "ETHNIC_GROUP", ["ETHNIC_GROUP": ""]), ("missing_dimension", "SEX", ["SEX": ""]),
      ("missing_dimension", "MEASURE", ["MEASURE": ""]), ("missing_dimension", "TIME_PERIOD", ["TIME_PERIOD": ""]),
      ("bad_period", "TIME_PERIOD", ["TIME_PERIOD": "2026-Q5"]),
      ("period_out_of_range", "TIME_PERIOD", ["TIME_PERIOD": "2206"]),
      ("period_out_of_range", "TIME_PERIOD", ["TIME_PERIOD": "2014-12", "FREQ": "M"]),
      ("frequency_mismatch", "FREQ", ["FREQ": "Q"]), ("frequency_mismatch", "FREQ", ["FREQ": "W"]),
      ("unknown_vintage", "AREA_VINTAGE", ["AREA_VINTAGE": "2025-07-02"]),
      ("no_vintage", "AREA_VINTAGE", ["TIME_PERIOD": "2023"]), ("unknown_area", "REF_AREA", ["REF_AREA": "99999"]),
      ("unknown_area", "REF_AREA", ["REF_AREA": "1"]),
      ("unknown_area", "REF_AREA", ["REF_AREA": "00007", "AREA_VINTAGE": "2026-04-30"]),
      ("unknown_group", "ETHNIC_GROUP", ["ETHNIC_GROUP": "8"]), ("unknown_sex", "SEX", ["SEX": "X"]),
      ("unknown_measure", "MEASURE", ["MEASURE": "HH_RICH"]),
      ("group_not_allowed", "ETHNIC_GROUP", ["MEASURE": "LAND_HA"]),
      ("unknown_status", "OBS_STATUS", ["OBS_STATUS": "Z"]),
      ("unknown_confidentiality", "CONF_STATUS", ["CONF_STATUS": "B"]),
      ("not_a_number", "OBS_VALUE", ["OBS_VALUE": "1,000"]), ("not_a_number", "OBS_VALUE", ["OBS_VALUE": "1e999"]),
      ("out_of_range", "OBS_VALUE", ["OBS_VALUE": "-1"]), ("out_of_range", "OBS_VALUE", ["OBS_VALUE": "1000001"]),
      ("out_of_range", "OBS_VALUE", ["OBS_VALUE": "2", "UNIT_MULT": "6"]),
      ("not_a_status", "OBS_VALUE", ["MEASURE": "COMMUNES", "ETHNIC_GROUP": "_T", "OBS_VALUE": "0.5"]),
      ("unknown_unit", "UNIT_MEASURE", ["UNIT_MEASURE": "KM2"]), ("bad_multiplier", "UNIT_MULT", ["UNIT_MULT": "13"]),
      ("bad_multiplier", "UNIT_MULT", ["UNIT_MULT": "-10"]), ("bad_multiplier", "UNIT_MULT", ["UNIT_MULT": "3.0"]),
      ("bad_multiplier", "UNIT_MULT", ["UNIT_MULT": "9223372036854775808"]),
      ("wrong_level", "REF_AREA", ["MEASURE": "SDG_TARGETS", "ETHNIC_GROUP": "_T"]),
      (
        "not_convertible", "REF_AREA",
        [
          "MEASURE": "COMMUNE_NTM", "ETHNIC_GROUP": "_T", "OBS_VALUE": "1", "REF_AREA": "00007",
          "AREA_VINTAGE": "2024-01-01",
        ]
      ),
    ] as [(String, String, [String: String])])
  func everyMistakeHasItsCodeAndPlace(code: String, field: String, changes: [String: String]) throws {
    let inbox = try Ingested()
    try inbox.add("a.csv", [.standard(), .standard(changes)])
    let summary = try inbox.normalize()
    let reject = try #require(try inbox.rejects().first)
    #expect(reject.code == code)
    #expect(reject.field == field)
    #expect(reject.value == (changes[field] ?? changes["action"] ?? inbox.delivered(field)))
    #expect(reject.record == 2 && reject.line == 3 && reject.column == 1 && reject.delivery == "a.csv")
    #expect(!reject.message.isEmpty && !reject.remedy.isEmpty)
    #expect(summary.deliveries.map(\.rejected) == [1])
    #expect(summary.deliveries.map(\.records) == [2])
    #expect(try inbox.observations().map(\.record) == [1])
  }

  @Test func theSameKeyWithTwoValuesCountsNeither() throws {
    let inbox = try Ingested()
    let value = Ingested.Record.standard, other = ["OBS_VALUE": "101"]
    try inbox.add(
      "a.csv",
      [
        value([:]), value(other), value(["ETHNIC_GROUP": "09"]), value(["ETHNIC_GROUP": "10"]),
        value(["ETHNIC_GROUP": "10"]), value(["ETHNIC_GROUP": "11", "OBS_STATUS": "M"]), value(["ETHNIC_GROUP": "11"]),
        value([:]),
      ])
    let summary = try inbox.normalize().deliveries[0]
    #expect(try inbox.observations().map(\.record) == [3, 4])
    let rejects = try inbox.rejects()
    #expect(rejects.map(\.record) == [1, 2, 6, 7, 8])
    #expect(Set(rejects.map(\.code)) == ["duplicate_key"])
    #expect(rejects[1].message.contains("record 1 "))
    #expect((summary.accepted, summary.rejected, summary.repeated, summary.records) == (2, 5, 1, 8))
  }

  @Test func oneCommuneByCodesOfTwoVintagesCountsNeither() throws {
    let inbox = try Ingested()
    // 00001 and others became 00097 in 2025; the last record is of another year.
    try inbox.add(
      "a.csv",
      [
        .standard(["REF_AREA": "00001", "AREA_VINTAGE": "2024-01-01"]),
        .standard(["REF_AREA": "00097", "AREA_VINTAGE": "2026-04-30"]), .standard(["REF_AREA": "00004"]),
        .standard(["REF_AREA": "00097", "AREA_VINTAGE": "2026-04-30", "TIME_PERIOD": "2027"]),
      ])
    try inbox.normalize()
    #expect(try inbox.observations().map(\.record) == [3, 4])
    #expect(try inbox.rejects().map(\.code) == ["duplicate_key", "duplicate_key"])
    #expect(try inbox.rejects().map(\.field) == ["REF_AREA", "REF_AREA"])
  }

  @Test func aStructureThatNoSourceClaimsIsReportedOnce() throws {
    let inbox = try Ingested()
    let foreign = Ingested.Record.standard(["structure": "X:Y(1.0)"])
    try inbox.add("a.csv", [foreign, .standard(), foreign])
    try inbox.add("b.csv", [foreign])
    let summary = try inbox.normalize()
    #expect(summary.deliveries.map(\.undeclared) == [2, 1])
    #expect(summary.deliveries.map(\.accepted) == [1, 0])
    #expect(try inbox.rejects("b.csv").map(\.code) == ["undeclared_source"])
    #expect(try inbox.rejects("a.csv").map(\.value).contains("X:Y(1.0)"))
  }

  @Test func longTextDoesNotFillTheReport() throws {
    let inbox = try Ingested()
    let long = String(repeating: "9", count: 100_000)
    let fields = ["action", "TIME_PERIOD", "FREQ", "AREA_VINTAGE", "REF_AREA", "ETHNIC_GROUP", "SEX", "MEASURE"]
    let attributes = ["OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "UNIT_MULT", "OBS_VALUE"]
    try inbox.add("a.csv", (fields + attributes).map { .standard([$0: long]) })
    try inbox.normalize()
    let rejects = try inbox.rejects()
    #expect(rejects.count == 13)
    for reject in rejects { #expect(reject.message.count + reject.value.count < 1000) }
  }

  /// Every stage file knows the structure that is empty text, whether a record has it or not.
  @Test func aStructureThatNoRecordHasIsNotReported() throws {
    let inbox = try Ingested()
    try inbox.add("a.csv", [.standard()])
    try inbox.add("b.csv", [.standard(["structure": ""])])
    try inbox.normalize()
    #expect(try inbox.rejects("a.csv").isEmpty)
    #expect(try inbox.rejects("b.csv").map(\.code) == ["undeclared_source"])
  }

  @Test func rejectsThatWereOnlyCountedCount() throws {
    let inbox = try Ingested()
    try inbox.add("a.csv", [Ingested.Record](repeating: .standard(), count: 100)) { entry in
      entry.rejected = 50
      entry.rejects = [.init(record: 7, code: "bad_row", message: "m", remedy: "r")]
    }
    let summary = try inbox.normalize()
    #expect(summary.deliveries.map(\.rejected) == [50])
    #expect(summary.deliveries.map(\.records) == [150])
    #expect(summary.sources.map(\.overBudget) == [true])
  }
}

extension Ingested {
  /// The value of a field of the standard record.
  func delivered(_ field: String) -> String { Record.standard()[field] ?? "" }
}

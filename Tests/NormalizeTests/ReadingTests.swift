import Testing
import Vocabulary
import Workspace

@testable import Normalize

@Suite struct ReadingTests {
  @Test func aRecordBecomesAnObservation() throws {
    let inbox = try Ingested()
    try inbox.add(
      "a.csv", [.standard(["OBS_STATUS": "E", "CONF_STATUS": "C", "SEX": "T", "FREQ": "Q", "TIME_PERIOD": "2026-Q2"])])
    let summary = try inbox.normalize()
    let rows = try inbox.observations()
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect([row[.area], row[.areaLevel], row[.province]] == ["00070", "commune", "01"])
    #expect([row[.ethnicGroup], row[.sex], row[.measure], row[.period]] == ["08", "_T", "HH", "2026-Q2"])
    #expect([row[.unit], row[.obsStatus], row[.confStatus]] == ["households", "E", "C"])
    #expect([row[.areaDelivered], row[.vintageDelivered]] == ["00070", "2026-04-30"])
    #expect([row[.delivery], row[.shareBasis], row[.action]] == ["a.csv", "whole", ""])
    #expect((row.value, row.share) == (100, 1))
    #expect((row.record, row.line) == (1, 2))
    #expect(summary.deliveries.map(\.accepted) == [1])
    #expect(summary.sources.map(\.id) == ["standard"])
  }

  @Test(arguments: [
    ("POP", "100", "PS", "", 100.0), ("POP", "1.5", "", "3", 1500), ("POP", "0.07", "number", "2", 7),
    ("INCOME", "5000000000", "VND", "", 5000), ("INCOME", "0.3", "vnd_bn", "0", 300), ("INCOME", "7", "VND", "6", 7),
    ("LAND_HA", "1.25", "KM2", "", 125), ("LAND_HA", "3", "HA", "-1", 0.3), ("POP", "0", "", "+3", 0),
  ])
  func unitsAndMultipliers(measure: String, value: String, unit: String, power: String, expected: Double) throws {
    let inbox = try Ingested()
    let group = measure == "LAND_HA" ? "_T" : "08"
    try inbox.add(
      "a.csv",
      [
        .standard([
          "MEASURE": measure, "OBS_VALUE": value, "UNIT_MEASURE": unit, "UNIT_MULT": power, "ETHNIC_GROUP": group,
        ])
      ])
    try inbox.normalize()
    #expect(try inbox.observations().map(\.value) == [expected])
  }

  @Test(arguments: ["", "NaN"])
  func anEmptyValueIsMissing(value: String) throws {
    let inbox = try Ingested()
    try inbox.add("a.csv", [.standard(["OBS_VALUE": value])])
    #expect(try inbox.normalize().deliveries.map(\.missing) == [1])
    #expect(try inbox.observations().map(\.value.isNaN) == [true])
  }

  @Test(arguments: ["M", "L", "H", "O"])
  func aStatusMayTakeTheValueAway(status: String) throws {
    let inbox = try Ingested()
    try inbox.add("a.csv", [.standard(["OBS_VALUE": "not even a number", "OBS_STATUS": status])])
    try inbox.normalize()
    #expect(try inbox.observations().map(\.value.isNaN) == [true])
    #expect(try inbox.rejects().isEmpty)
  }

  @Test func placesOfEveryLevel() throws {
    let inbox = try Ingested()
    try inbox.add(
      "a.csv",
      [
        .standard(["REF_AREA": "VN", "OBS_VALUE": "30000000"]), .standard(["REF_AREA": "14", "OBS_VALUE": "9000000"]),
        .standard(["REF_AREA": "06", "AREA_VINTAGE": "2024-01-01"]),
        .standard(["REF_AREA": "14", "MEASURE": "SDG_TARGETS", "ETHNIC_GROUP": "_T"]),
        .standard(["REF_AREA": "14", "MEASURE": "COMMUNES", "ETHNIC_GROUP": "_T", "OBS_VALUE": "75"]),
      ])
    try inbox.normalize()
    #expect(try inbox.rejects().map(\.message) == [])
    let rows = try inbox.observations()
    #expect(rows.map { $0[.areaLevel] } == ["nation", "province", "province", "province", "province"])
    #expect(rows.map { $0[.area] } == ["VN", "14", "19", "14", "14"])
  }

  @Test func theVintageIsOfTheRecordElseOfThePeriod() throws {
    let inbox = try Ingested()
    let periods = ["2024", "2025-Q2", "2025-06", "2025-07", "2025", "2026-03", "2026-04", "2026"]
    let records = periods.map { period in
      Ingested.Record.standard(["TIME_PERIOD": period, "REF_AREA": "00004", "FREQ": ""])
    }
    try inbox.add("a.csv", records + [.standard(["REF_AREA": "00001", "AREA_VINTAGE": "2024-01-01"])])
    try inbox.normalize()
    #expect(
      try inbox.observations().map { $0[.vintageDelivered] } == [
        "2024-01-01", "2024-01-01", "2024-01-01", "2025-07-01", "2025-07-01", "2025-07-01", "2026-04-30", "2026-04-30",
        "2024-01-01",
      ])
    #expect(try inbox.observations().last?[.area] == "00097")
  }

  @Test func oneFieldAsCodesOrAsTextReadsTheSame() throws {
    // Areas so many that the field becomes text, and values in a field of codes.
    let definition = try Ingested.definition()
    let communes = definition.areas.communes.map { definition.areas.codes[Int($0)] }
    let inbox = try Ingested(definition)
    var records = communes.map { Ingested.Record.standard(["REF_AREA": $0, "OBS_VALUE": "1"]) }
    records += (0..<70_000).map { .standard(["REF_AREA": "no place \($0)"]) }
    try inbox.add("text.csv", records)
    try inbox.add("codes.csv", Array(records.prefix(communes.count)))
    let summary = try inbox.normalize()
    #expect(summary.deliveries.map(\.accepted) == [communes.count, communes.count])
    #expect(summary.deliveries.map(\.rejected) == [70_000, 0])
    let text = try inbox.observations("text.csv"), codes = try inbox.observations("codes.csv")
    #expect(text.map { $0[.area] } == codes.map { $0[.area] })
    #expect(text.map { $0[.areaDelivered] } == communes)
  }
}

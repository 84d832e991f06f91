import Arrow
import Definition
import Foundation
import Testing
import Workspace

@testable import Normalize

/// The quick way of reading and the careful one give the same.
@Suite struct WayTests {
  /// What a field may hold beside what it should; nil takes it away.
  private static let oddities: [(field: String, values: [String?])] = [
    ("action", ["I", "R", "D", "delete", "X", "", nil]), ("structure", ["X:OLD(1.0)", "X:NO(1.0)", "", nil]),
    ("FREQ", ["A", "Q", "M", "W", "", nil]), ("SEX", ["M", "F", "T", "x", "", nil]),
    ("REF_AREA", ["00001", "00007", "00097", "VN", "14", "06", "99999", "1", "", nil]),
    ("ETHNIC_GROUP", ["_T", "EM", "08", "99", "", nil]),
    (
      "MEASURE",
      ["POP", "LAND_HA", "COMMUNES", "COMMUNE_NTM", "COMMUNE_SPECIAL", "SDG_TARGETS", "INCOME", "?", "", nil]
    ),
    ("TIME_PERIOD", ["2024", "2025", "2026-Q2", "2026-07", "2020", "2206", "2014-12", "2026-Q5", "", nil]),
    (
      "OBS_VALUE",
      [
        "0", "1", "0.5", "12.75", ".5", "-1", "1000001", "999999999999999", "9999999999999999999999", "1e3", "1e999",
        "0.1e-400", "NaN", "", "nonsense", " 1", "+5", "-0", "007", "٣", "1_000", nil,
      ]
    ),
    ("UNIT_MEASURE", ["HH", "hh", "PS", "HA", "KM2", "VND", "?", "", nil]),
    ("UNIT_MULT", ["0", "3", "-2", "13", "+1", "x", "", nil]),
    ("OBS_STATUS", ["A", "P", "E", "M", "O", "z", "", nil]), ("CONF_STATUS", ["F", "C", "N", "b", "", nil]),
    ("AREA_VINTAGE", ["2024-01-01", "2025-07-01", "2026-04-30", "2020-01-01", "", nil]),
    ("member", ["a.csv", "b.csv"]),
  ]

  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
  }

  /// The standard source; one with a vintage for all areas; one with fields of its own too, of which the values are
  /// codes.
  private func definition() throws -> Definition {
    var fields = FieldMap()
    fields.area = "XA"
    fields.value = "SO_HO"
    let budget = ErrorBudget(share: 1, records: 1)
    return try Ingested.definition([
      Source(
        id: "standard", structures: ["VN_EMMA:COMMUNE_OBS"], fields: FieldMap(), vintage: nil, errorBudget: budget),
      Source(
        id: "declared", structures: ["X:DECLARED"], fields: FieldMap(), vintage: "2025-07-01", errorBudget: budget),
      Source(id: "old", structures: ["X:OLD"], fields: fields, vintage: "2024-01-01", errorBudget: budget),
    ])
  }

  private func records(_ count: Int, _ dice: inout Dice, _ definition: Definition) -> [Ingested.Record] {
    let measures = definition.measures.filter { $0.byGroup && $0.counted == .households }.map(\.code)
    let wholeMeasures = definition.measures.filter { !$0.byGroup }.map(\.code)
    let old = definition.vintages[0].successors.byCode.keys.sorted()
    return (0..<count).map { _ in
      var record = Ingested.Record.standard([
        "REF_AREA": definition.areas.codes.randomElement(using: &dice)!,
        "ETHNIC_GROUP": definition.groups.codes.randomElement(using: &dice)!,
        "MEASURE": measures.randomElement(using: &dice)!, "OBS_VALUE": "\(Int.random(in: 0...1000, using: &dice))",
        "XA": old.randomElement(using: &dice)!, "SO_HO": "\(Int.random(in: 0...20, using: &dice))",
      ])
      if Int.random(in: 0..<4, using: &dice) == 0 {
        record["MEASURE"] = wholeMeasures.randomElement(using: &dice)!
        record["ETHNIC_GROUP"] = "_T"
        record["OBS_VALUE"] = ["0", "1", "0.5"].randomElement(using: &dice)!
        record["AREA_VINTAGE"] = "2024-01-01"
        record["REF_AREA"] = old.randomElement(using: &dice)!
      }
      if Int.random(in: 0..<5, using: &dice) == 0 { record["structure"] = "X:DECLARED(1.0)" }
      while Int.random(in: 0..<3, using: &dice) == 0 {
        let (field, values) = Self.oddities.randomElement(using: &dice)!
        record[field] = values.randomElement(using: &dice)!
      }
      return record
    }
  }

  /// The files of a delivery as they lie there; nil for one that does not.
  private func files(_ inbox: Ingested) -> [Data?] {
    [Workspace.Folder.canonical, .rejected].map {
      FileManager.default.contents(atPath: inbox.workspace.path($0, delivery: "a.csv"))
    }
  }

  @Test(arguments: [[], ["REF_AREA"], ["OBS_STATUS", "TIME_PERIOD", "MEASURE"]] as [Set<String>])
  func bothWaysGiveTheSameFiles(textFields: Set<String>) throws {
    let definition = try definition()
    var dice = Dice(state: UInt64(textFields.count))
    var codes: Set<String> = []
    for count in [1, 511, 512, 513, 3000] {
      let inbox = try Ingested(definition)
      try inbox.add("a.csv", records(count, &dice, definition), textFields: textFields)
      let quick = try inbox.normalize(.quick)
      let quickFiles = files(inbox)
      let careful = try inbox.normalize(.careful)
      #expect(quick == careful)
      #expect(quickFiles == files(inbox))
      codes.formUnion(try inbox.rejects().map(\.code))
      // What the summary says of the file is what is in it.
      let coverage = try quickFiles[0].map { _ in
        try CanonicalCoverage(path: inbox.workspace.path(.canonical, delivery: "a.csv")) { code in
          definition.areas.index(of: code).map { definition.areas.codes[Int(definition.areas.provinceOf[Int($0)])] }
        }
      }
      #expect(quick.deliveries[0].coverage == coverage)
      if count == 3000 { #expect(quick.deliveries[0].accepted > 1500) }
    }
    // Every mistake was among them.
    #expect(
      codes.isSuperset(of: [
        "bad_multiplier", "bad_period", "duplicate_key", "frequency_mismatch", "group_not_allowed",
        "missing_dimension", "no_vintage", "not_a_number", "not_a_status", "not_convertible", "out_of_range",
        "period_out_of_range", "undeclared_source", "unknown_action", "unknown_area", "unknown_confidentiality",
        "unknown_group", "unknown_measure", "unknown_sex", "unknown_status", "unknown_unit", "unknown_vintage",
        "wrong_level",
      ]))
  }

  /// Otherwise it would be the quick way in name alone.
  @Test func soundRecordsAreReadTheQuickWay() throws {
    let inbox = try Ingested()
    let changes: [[String: String]] = [
      [:], ["OBS_VALUE": "1.5"], ["UNIT_MEASURE": "HH"], ["UNIT_MULT": "2"], ["OBS_STATUS": "M"], ["SEX": "F"],
      ["CONF_STATUS": "C"], ["AREA_VINTAGE": "2024-01-01", "REF_AREA": "00001"], ["REF_AREA": "14"], ["FREQ": ""],
      ["OBS_VALUE": ""],
    ]
    try inbox.add("a.csv", changes.map { .standard($0) } + [.standard(["SEX": "?"])])
    let definition = inbox.definition
    let file = try ArrowFile(path: inbox.workspace.path(.ingested, delivery: "a.csv"))
    let reader = RecordReader(
      file, source: definition.sources[0], DeliveredNumbers(definition), definition: definition)
    var records = [CanonicalRecord](repeating: CanonicalRecord(), count: file.rowCount)
    #expect(reader.isQuick)
    records.withUnsafeMutableBufferPointer {
      reader.readQuickly(file.batch(0), 0..<file.rowCount, into: $0.baseAddress!)
    }
    #expect(records.map(\.kind) == Array(repeating: .value, count: changes.count) + [.unread])
  }

  /// More rows than a batch of either file takes, and a batch that ends within the parts of one record.
  @Test func batchesMayEndWithinARecord() throws {
    let definition = try Ingested.definition()
    let lists = definition.vintages[0].successors.byCode.filter { $0.key.utf8.count == 5 }
    let areas = lists.sorted { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }.prefix(700).map(\.key)
    var records: [Ingested.Record] = []
    for (index, area) in areas.enumerated() {
      for group in definition.groups.codes.prefix(50) {
        for measure in ["HH", "HH_POOR"] {
          records.append(
            .standard([
              "REF_AREA": area, "ETHNIC_GROUP": group, "MEASURE": measure, "AREA_VINTAGE": "2024-01-01",
              "OBS_VALUE": index % 7 == 0 ? "" : "\(index)",
            ]))
        }
      }
    }
    func endsWithinARecord() -> Bool {
      var rows = 0
      for record in records where rows < ArrowTableWriter.batchRows { rows += lists[record["REF_AREA"]!]!.count }
      return rows > ArrowTableWriter.batchRows
    }
    while !endsWithinARecord() { records.removeFirst() }
    let inbox = try Ingested(definition)
    try inbox.add("a.csv", records)
    #expect(try inbox.normalize().deliveries[0].accepted == records.count)
    #expect(records.count > ArrowTableWriter.batchRows)
    let rows = try inbox.observations()
    var row = 0
    for (index, record) in records.enumerated() {
      for successor in lists[record["REF_AREA"]!]! {
        let found = rows[row]
        let value = Double(record["OBS_VALUE"] ?? "").map { $0 * successor.share }
        guard found.record == Int64(index + 1), found.line == Int64(index + 2), found.share == successor.share,
          found.value == value || value == nil && found.value.isNaN,
          found[.area] == definition.areas.codes[Int(successor.area)], found[.areaDelivered] == record["REF_AREA"],
          found[.ethnicGroup] == record["ETHNIC_GROUP"], found[.measure] == record["MEASURE"]
        else {
          Issue.record("row \(row) is not of record \(index + 1)")
          return
        }
        row += 1
      }
    }
    #expect(row == rows.count)
  }
}

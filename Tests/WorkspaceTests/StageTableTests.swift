import Arrow
import Definition
import Testing
import Vocabulary

@testable import Workspace

@Suite struct StageTableTests {
  private let folder: TemporaryFolder
  private let definition = SmallDefinition.definition
  private var path: String { folder.path + "/table.arrow" }

  init() throws { folder = try TemporaryFolder() }

  /// What rows look like after a way through a file; text, since NaN stands for an empty number and equals nothing.
  private func roundTrip<Row: StageTable>(_ rows: [Row]) throws -> [String] {
    try Row.write(rows, to: path, definition, metadata: ["key": "d1"])
    #expect(try ArrowFile(path: path).metadata["key"] == "d1")
    return try Row.readAll(path, definition).map { "\($0)" }
  }

  private static let quality: [QualityFlags] = [
    [], .provisional, [.estimated, .assumedShare, .incompleteYear], .confidentiality("W").union(.incompleteParts),
  ]
  private static let numbers = [0.0, .nan, 0.1, 1e-300, 12_345_678_901.25, -3]

  @Test func measureSums() throws {
    let rows = (0..<24).map { index in
      MeasureSum(
        measure: index % 2, scope: index % 3 == 0 ? .all : .programme, area: AreaIndex(index % 6),
        group: GroupIndex(index % 4), sex: Sex.allCases[index % 3], year: 2015 + index,
        value: Self.numbers[index % 6], reporting: index, expected: index * 2, quality: Self.quality[index % 4])
    }
    #expect(try roundTrip(rows) == rows.map { "\($0)" })
    #expect(try roundTrip([MeasureSum]()) == [])
  }

  @Test func ratioSums() throws {
    let rows = (0..<24).map { index in
      RatioSum(
        indicator: index % 2, scope: index % 3 == 0 ? .all : .programme, area: AreaIndex(index % 6),
        group: GroupIndex(index % 4), sex: Sex.allCases[index % 3], year: 2015 + index,
        numerator: Self.numbers[index % 6], denominator: Self.numbers[(index + 1) % 6], reporting: index,
        expected: index + 1, inScope: index + 2, scopeObserved: index + 3, quality: Self.quality[index % 4])
    }
    #expect(try roundTrip(rows) == rows.map { "\($0)" })
  }

  @Test func complianceRows() throws {
    let statuses = ComplianceStatus.allCases, outlooks = Outlook.allCases
    let rows = (0..<42).map { index in
      var row = ComplianceRow(
        target: index % 2, area: AreaIndex(index % 6), group: GroupIndex(index % 4), sex: Sex.allCases[index % 3],
        year: 2020 + index % 7)
      func number(_ offset: Int) -> Double { Self.numbers[(index + offset) % 6] }
      (row.value, row.threshold, row.gap, row.gapUnits) = (number(0), number(1), number(2), number(3))
      (row.numerator, row.denominator, row.baselineValue) = (number(4), number(5), number(6))
      (row.paceObserved, row.paceRequired) = (number(7), number(8))
      (row.status, row.outlook) = (statuses[index % statuses.count], outlooks[index % outlooks.count])
      (row.reporting, row.expected) = (index, index + 1)
      row.baselineYear = index % 2 == 0 ? nil : 2025
      row.quality = Self.quality[index % 4]
      return row
    }
    #expect(try roundTrip(rows) == rows.map { "\($0)" })
    #expect(rows[0].coverage == 0)
    #expect(ComplianceRow(target: 0, area: 0, group: 0, sex: .total, year: 2026).coverage.isNaN)
    #expect(rows[0].observationStatus == "")
    #expect(rows[3].confidentialityStatus == "W")
  }

  @Test func flagsFindingsAndRejects() throws {
    let flags = [
      Flag(
        id: "T02.04.02.2026.unmet_threshold", severity: .critical, target: 1, area: 1, group: 1, period: "2026",
        reason: "unmet_threshold", detail: "Tỷ lệ \"hộ nghèo\",\nkhông dưới 10 %"),
      Flag(
        id: "_.VN._T.2026.missing_delivery", severity: .info, target: nil, area: 0, group: 2, period: "2026-Q1",
        reason: "missing_delivery", detail: ""),
    ]
    #expect(try roundTrip(flags) == flags.map { "\($0)" })
    let findings = [
      Finding(
        kind: .revisedValue, severity: .info, area: 5, group: 3, sex: .female, measure: 1, period: "2026", detail: "x"),
      Finding(
        kind: .missingDelivery, severity: .warning, area: 0, group: 2, sex: .total, measure: nil, period: "2026",
        detail: "y"),
    ]
    #expect(try roundTrip(findings) == findings.map { "\($0)" })
    let rejects = [
      RejectRow(
        delivery: "14/a.csv", record: 3_000_000_000, line: 4, column: 5, field: "OBS_VALUE", value: "1,5\u{1}",
        code: "not_a_number", message: "m", remedy: "r"),
      RejectRow(
        delivery: "b", record: nil, line: nil, column: nil, field: "", value: "", code: "c", message: "", remedy: ""),
    ]
    #expect(try roundTrip(rejects) == rejects.map { "\($0)" })
  }

  @Test func aCodeOfAnotherDefinitionIsAnError() throws {
    try ["area", "ethnic_group", "measure", "sex", "scope"].forEach { column in
      let table = try ArrowTableWriter(path: path, fields: MeasureSum.fields)
      for (index, field) in MeasureSum.fields.enumerated() {
        switch field.type {
        case .float64: table.append(index, 1.0)
        case .int32: table.append(index, Int32(1))
        default:
          let known = ["measure": "HH", "scope": "all", "area": "04", "ethnic_group": "02", "sex": "M"]
          table.append(index, text: field.name == column ? "?" : known[field.name] ?? "")
        }
      }
      try table.endRow()
      try table.finish(metadata: [:])
      let error = #expect(throws: WorkspaceError.self) { try MeasureSum.readAll(path, definition) }
      #expect(error?.what.contains("\(column) ? is not in the definition") == true)
    }
  }

  @Test func aTableOfOtherColumnsIsAnError() throws {
    let findings = [
      Finding(
        kind: .revisedValue, severity: .info, area: 5, group: 3, sex: .female, measure: 1, period: "2026", detail: "x")
    ]
    try Finding.write(findings, to: path, definition)
    let error = #expect(throws: WorkspaceError.self) { try MeasureSum.readAll(path, definition) }
    #expect(error?.description.contains("scope") == true)
    #expect(throws: ArrowError.self) { try Finding.readAll(folder.path + "/none.arrow", definition) }
  }

  @Test func figuresOfAFindingReadBackOrAreAnError() throws {
    func finding(_ violations: [RuleViolation]) -> Finding {
      Finding(
        kind: .implausible, severity: .warning, area: 1, group: 2, sex: .total, measure: 1, period: "2026", detail: "x",
        violations: violations)
    }
    let figures = [512, .nan].map { RuleViolation.Figure(measure: 1, sex: .total, year: 2026, value: $0) }
    let rows = [
      finding([
        RuleViolation(area: 3, figures: figures, isInScope: true, isFree: false),
        RuleViolation(area: 4, figures: [figures[0]], isInScope: false, isFree: true),
      ]), finding([]),
    ]
    #expect(try roundTrip(rows) == rows.map { "\($0)" })
    for damaged in ["2026:_T:HH_POOR=5l2", "2026:_T:NONE=5", "2026:?:HH_POOR=5", "HH_POOR", ""] {
      try writeFinding(figures: "40001\tfree\tin_scope\t" + damaged)
      let error = #expect(throws: WorkspaceError.self) { try Finding.readAll(path, definition) }
      #expect(error?.what.contains("figures 40001") == true)
    }
    try writeFinding(figures: "40001\tfree\tin_scope\t2026:_T:HH_POOR=512")
    #expect(try Finding.readAll(path, definition).first?.violations.first?.figures == [figures[0]])
  }

  private func writeFinding(figures: String) throws {
    let table = try ArrowTableWriter(path: path, fields: Finding.fields)
    let words = [
      "kind": "implausible", "severity": "info", "area": "04", "ethnic_group": "02", "sex": "M", "period": "2026",
      "figures": figures,
    ]
    for (index, field) in Finding.fields.enumerated() { table.append(index, text: words[field.name] ?? "") }
    try table.endRow()
    try table.finish(metadata: [:])
  }
}

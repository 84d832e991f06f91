import Definition
import Foundation
import History
import Testing
import Vocabulary
import Workspace

@Suite("Why rows changed")
struct ChangeCauseTests {
  private let definition = SmallDefinition.definition
  private static let entry = RunList.Entry(id: "2026-12-01-a", day: CalendarDate("2026-12-01")!, published: .now)

  private func row(_ target: Int, _ area: AreaIndex, _ poor: Double, nation: Double = 0.2) -> ComplianceRow {
    var row = ComplianceRow(target: target, area: area, group: 3, sex: .total, year: 2026)
    row.numerator = poor
    row.denominator = 100
    row.value = target == 0 ? poor / 100 : poor / 100 - nation
    row.threshold = 0.1
    row.status = .unmet
    row.reporting = 1
    row.expected = 1
    return row
  }

  private func origin(
    _ measure: Int, _ area: AreaIndex, _ delivery: String, observations: Int = 1, deletions: Int = 0
  ) -> FigureOrigin {
    FigureOrigin(
      measure: measure, area: area, year: 2026, delivery: delivery, observations: observations, superseded: 0,
      deletions: deletions, firstRecord: 1, firstLine: 2, lastRecord: 1, lastLine: 2)
  }

  private func record(_ parts: [String: String], program: String = "p") -> PublicationRecord {
    var declared = definition
    declared = Definition(
      id: "small", title: declared.title, digest: "\(parts.sorted { $0.key < $1.key })", parts: { parts },
      phase: declared.phase, baselineYear: 2025, years: declared.years, canonicalVintage: declared.canonicalVintage,
      vintages: [], areas: declared.areas, outlinesPath: nil, groups: declared.groups, measures: declared.measures,
      scopeMeasure: 0, indicators: declared.indicators, targets: declared.targets, sources: [],
      settings: declared.settings)
    return PublicationRecord(
      run: "r", asOf: "2026-12-01", program: program, definition: declared, history: "", earlier: nil, files: [],
      summary: "", unmet: [])
  }

  private func run(
    _ rows: [ComplianceRow], _ deliveries: [String: String], _ origins: [FigureOrigin]?,
    parts: [String: String] = ["targets.T02": "1", "outlook": "1"], program: String = "p"
  ) -> KeptRun {
    KeptRun(
      Self.entry, rows: rows, flags: [], record: record(parts, program: program),
      deliveries: deliveries.map { .init(name: $0, sha256: $1) }, origins: origins.map { Origins($0) })
  }

  /// Causes by target and area.
  private func causes(_ earlier: KeptRun, _ later: KeptRun) -> [String: [String]] {
    let comparison = RunComparison(from: earlier, to: later, definition)
    let finder = ChangeCauses(comparison, definition)
    return Dictionary(
      uniqueKeysWithValues: comparison.rows.map { change in
        let name = "\(definition.targets[change.row.target].id) \(definition.areas.codes[Int(change.row.area)])"
        return (name, finder.causes(of: change).map(\.description))
      })
  }

  private var origins: [FigureOrigin] {
    (0...2).flatMap { [origin($0, 1, "cao"), origin($0, 2, "son")] } + [origin(3, 2, "pop")]
  }

  @Test("a revised delivery is the cause of its own province and of the nation alone")
  func revised() {
    let before = run([row(0, 0, 20), row(0, 1, 20), row(0, 2, 20)], ["cao": "1", "son": "1"], origins)
    let after = run([row(0, 0, 25), row(0, 1, 30), row(0, 2, 20)], ["cao": "2", "son": "1"], origins)
    #expect(causes(before, after) == ["T02 VN": ["cao revised"], "T02 04": ["cao revised"]])
  }

  @Test("of two that changed each is the cause of what it decides")
  func apart() {
    let before = run([row(0, 1, 20), row(0, 2, 20)], ["cao": "1", "son": "1", "pop": "1"], origins)
    let after = run([row(0, 1, 30), row(0, 2, 30)], ["cao": "2", "son": "2", "pop": "2"], origins)
    // What is of another measure is no cause.
    #expect(causes(before, after) == ["T02 04": ["cao revised"], "T02 14": ["son revised"]])
  }

  @Test("a delivery that only deletes, and one that went, are causes")
  func deletedAndRemoved() {
    let before = run([row(0, 1, 20), row(0, 2, 20)], ["cao": "1", "son": "1"], origins)
    let later = [origin(0, 1, "cao"), origin(2, 1, "gone", observations: 0, deletions: 3)]
    let after = run([row(0, 1, 10), row(0, 2, 10)], ["cao": "1", "gone": "1"], later)
    #expect(causes(before, after) == ["T02 04": ["gone added"], "T02 14": ["son removed"]])
  }

  @Test("the nation's figure is named as such where a row is set against it")
  func reference() {
    let before = run([row(1, 1, 30), row(1, 2, 20)], ["cao": "1", "son": "1"], origins)
    let after = run(
      [row(1, 1, 40, nation: 0.3), row(1, 2, 20, nation: 0.3)], ["cao": "2", "son": "1"], origins)
    #expect(
      causes(before, after) == ["M02 04": ["cao revised"], "M02 14": ["the nation's figure (cao revised)"]])
  }

  @Test("a threshold is the definition's, and nobody's delivery")
  func threshold() {
    var edited = row(0, 1, 20)
    edited.threshold = 0.15
    let before = run([row(0, 1, 20), row(0, 2, 20)], ["cao": "1", "son": "1"], origins)
    let after = run(
      [edited, row(0, 2, 30)], ["cao": "2", "son": "2"], origins, parts: ["targets.T02": "2", "outlook": "1"])
    #expect(causes(before, after) == ["T02 04": ["definition: targets.T02"], "T02 14": ["son revised"]])
  }

  @Test("where nothing that is known can be the cause, that is said")
  func unknown() {
    let before = run([row(0, 1, 20)], ["cao": "1", "son": "1"], origins)
    let other = run([row(0, 1, 30)], ["cao": "1", "son": "2"], origins)
    #expect(causes(before, other)["T02 04"]?.first?.hasPrefix("not known") == true)
    let program = run([row(0, 1, 30)], ["cao": "1", "son": "1"], origins, program: "q")
    #expect(causes(before, program) == ["T02 04": ["another version of the program"]])
    let silent = run([row(0, 1, 30)], ["cao": "2", "son": "1"], nil)
    #expect(causes(before, silent)["T02 04"]?.first?.contains("did not keep") == true)
  }

  @Test("deliveries and parts of the definition that changed are listed")
  func sources() {
    let before = run([], ["a": "1", "b": "1", "c": "1"], [], parts: ["scope": "1", "outlook": "1"])
    let after = run([], ["b": "2", "c": "1", "d": "1"], [], parts: ["scope": "2", "outlook": "1", "coverage": "1"])
    let comparison = RunComparison(from: before, to: after, definition)
    #expect(comparison.deliveries?.map { "\($0.name) \($0.kind)" } == ["a removed", "b revised", "d added"])
    #expect(comparison.parts == ["coverage", "scope"] && comparison.isSameDefinition == false)
    let same = RunComparison(from: before, to: before, definition)
    #expect(same.deliveries == [] && same.parts == [] && same.isSameDefinition == true && same.rows.isEmpty)
  }
}

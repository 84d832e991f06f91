import Foundation
import Testing
import Vocabulary
import Workspace

@testable import Assess

@Suite struct FlagTests {
  private let definition = SmallDefinition.definition
  private static let day = CalendarDate("2026-11-30")!

  private func flags(
    _ id: String, _ status: ComplianceStatus, _ outlook: Outlook = .unknown, group: String = "EM"
  ) -> [String] {
    var row = ComplianceRow(
      target: SmallDefinition.position(id), area: 1, group: SmallDefinition.group(group), sex: .total, year: 2026)
    (row.status, row.outlook, row.value, row.threshold) = (status, outlook, 0.32, 0.1)
    return FlagRaising(definition: definition).flags([row]).map { "\($0.id) \($0.severity)" }
  }

  @Test func everyReasonHasItsNameAndSeverity() {
    #expect(flags("T02", .unmet) == ["T02.04.EM.2026.unmet_threshold critical"])
    #expect(flags("T02", .unmet, group: "02") == ["T02.04.02.2026.unmet_threshold warning"])
    #expect(flags("M01", .unmet) == ["M01.04.EM.2026.unmet_threshold info"])
    #expect(flags("T02", .insufficientCoverage) == ["T02.04.EM.2026.insufficient_coverage warning"])
    #expect(flags("T02", .insufficientCoverage, group: "02") == ["T02.04.02.2026.insufficient_coverage info"])
    #expect(
      flags("T02", .unmet, .movingAway) == [
        "T02.04.EM.2026.moving_away critical", "T02.04.EM.2026.unmet_threshold critical",
      ])
    #expect(flags("T02", .unmet, .slow).contains("T02.04.EM.2026.off_track warning"))
    #expect(flags("T02", .metWithinTolerance, .insufficient) == ["T02.04.EM.2026.off_track warning"])
    #expect(!flags("M01", .unmet, .insufficient).contains { $0.contains("off_track") })
  }

  @Test(arguments: [ComplianceStatus.met, .noData, .notApplicable, .metWithinTolerance])
  func nothingIsRaisedWhereNothingIsWrong(status: ComplianceStatus) {
    #expect(flags("T02", status, .onTrack).isEmpty)
    #expect(flags("T02", status, .achieved).isEmpty)
  }

  private func flags(of findings: [Finding]) -> [Flag] {
    let raising = FlagRaising(definition: definition)
    return raising.merged([raising.flags(findings)])
  }

  @Test func findingsOfOneNameAreOneFlag() {
    func finding(_ sex: Sex, _ detail: String) -> Finding {
      Finding(
        kind: .inconsistentTotal, severity: .warning, area: 1, group: 1, sex: sex, measure: 1, period: "2026",
        detail: detail)
    }
    let findings = [finding(.total, "one"), finding(.male, "two"), finding(.female, "one")]
    let raised = flags(of: findings)
    #expect(raised.map(\.id) == ["HH_POOR.04.02.2026.inconsistent_total"])
    #expect(raised.map(\.detail) == ["one; two"])
    let nameless = Finding(
      kind: .missingDelivery, severity: .critical, area: 2, group: 2, sex: .total, measure: nil, period: "2026",
      detail: "x")
    #expect(flags(of: [nameless]).map(\.id) == ["_.14._T.2026.missing_delivery"])
  }

  /// The stage as a whole: read the sums, write rows and flags.
  @Test func theStageWritesWhatItReturns() throws {
    let workspace = Workspace(NSTemporaryDirectory() + "assess-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(atPath: workspace.root) }
    #expect(throws: WorkspaceError.self) { try assess(definition, in: workspace, on: Self.day, jobs: 1) }
    try FileManager.default.createDirectory(
      atPath: workspace.path(.aggregates), withIntermediateDirectories: true)
    let sums = [2025, 2026].flatMap { year in
      ["EM", "_T"].map { SmallDefinition.sum("T02", year, 320, 1000, group: $0) }
    }
    try RatioSum.write(sums, to: workspace.path(.aggregates, "ratios.arrow"), definition)
    try Finding.write([Finding](), to: workspace.path(.aggregates, "findings.arrow"), definition)
    // Eight targets and monitors are of this indicator.
    #expect(try assess(definition, in: workspace, on: Self.day, jobs: 1) == 8 * 4)
    let path = workspace.path(.assessed, "compliance.arrow")
    let written = try ComplianceRow.readAll(path, definition)
    #expect(written.count == 8 * 4)
    #expect(try assess(definition, in: workspace, on: Self.day, jobs: 4) == nil, "the files stand")
    try FileManager.default.removeItem(atPath: path)
    #expect(try assess(definition, in: workspace, on: Self.day, jobs: 4) == 8 * 4)
    #expect("\(try ComplianceRow.readAll(path, definition))" == "\(written)")
    let flags = try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition)
    #expect(flags.map(\.id) == flags.map(\.id).sorted())
    #expect(flags.contains { $0.id == "T02.04.EM.2026.unmet_threshold" })
  }
}

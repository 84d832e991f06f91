import Definition
import Foundation
import Synthesis
import Vocabulary
import Workspace

@testable import Publish

/// A workspace as the stages before leave it, with invented figures.
struct InventedWorkspace {
  let folder: String
  let workspace: Workspace
  let definition: Definition
  var figures: InventedFigures

  /// The programme's own definition.
  static let programme: Result<Definition, DefinitionErrors> = {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let path = here.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Pipelines/emma-2026-2030/pipeline.yaml").path
    return Result { () throws(DefinitionErrors) in try Definition.load(path: path) }
  }()

  init(_ definition: Definition, years: [Int], seed: UInt64) throws {
    folder = NSTemporaryDirectory() + "publish-" + UUID().uuidString
    workspace = Workspace(folder + "/workspace")
    self.definition = definition
    figures = InventedFigures(definition, years: years, seed: seed, InventedFigures.Habits(confidential: 0.0002))
    judge()
    for name in [Workspace.Folder.aggregates, .assessed, .rejected] {
      try FileManager.default.createDirectory(atPath: workspace.path(name), withIntermediateDirectories: true)
    }
    try ComplianceRow.write(figures.compliance, to: workspace.path(.assessed, "compliance.arrow"), definition)
    try Flag.write(flags, to: workspace.path(.assessed, "flags.arrow"), definition)
    try MeasureSum.write(figures.sums, to: workspace.path(.aggregates, "measures.arrow"), definition)
    try FigureOrigin.write(figures.origins(definition), to: workspace.path(.aggregates, "origins.arrow"), definition)
    let reject = RejectRow(
      delivery: "14/2026, \"late\".csv", record: 7, line: 8, column: 40, field: "OBS_VALUE",
      value: "=HYPERLINK(\"http://x\")\n<b>", code: "not_a_number", message: "not a number", remedy: "write a number")
    try RejectRow.write([reject], to: workspace.path(.rejected, delivery: reject.delivery), definition)
  }

  let run = RunRecord(
    id: "r-2026-11-24", asOf: CalendarDate(year: 2026, month: 11, day: 24),
    deliveries: [
      RunRecord.Delivery(
        name: "<script>alert(1)</script>.csv", sha256: String(repeating: "ab", count: 32), format: "sdmx-csv-2.0",
        outcome: "accepted", records: 12_345, rejected: 1)
    ], counts: ["observations": 12_344])

  /// A verdict for each row, near enough to look like one.
  private mutating func judge() {
    var random = SplitMix64(seed: 11)
    for index in figures.compliance.indices {
      var row = figures.compliance[index]
      let target = definition.targets[row.target]
      guard row.status != .notApplicable else { continue }
      row.expected = Int.random(in: 10...14, using: &random)
      row.reporting = 10
      if row.threshold.isNaN { row.threshold = row.value * Double.random(in: 0.8...1.2, using: &random) }
      row.gap = (row.value - row.threshold) * (target.comparator.wantsMore ? 1 : -1)
      row.gapUnits = max(0, (-row.gap * row.denominator).rounded(.up))
      row.status =
        row.coverage < 0.8
        ? .insufficientCoverage
        : target.comparator.holds(row.value, row.threshold)
          ? .met : row.gap >= -(target.tolerance ?? -1) ? .metWithinTolerance : .unmet
      if row.year > 2025 {
        row.baselineYear = 2025
        row.baselineValue = row.value * 0.9
        row.paceObserved = row.value * 0.1
        row.paceRequired = -row.gap / 4
      }
      row.outlook =
        row.status == .met
        ? .achieved
        : row.status.isJudged ? Outlook.allCases.filter { $0 != .achieved }.randomElement(using: &random)! : .unknown
      figures.compliance[index] = row
    }
  }

  private var flags: [Flag] {
    figures.compliance.filter { $0.status == .unmet }.map { row in
      let target = definition.targets[row.target].id
      let place = "\(definition.areas.codes[Int(row.area)]).\(definition.groups.codes[Int(row.group)]).\(row.year)"
      return Flag(
        id: "\(target).\(place).unmet_threshold", severity: row.area == 0 ? .critical : .warning, target: row.target,
        area: row.area, group: row.group, period: "\(row.year)", reason: "unmet_threshold",
        detail: "value \(DecimalText.text(row.value)) misses the threshold")
    }
  }
}

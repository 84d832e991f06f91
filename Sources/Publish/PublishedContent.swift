import Definition
import Workspace

/// Everything that is published, after disclosure control, in published order. The files are made from this alone.
struct PublishedContent: Sendable {
  let definition: Definition
  let run: RunRecord
  /// Day on which a flag was first raised, by its name.
  let firstSeen: [String: String]
  let compliance: PublishedCompliance
  let flags: [Flag]
  /// Sums, some of which `control` withholds.
  let sums: [MeasureSum]
  let control: DisclosureControl
  let rejects: [RejectRow]
  /// What places a row of any table.
  let places: PlaceWords

  init(
    _ definition: Definition, _ workspace: Workspace, _ run: RunRecord, firstSeen: ([Flag]) throws -> [String: String],
    jobs: Int
  ) throws {
    try workspace.require(.aggregates, from: "aggregate")
    try workspace.require(.assessed, from: "assess")
    try workspace.require(.rejected, from: "normalize")
    self.definition = definition
    self.run = run
    let raised = try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition)
    self.firstSeen = try firstSeen(raised)
    let figures = try AssessedFigures(definition, workspace, jobs: jobs)
    let compliance = figures.published(definition)
    control = figures.control
    self.compliance = compliance
    flags = FlagTable.sorted(raised.filter { !compliance.silences($0) }, definition)
    sums = AggregateTable.sorted(figures.sums, definition)
    rejects = try RejectTable.read(workspace, definition)
    places = PlaceWords(definition)
  }
}

/// The figures of a workspace, and what of them may be published.
struct AssessedFigures {
  let sums: [MeasureSum], control: DisclosureControl
  private let compliance: [ComplianceRow]

  init(_ definition: Definition, _ workspace: Workspace, jobs: Int) throws {
    compliance = try ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition)
    sums = try MeasureSum.readAll(workspace.path(.aggregates, "measures.arrow"), definition)
    control = DisclosureControl(definition, compliance: compliance, sums: sums)
  }

  /// The compliance rows without what is withheld, in published order.
  func published(_ definition: Definition) -> PublishedCompliance {
    PublishedCompliance(definition, ComplianceTable.sorted(compliance, definition), control)
  }
}

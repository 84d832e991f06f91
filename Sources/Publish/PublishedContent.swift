import Definition
import Workspace

/// Everything that is published, after disclosure control, in published order. The files are made from this alone.
struct PublishedContent: Sendable {
  let definition: Definition
  let run: RunRecord
  let compliance: PublishedCompliance
  /// Flags, and the day on which each was first raised.
  let flags: [Flag], firstSeen: [String]
  /// Sums, and the confidentiality code that says why each is withheld; nil where it is published.
  let sums: [MeasureSum], withheld: [String?]
  let rejects: [RejectRow]
  /// What places a row of any table.
  let places: PlaceWords

  init(
    _ definition: Definition, _ workspace: Workspace, _ run: RunRecord, jobs: Int,
    firstSeen: (([Flag]) throws -> [String])?
  ) throws {
    try workspace.require(.aggregates, from: "aggregate")
    try workspace.require(.assessed, from: "assess")
    try workspace.require(.rejected, from: "normalize")
    self.definition = definition
    self.run = run
    let figures = try AssessedFigures(definition, workspace, jobs: jobs)
    let compliance = figures.published(definition)
    self.compliance = compliance
    sums = AggregateTable.sorted(figures.sums, definition)
    withheld = sums.map { figures.control.reason($0) }
    let raised = try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition)
    let days = try firstSeen?(raised) ?? raised.map { _ in run.asOf.description }
    let told = raised.indices.filter { !compliance.silences(raised[$0]) }
    let order = FlagTable.order(told.map { raised[$0] }, definition)
    flags = order.map { raised[told[$0]] }
    self.firstSeen = order.map { days[told[$0]] }
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
    control = try DisclosureControl(definition, compliance: compliance, sums: sums, jobs: jobs)
  }

  /// The compliance rows without what is withheld, in published order.
  func published(_ definition: Definition) -> PublishedCompliance {
    PublishedCompliance(definition, ComplianceTable.sorted(compliance, definition), control)
  }
}

import Definition
import Workspace

/// Everything that is published, after disclosure control, in published order. The files are made from this alone.
struct PublishedContent {
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

  init(_ definition: Definition, _ workspace: Workspace, _ run: RunRecord, firstSeen: [String: String]) throws {
    try workspace.require(.aggregates, from: "aggregate")
    try workspace.require(.assessed, from: "assess")
    try workspace.require(.rejected, from: "normalize")
    self.definition = definition
    self.run = run
    self.firstSeen = firstSeen
    let rows = try ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition)
    let raised = try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition)
    let measured = try MeasureSum.readAll(workspace.path(.aggregates, "measures.arrow"), definition)
    let control = DisclosureControl(definition, compliance: rows, sums: measured)
    let compliance = PublishedCompliance(definition, ComplianceTable.sorted(rows, definition), control)
    self.control = control
    self.compliance = compliance
    flags = FlagTable.sorted(raised.filter { !compliance.silences($0) }, definition)
    sums = AggregateTable.sorted(measured, definition)
    rejects = try RejectTable.read(workspace, definition)
  }
}

import Definition
import Vocabulary
import Workspace

/// Stage 4 (GSBPM 6, Analyse): sums become verdicts on every target, with gaps, paces and flags.
///
/// Writes `assessed/compliance.arrow` (full figures) and `assessed/flags.arrow`, whole or not at all. Both stand where
/// they were made of the same aggregates by the same definition and program.
/// - Returns: How many rows there are; nil where the files stood.
@discardableResult
public func assess(_ definition: Definition, in workspace: Workspace, jobs: Int) throws -> Int? {
  try workspace.require(.aggregates, from: "aggregate")
  var stamp = try StageStamp(path: workspace.path(.aggregates, "ratios.arrow"))
  stamp.definition = definition.digest
  stamp.program = ProgramVersion.stages
  if stamp.stands(in: .assessed, of: workspace, "compliance.arrow", "flags.arrow") { return nil }
  let ratios = try RatioSum.readAll(workspace.path(.aggregates, "ratios.arrow"), definition)
  let findings = try Finding.readAll(workspace.path(.aggregates, "findings.arrow"), definition)
  let rows = try concurrently(definition.targets.count, jobs: jobs) { position in
    TargetAssessment(position, ratios, definition).rows()
  }.flatMap { $0 }
  let flags = FlagRaising(definition: definition).flags(rows, findings)
  return try FolderReplacement.replace(.assessed, of: workspace) { folder in
    try ComplianceRow.write(rows, to: folder + "/compliance.arrow", definition, stamp: stamp)
    try Flag.write(flags, to: folder + "/flags.arrow", definition, stamp: stamp)
    return rows.count
  }
}

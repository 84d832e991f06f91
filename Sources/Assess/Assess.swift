import Definition
import Workspace

/// Stage 4 (GSBPM 6, Analyse): sums become verdicts on every target, with gaps, paces and flags.
///
/// Writes `assessed/compliance.arrow` (full figures) and `assessed/flags.arrow`, whole or not at all.
@discardableResult
public func assess(_ definition: Definition, in workspace: Workspace, jobs: Int) throws -> [ComplianceRow] {
  try workspace.require(.aggregates, from: "aggregate")
  let ratios = try RatioSum.readAll(workspace.path(.aggregates, "ratios.arrow"), definition)
  let findings = try Finding.readAll(workspace.path(.aggregates, "findings.arrow"), definition)
  var stamp = try StageStamp(path: workspace.path(.aggregates, "ratios.arrow"))
  stamp.definition = definition.digest
  let rows = try concurrently(definition.targets.count, jobs: jobs) { position in
    TargetAssessment(position, ratios, definition).rows()
  }.flatMap { $0 }
  let flags = FlagRaising(definition: definition).flags(rows, findings)
  return try FolderReplacement.replace(.assessed, of: workspace) { folder in
    try ComplianceRow.write(rows, to: folder + "/compliance.arrow", definition, stamp: stamp)
    try Flag.write(flags, to: folder + "/flags.arrow", definition, stamp: stamp)
    return rows
  }
}

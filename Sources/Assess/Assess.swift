import Definition
import Vocabulary
import Workspace

/// Stage 4 (GSBPM 6, Analyse): sums become verdicts on every target, with gaps, paces and flags.
///
/// Writes `assessed/compliance.arrow` (full figures) and `assessed/flags.arrow`, whole or not at all. Both stand where
/// they were made of the same aggregates by the same definition and program, and the same deadlines have passed.
///
/// - Parameter day: The day on which it is judged which deliveries are missing.
/// - Returns: How many rows there are; nil where the files stood.
@discardableResult
public func assess(
  _ definition: Definition, in workspace: Workspace, on day: CalendarDate, jobs: Int,
  progress: ProgressReport? = nil
) throws -> Int? {
  try workspace.require(.aggregates, from: "aggregate")
  var stamp = try StageStamp(path: workspace.path(.aggregates, "ratios.arrow"))
  stamp.definition = definition.digest
  stamp.definitionFiles = definition.files
  stamp.program = ProgramVersion.stages
  let deadlines = DeadlineChecks(definition, on: day)
  stamp.days = deadlines.days
  if stamp.stands(in: .assessed, of: workspace) { return nil }
  let ratios = try RatioSum.readAll(workspace.path(.aggregates, "ratios.arrow"), definition)
  let findings = try Finding.readAll(workspace.path(.aggregates, Finding.fileName), definition)
  let late =
    deadlines.anyPassed
    ? deadlines.findings(
      ratios, try FigureOrigin.readAll(workspace.path(.aggregates, FigureOrigin.fileName), definition)) : []
  let ofIndicator = Dictionary(grouping: ratios.indices, by: { ratios[$0].indicator })
  let flags = FlagRaising(definition: definition)
  let judged = try concurrently(definition.targets.count, jobs: jobs, progress: progress) { position in
    let sums = ofIndicator[definition.targets[position].indicator, default: []].map { ratios[$0] }
    let rows = TargetAssessment(position, sums, definition).rows()
    return (rows: rows, flags: flags.flags(rows))
  }
  return try FolderReplacement.replace(.assessed, of: workspace) { [stamp] folder in
    _ = try concurrently(2, jobs: jobs) { file in
      if file == 0 {
        let rows = judged.lazy.flatMap(\.rows)
        try ComplianceRow.write(rows, to: folder + "/compliance.arrow", definition, stamp: stamp)
      } else {
        let raised = flags.merged(judged.map(\.flags) + [flags.flags(findings + late)])
        try Flag.write(raised, to: folder + "/flags.arrow", definition, stamp: stamp)
      }
    }
    return judged.reduce(0) { $0 + $1.rows.count }
  }
}

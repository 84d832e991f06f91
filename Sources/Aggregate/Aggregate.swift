import Definition
import Workspace

/// Stage 3 (GSBPM 5.7, Calculate aggregates): canonical observations become sums by area, group, sex and year.
///
/// Writes `aggregates/measures.arrow`, `aggregates/ratios.arrow` and `aggregates/findings.arrow`, whole or not at all.
public func aggregate(_ definition: Definition, in workspace: Workspace, jobs: Int) throws {
  let files = try CanonicalFiles(definition, in: workspace, jobs: jobs)
  let stamp = StageStamp(definition, try workspace.deliveries())
  let slices = AreaSlice.all(definition.areas)
  let parts = try concurrently(slices.count, jobs: jobs) { index in
    SlicePart(slices[index], files, years: files.years, definition)
  }
  let years = try concurrently(files.years.count, jobs: jobs) { index in
    let sums = NationalSums(parts.map { $0.sums[index] }, year: files.years[index], definition)
    let findings = parts.flatMap { $0.findings[index] } + sums.findings()
    return (measures: sums.measures(), ratios: sums.ratios(), findings: findings.sorted(by: Finding.precedes))
  }
  try FolderReplacement.replace(.aggregates, of: workspace) { folder in
    try MeasureSum.write(years.lazy.flatMap(\.measures), to: folder + "/measures.arrow", definition, stamp: stamp)
    try RatioSum.write(years.lazy.flatMap(\.ratios), to: folder + "/ratios.arrow", definition, stamp: stamp)
    try Finding.write(years.lazy.flatMap(\.findings), to: folder + "/findings.arrow", definition, stamp: stamp)
  }
}

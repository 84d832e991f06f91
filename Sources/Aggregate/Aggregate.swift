import Definition
import Workspace

/// Stage 3 (GSBPM 5.7, Calculate aggregates): canonical observations become sums by area, group, sex and year.
///
/// Writes `aggregates/measures.arrow`, `aggregates/ratios.arrow` and `aggregates/findings.arrow`, whole or not at all.
public func aggregate(_ definition: Definition, in workspace: Workspace, jobs: Int) throws {
  let files = try CanonicalFiles(definition, in: workspace)
  let stamp = StageStamp(definition, try workspace.deliveries())
  let years = try concurrently(files.years.count, jobs: jobs) { index in
    YearValues(year: files.years[index], files, definition)
  }
  let presence = everPresent(years)
  let sums = try concurrently(years.count, jobs: jobs) { index in
    let summation = Summation(years[index], everPresent: presence[index], definition)
    return (measures: summation.measures(), ratios: summation.ratios())
  }
  var findings = years.flatMap(\.findings)
  let missing = MissingAreas(definition)
  for (previous, values) in zip(years, years.dropFirst()) {
    findings += missing.findings(in: values, after: previous)
  }
  try FolderReplacement.replace(.aggregates, of: workspace) { folder in
    try MeasureSum.write(sums.lazy.flatMap(\.measures), to: folder + "/measures.arrow", definition, stamp: stamp)
    try RatioSum.write(sums.lazy.flatMap(\.ratios), to: folder + "/ratios.arrow", definition, stamp: stamp)
    try Finding.write(findings, to: folder + "/findings.arrow", definition, stamp: stamp)
  }
}

/// For each year, the groups seen at each area in it or an earlier one.
private func everPresent(_ years: [YearValues]) -> [[Bool]] {
  var result: [[Bool]] = []
  for year in years {
    guard let before = result.last else {
      result.append(year.presence)
      continue
    }
    result.append(zip(before, year.presence).map { $0 || $1 })
  }
  return result
}

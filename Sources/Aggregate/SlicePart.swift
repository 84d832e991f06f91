import Definition
import Workspace

/// What one slice of areas brings to the stage's tables, by year.
struct SlicePart: Sendable {
  /// The sums, what was found, and the deliveries that the figures stand on, of each year.
  var sums: [SliceSums], findings: [[Finding]], origins: [[FigureOrigin]]

  /// A part as it was kept.
  init(sums: [SliceSums], findings: [[Finding]], origins: [[FigureOrigin]]) {
    self.sums = sums
    self.findings = findings
    self.origins = origins
  }

  /// Works on the slice: the years ascending, since a group is expected where it was ever seen.
  init(_ slice: AreaSlice, _ files: CanonicalFiles, years: [Int], _ definition: Definition) {
    sums = []
    findings = []
    origins = []
    var everPresent = [Bool](repeating: false, count: slice.count * definition.groups.count)
    let missing = MissingAreas(definition)
    let rules = RuleChecks(definition)
    var previous: YearValues?
    for year in years {
      let contributions = files.contributions(year: year, slice: slice)
      let values = YearValues(year: year, slice, contributions, files.order, definition)
      origins.append(values.origins.origins(area: slice.area, year: year, files))
      for index in everPresent.indices where values.presence[index] { everPresent[index] = true }
      sums.append(Summation(values, everPresent: everPresent, definition).sums())
      let silent = previous.map { missing.findings(in: values, after: $0) } ?? []
      let found = values.findings + silent + rules.findings(in: values, after: previous)
      findings.append(found.sorted(by: Finding.precedes))
      previous = values
    }
  }
}

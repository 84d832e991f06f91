import Definition
import Workspace

/// Everything that is published, after disclosure control, in published order. The files are made from this alone.
struct PublishedContent: Sendable {
  let definition: Definition
  let run: RunRecord
  let compliance: PublishedCompliance
  /// Flags, and the day on which each was first raised.
  let flags: [Flag], firstSeen: [String]
  /// Names of flags of rules that are not published, because their figures are not.
  let silenced: Set<String>
  /// Sums, and the confidentiality code that says why each is withheld; nil where it is published.
  let sums: [MeasureSum], withheld: [String?]
  let rejects: [RejectRow]
  let origins: [FigureOrigin]
  /// What places a row of any table.
  let places: PlaceWords
  /// The year that is judged: the latest with rows that has begun.
  let judgedYear: Int

  init(
    _ definition: Definition, _ workspace: Workspace, _ run: RunRecord, jobs: Int,
    firstSeen: (([Flag]) throws -> [String])?
  ) throws {
    try workspace.require(.aggregates, from: "aggregate")
    try workspace.require(.assessed, from: "assess")
    try workspace.require(.rejected, from: "normalize")
    self.definition = definition
    self.run = run
    let figures = try AssessedFigures(definition, workspace)
    let parts = try Part.all(figures, definition, workspace, jobs: jobs)
    let control = DisclosureControl(parts.compactMap(\.decision))
    let compliance = figures.published(definition, control)
    self.compliance = compliance
    let sums = parts.compactMap(\.sums)[0]
    self.sums = sums
    withheld = sums.map { control.reason($0) }
    let raised = parts.compactMap(\.flags)[0]
    let days = try firstSeen?(raised) ?? raised.map { _ in run.asOf.description }
    let rules = RuleDisclosure(definition, parts.compactMap(\.findings)[0], sums, control)
    let told = parts.compactMap(\.orderOfFlags)[0].compactMap { position in
      compliance.silences(raised[position]) ? nil : rules.published(raised[position]).map { ($0, days[position]) }
    }
    flags = told.map(\.0)
    self.firstSeen = told.map(\.1)
    silenced = Set(raised.lazy.filter { $0.target == nil }.map(\.id)).subtracting(flags.lazy.map(\.id))
    rejects = parts.compactMap(\.rejects)[0]
    origins = try FigureOrigin.readAll(workspace.path(.aggregates, FigureOrigin.fileName), definition)
    places = PlaceWords(definition)
    judgedYear = ComplianceRow.judgedYear(of: compliance.rows.lazy.map(\.row), on: run.asOf) ?? run.asOf.year
  }
}

/// Parts of the content that do not wait for each other.
private struct Part: Sendable {
  var decision: DisclosureControl.Year?
  var sums: [MeasureSum]?
  var flags: [Flag]?, orderOfFlags: [Int]?
  /// What the flags of rules are made of; none where there is no such flag.
  var findings: [Finding]?
  var rejects: [RejectRow]?

  /// Each part in an element of its own.
  static func all(
    _ figures: AssessedFigures, _ definition: Definition, _ workspace: Workspace, jobs: Int
  ) throws -> [Part] {
    let years = figures.years
    // What takes longest comes first.
    return try concurrently(years.count + 3, jobs: jobs) { index in
      if index < years.count { return Part(decision: figures.decision(years[index], definition)) }
      switch index - years.count {
      case 0: return Part(sums: AggregateTable.sorted(figures.sums, definition))
      case 1:
        let flags = try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition)
        let isOfRules = flags.contains { $0.reason == Finding.Kind.implausible.rawValue }
        let path = workspace.path(.aggregates, Finding.fileName)
        return Part(
          flags: flags, orderOfFlags: FlagTable.order(flags, definition),
          findings: isOfRules ? try Finding.readAll(path, definition) : [])
      default: return Part(rejects: try RejectTable.read(workspace, definition))
      }
    }
  }
}

/// The figures of a workspace, of which not all may be published.
struct AssessedFigures: Sendable {
  let compliance: [ComplianceRow], sums: [MeasureSum]

  init(_ definition: Definition, _ workspace: Workspace) throws {
    compliance = try ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition)
    sums = try MeasureSum.readAll(workspace.path(.aggregates, "measures.arrow"), definition)
  }

  /// The years that have figures, in order.
  var years: [Int] { DisclosureControl.years(compliance, sums) }

  /// What of a year may not be published.
  func decision(_ year: Int, _ definition: Definition) -> DisclosureControl.Year {
    DisclosureControl.Year(year, definition, compliance: compliance, sums: sums)
  }

  /// The compliance rows without what is withheld, in published order.
  func published(_ definition: Definition, _ control: DisclosureControl) -> PublishedCompliance {
    PublishedCompliance(definition, ComplianceTable.sorted(compliance, definition), control)
  }
}

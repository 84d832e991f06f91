import Vocabulary

/// A pipeline definition, checked: every name in it resolves, every threshold is possible.
public struct Definition: Sendable {
  /// Identifier and name.
  public let id: String, title: Title
  /// SHA-256 (hex) over the definition and its reference tables: what a run was made with.
  public let digest: String
  /// The same without its judgements (targets, monitors, coverage, disclosure, outlook, phase): what the stages before
  /// assess were made with.
  public let foundation: String
  /// The same without what normalize does not look at either: indicators, scope, the tolerance of totals, rules that only
  /// flag.
  public let normalization: String
  /// What it says of the deliveries' tables, as a hash: what ingest works with.
  public let collection: String
  /// Names of the files that it names, in order.
  public let files: [String]
  /// Hashes of its sections, of the entries of those that list measures, indicators, targets and so on, and of its files,
  /// by name (`scope`, `targets.T02`, `file areas-2026-04-30.csv`): what tells which part of it was edited. They are made
  /// when they are asked for, since only a run that publishes does.
  public var parts: [String: String] { makeParts() }
  private let makeParts: @Sendable () -> [String: String]
  /// First and last year of the phase; the last is the deadline.
  public let phase: ClosedRange<Int>
  /// Year that baselines are taken from.
  public let baselineYear: Int
  /// Years a delivery may speak of.
  public let years: ClosedRange<Int>
  /// The canonical vintage, `YYYY-MM-DD`.
  public let canonicalVintage: String
  /// The known vintages in order of date, the canonical one among them.
  public let vintages: [VintageConversion]
  /// Canonical areas.
  public let areas: AreaRegister
  /// Areas of every vintage by name; nil where nothing is named.
  public let areaNames: AreaNames?
  /// Outlines of the provinces as GeoJSON, and where they come from; nil where the definition has none.
  public let outlinesPath: String?
  /// Ethnic groups.
  public let groups: GroupRegister
  /// Measures in order of declaration.
  public let measures: [Measure]
  /// The measure that says which communes are in scope (1) in a year.
  public let scopeMeasure: Int
  /// Indicators and targets, in order of declaration.
  public let indicators: [Indicator], targets: [Target]
  /// Sources of deliveries.
  public let sources: [Source]
  /// What figures and deliveries must satisfy, in order of declaration.
  public let rules: [Rule]
  /// Settings of the assessment.
  public let settings: Settings
  /// The structure under which the aggregates are published.
  public let dissemination: Dissemination

  /// Numbers that judge the figures.
  public struct Settings: Sendable, Equatable {
    /// Least share of expected communes that report both parts of a ratio (0...1).
    public var minimumCoverage = 0.8
    /// Greatest relative difference between a delivered total and the sum of its parts.
    public var totalTolerance = 0.005
    /// Least number of people or households a published cell counts.
    public var disclosureMinimum = 5.0
    /// How many runs the workspace keeps to compare with; nil for all.
    public var keptRuns: Int?
    /// Observed over required pace below which progress is `insufficient`, and `slow`.
    public var insufficientPace = 0.6, slowPace = 0.95

    /// The defaults of the design.
    public init() {}
  }

  /// A definition of parts that have been checked against each other.
  public init(
    id: String, title: Title, digest: String, foundation: String? = nil,
    normalization: String? = nil, collection: String? = nil,
    files: [String] = [], parts: @escaping @Sendable () -> [String: String] = { [:] }, phase: ClosedRange<Int>,
    baselineYear: Int,
    years: ClosedRange<Int>,
    canonicalVintage: String, vintages: [VintageConversion], areas: AreaRegister, outlinesPath: String?,
    groups: GroupRegister, measures: [Measure], scopeMeasure: Int, indicators: [Indicator], targets: [Target],
    sources: [Source], rules: [Rule] = [], settings: Settings, areaNames: AreaNames? = nil,
    dissemination: Dissemination = Dissemination()
  ) {
    self.areaNames = areaNames
    self.id = id
    self.title = title
    self.digest = digest
    self.foundation = foundation ?? digest
    self.normalization = normalization ?? digest
    self.collection = collection ?? digest
    self.files = files
    makeParts = parts
    self.phase = phase
    self.baselineYear = baselineYear
    self.years = years
    self.canonicalVintage = canonicalVintage
    self.vintages = vintages
    self.areas = areas
    self.outlinesPath = outlinesPath
    self.groups = groups
    self.measures = measures
    self.scopeMeasure = scopeMeasure
    self.indicators = indicators
    self.targets = targets
    self.sources = sources
    self.rules = rules
    self.settings = settings
    self.dissemination = dissemination
  }

  /// Position of a measure code in `measures`.
  public func measure(_ code: String) -> Int? { measures.firstIndex { $0.code == code } }

  /// Position of a known vintage in `vintages`.
  public func vintage(_ name: String) -> Int? { vintages.firstIndex { $0.vintage == name } }

  /// The vintage in force on a day; nil before the first one.
  public func vintage(inForceOn day: CalendarDate) -> Int? {
    let text = day.description
    return vintages.lastIndex { $0.vintage <= text }
  }
}

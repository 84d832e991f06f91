import Yams

extension Definition {
  /// Reads a definition and its reference tables, and checks everything in them against everything else.
  ///
  /// Fails with all problems found, not the first alone.
  /// - Parameter jobs: How many threads may read at a time; what is read and reported does not depend on it.
  public static func load(path: String, jobs: Int = 1) throws(DefinitionErrors) -> Definition {
    let log = ProblemLog()
    let bytes: [UInt8]
    switch ReferenceFiles.read(path, atMost: YAMLDocument.greatestSize) {
    case .success(let read):
      bytes = read
    case .failure(let failure):
      log.report(Place(file: path), "cannot read the definition (\(failure.reason))", failure.remedy)
      throw log.errors
    }
    guard let root = YAMLDocument.root(file: path, bytes: bytes, log) else { throw log.errors }
    let reader = DefinitionReader(path: path, jobs: jobs, log: log)
    guard let definition = reader.definition(root, bytes: bytes), log.isEmpty else { throw log.errors }
    return definition
  }
}

/// Reads the sections of a definition in the order in which they depend on each other.
final class DefinitionReader {
  let path: String
  let jobs: Int
  let log: ProblemLog
  let files: ReferenceFiles
  /// Codes of all measures and identifiers of all indicators that are declared, right or wrong: what is declared but
  /// wrong has its own message, and none is needed where it is used.
  var declaredMeasures: Set<String> = [], declaredIndicators: Set<String> = []

  init(path: String, jobs: Int, log: ProblemLog) {
    self.path = path
    self.jobs = jobs
    self.log = log
    files = ReferenceFiles(besides: path)
  }

  private static let keys = [
    "id", "title", "phase", "baseline", "years", "areas", "ethnic_groups", "scope", "coverage", "tolerances",
    "disclosure", "outlook", "unit_codes", "units", "measures", "indicators", "targets", "monitors", "sources",
    "dissemination", "retention", "rules",
  ]

  /// The whole definition; nil where a section cannot be made, which has been reported.
  func definition(_ root: Node, bytes: [UInt8]) -> Definition? {
    let start = Place(file: path, line: 1, column: 1)
    guard let top = YAMLMapping(root, "the definition", at: start, keys: Self.keys, log) else { return nil }
    let id = top.text("id")
    let title = top.title()
    let time = time(top)
    let settings = settings(top)
    let declaration = areaDeclaration(top)
    if jobs > 1, let declaration { files.readAhead(declaration.tables) }
    let groups = groups(top)
    let measures = measures(top)
    let scope = scope(top, measures)
    let indicators = indicators(top, measures)
    let targets = targets(top, indicators, measures, groups)
    let sources = sources(top, vintages: declaration?.days, groups: groups)
    let areas = declaration.flatMap { AreaReader(declaration: $0, files: files, log: log).areas() }
    let rules = rules(top, measures, areas?.register)
    let dissemination = dissemination(top)
    guard let id, let title, let time, let settings, let groups, let areas, let scope, let dissemination else {
      return nil
    }
    let digests = DefinitionDigests(definition: bytes, files)
    return Definition(
      id: id, title: title, digest: digests.digest, foundation: digests.foundation,
      normalization: digests.normalization, collection: digests.collection, files: files.names,
      parts: { [bytes, read = files.bytesByName] in DefinitionParts.digests(of: bytes, files: read) },
      phase: time.phase, baselineYear: time.baseline,
      years: time.years, canonicalVintage: areas.canonical, vintages: areas.vintages, areas: areas.register,
      outlinesPath: areas.outlinesPath, groups: groups, measures: measures.map(\.measure), scopeMeasure: scope,
      indicators: indicators.map(\.indicator), targets: targets, sources: sources, rules: rules, settings: settings,
      areaNames: areas.names, dissemination: dissemination)
  }

  /// Phase, baseline year and known years.
  private func time(_ top: YAMLMapping) -> (phase: ClosedRange<Int>, baseline: Int, years: ClosedRange<Int>)? {
    let phase = top.mapping("phase", keys: ["from", "deadline"])?.years(from: "from", to: "deadline")
    let baseline = top.whole("baseline", in: 1900...2200)
    let yearsMapping = top.mapping("years", keys: ["from", "to"])
    let years = yearsMapping?.years(from: "from", to: "to")
    guard let phase, let baseline, let years else { return nil }
    if baseline > phase.upperBound {
      let message = "the baseline year \(baseline) is after the deadline \(phase.upperBound)"
      top.report("baseline", message, "take a year from which progress can be measured")
    }
    for (name, year) in [("baseline year", baseline), ("start", phase.lowerBound), ("deadline", phase.upperBound)]
    where !years.contains(year) {
      let message = "the \(name) \(year) is not one of the known years \(years.lowerBound) to \(years.upperBound)"
      log.report(yearsMapping!.place, message, "widen the known years")
    }
    return (phase, baseline, years)
  }

  /// Numbers that judge the figures.
  private func settings(_ top: YAMLMapping) -> Definition.Settings? {
    let coverage = top.mapping("coverage", keys: ["minimum"])?.number("minimum", in: 0...1)
    let total = top.mapping("tolerances", keys: ["inconsistent_total"])?.number("inconsistent_total", in: 0...1)
    let disclosure = top.mapping("disclosure", keys: ["minimum"])?.whole("minimum", in: 0...1_000_000)
    let outlook = top.mapping("outlook", keys: ["insufficient_below", "slow_below"])
    let insufficient = outlook?.number("insufficient_below", in: 0...10)
    let slow = outlook?.number("slow_below", in: 0...10)
    guard let coverage, let total, let disclosure, let outlook, let insufficient, let slow else { return nil }
    if insufficient > slow {
      let message = "\"slow_below\" is less than \"insufficient_below\", so that no pace is slow"
      outlook.report("slow_below", message, "raise it")
    }
    var settings = Definition.Settings()
    if top.has("retention") {
      settings.keptRuns = top.mapping("retention", keys: ["runs"])?.whole("runs", in: 2...100_000)
    }
    settings.minimumCoverage = coverage
    settings.totalTolerance = total
    settings.disclosureMinimum = Double(disclosure)
    settings.insufficientPace = insufficient
    settings.slowPace = slow
    return settings
  }

  /// The measure that says which communes are in scope.
  private func scope(_ top: YAMLMapping, _ measures: [DeclaredMeasure]) -> Int? {
    guard let index = measure("scope", of: top, measures) else { return nil }
    let measure = measures[index].measure
    guard case .status = measure.kind, measure.level == .commune else {
      let message = "scope measure \(measure.code) is not a 0/1 status of communes"
      top.report("scope", message, "name a measure that has \"status\"")
      return nil
    }
    return index
  }

  /// The position of the measure that a key names.
  func measure(_ key: String, of mapping: YAMLMapping, _ measures: [DeclaredMeasure]) -> Int? {
    guard let code = mapping.text(key) else { return nil }
    if let index = measures.firstIndex(where: { $0.measure.code == code }) { return index }
    if declaredMeasures.contains(code) { return nil }
    let remedy = SpellingSuggestion.remedy(for: code, among: declaredMeasures)
    mapping.report(key, "\(mapping.what) names measure \"\(code)\", which is not declared", remedy)
    return nil
  }
}

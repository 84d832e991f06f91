/// What `milepost check` says of a definition: everything that is wrong with it, or what it declares.
public struct DefinitionCheck: Sendable {
  /// Path of the definition.
  public let path: String
  /// The definition, if nothing is wrong with it.
  public let definition: Definition?
  /// What is wrong, in order of place.
  public let problems: [DefinitionProblem]

  /// Reads and checks a definition, by up to so many threads.
  public init(path: String, jobs: Int = 1) {
    self.path = path
    do throws(DefinitionErrors) {
      definition = try Definition.load(path: path, jobs: jobs)
      problems = []
    } catch {
      definition = nil
      problems = error.problems
    }
  }

  /// One screen: what the definition declares, or how much is wrong.
  public var summary: String {
    guard let definition else {
      return "\(path): \(problems.count) \(problems.count == 1 ? "problem" : "problems")"
    }
    let targets = definition.targets.filter { !$0.isMonitor }.count
    let sources = definition.sources.map { "  \($0.id): \($0.structures.joined(separator: ", "))" }
    let vintages = definition.vintages.map { vintage in
      let provinces = vintage.successors.provinceCount, communes = vintage.successors.communeCount
      let split = vintage.successors.areas.filter { $0.successors.count > 1 }.count
      let canonical = vintage.vintage == definition.canonicalVintage
      let note = canonical ? ", canonical" : split > 0 ? ", \(split) communes split" : ""
      return "  \(vintage.vintage): \(provinces) provinces, \(communes) communes\(note)"
    }
    let heading = [
      "\(definition.id): valid",
      definition.title.vi,
      definition.title.en,
      "phase \(definition.phase.lowerBound)-\(definition.phase.upperBound), baseline \(definition.baselineYear)",
      "\(definition.measures.count) measures, \(definition.indicators.count) indicators, \(targets) targets, "
        + "\(definition.targets.count - targets) monitors, \(definition.groups.count) ethnic groups and totals",
      "\(definition.rules.count) \(definition.rules.count == 1 ? "rule" : "rules") for figures and deliveries",
    ]
    let lines =
      heading + ["\(definition.vintages.count) area vintages"] + vintages
      + ["\(definition.sources.count) \(definition.sources.count == 1 ? "source" : "sources")"] + sources
      + ["SHA-256 \(definition.digest)"]
    return lines.joined(separator: "\n")
  }
}

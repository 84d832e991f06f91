import Vocabulary

/// An indicator with what the check of its thresholds needs.
struct DeclaredIndicator {
  let indicator: Indicator
  /// Least and greatest value that can occur: 0...1 for a part of a whole.
  let possible: ClosedRange<Double>
}

extension DefinitionReader {
  /// What an indicator comes down to.
  private struct Ratio {
    let numerator: Int, denominator: Int, reference: Indicator.Reference
  }

  /// What an indicator is made of, before names are resolved.
  private enum Recipe {
    case ratio(Ratio)
    case other(indicator: String, reference: Indicator.Reference)
  }

  /// Indicators in order of declaration, references to other indicators resolved.
  func indicators(_ top: YAMLMapping, _ measures: [DeclaredMeasure]) -> [DeclaredIndicator] {
    declaredIndicators = Set(top.mappingNames("indicators"))
    var recipes: [String: (recipe: Recipe, of: YAMLMapping)] = [:]
    var titles: [(id: String, title: Title)] = []
    for (id, mapping) in top.declarations("indicators", "indicator", keys: ["title", "of"]) {
      let title = mapping.title()
      let keys = ["numerator", "denominator", "indicator", "relative_to", "less"]
      guard let of = mapping.mapping("of", keys: keys, what: "indicator \(id)"), let recipe = recipe(of, measures),
        let title
      else { continue }
      recipes[id] = (recipe, of)
      titles.append((id, title))
    }
    reportCycles(titles.map(\.id), recipes)
    return titles.compactMap { id, title in
      guard let found = resolve(id, recipes, titles.count) else { return nil }
      let indicator = Indicator(
        id: id, title: title, numerator: found.numerator, denominator: found.denominator, reference: found.reference)
      return DeclaredIndicator(indicator: indicator, possible: Self.possible(indicator, measures))
    }
  }

  private func recipe(_ of: YAMLMapping, _ measures: [DeclaredMeasure]) -> Recipe? {
    guard of.has("indicator") else {
      for key in ["relative_to", "less"] where of.has(key) {
        log.report(of.entry(key)!.place, "\"\(key)\" needs \"indicator\"", "name the indicator that is set against it")
      }
      let numerator = measure("numerator", of: of, measures)
      let denominator = measure("denominator", of: of, measures)
      guard let numerator, let denominator else { return nil }
      return ratio(numerator, denominator, of, measures)
    }
    for key in ["numerator", "denominator"] where of.has(key) {
      log.report(of.entry(key)!.place, "\(of.what) has both \"indicator\" and \"\(key)\"", "remove one of them")
      return nil
    }
    guard let other = of.text("indicator") else { return nil }
    guard declaredIndicators.contains(other) else {
      let remedy = SpellingSuggestion.remedy(for: other, among: declaredIndicators)
      of.report("indicator", "\(of.what) names indicator \"\(other)\", which is not declared", remedy)
      return nil
    }
    if of.has("relative_to"), of.has("less") {
      log.report(of.entry("less")!.place, "\(of.what) has both \"relative_to\" and \"less\"", "remove one of them")
      return nil
    }
    let nation = [("nation", true)]
    if of.has("relative_to") {
      return of.word("relative_to", nation).map { _ in .other(indicator: other, reference: .dividedByNation) }
    }
    if of.has("less") {
      return of.word("less", nation).map { _ in .other(indicator: other, reference: .lessNation) }
    }
    return .other(indicator: other, reference: .none)
  }

  private func ratio(
    _ numerator: Int, _ denominator: Int, _ of: YAMLMapping, _ measures: [DeclaredMeasure]
  ) -> Recipe? {
    let above = measures[numerator].measure, below = measures[denominator].measure
    if numerator == denominator {
      of.report("denominator", "\(of.what) divides \(above.code) by itself", "name the whole")
      return nil
    }
    if above.level != below.level {
      let message = "\(above.code) is of a \(above.level.name) and \(below.code) of a \(below.level.name)"
      of.report("denominator", message, "divide measures of the same level")
      return nil
    }
    if above.byGroup != below.byGroup {
      let (with, without) = above.byGroup ? (above, below) : (below, above)
      let message = "\(with.code) is reported by ethnic group and \(without.code) is not"
      of.report("denominator", message, "divide measures that are both or neither reported by group")
      return nil
    }
    return .ratio(Ratio(numerator: numerator, denominator: denominator, reference: .none))
  }

  private func reportCycles(_ ids: [String], _ recipes: [String: (recipe: Recipe, of: YAMLMapping)]) {
    var finished: Set<String> = []
    for id in ids {
      var path: [String] = []
      var next: String? = id
      while let current = next, !finished.contains(current) {
        if let start = path.firstIndex(of: current) {
          let cycle = (path[start...] + [current]).joined(separator: " -> ")
          recipes[current]!.of.report(
            "indicator", "indicator \(current) is defined by itself (\(cycle))", "define one of them by measures")
          break
        }
        path.append(current)
        guard case .other(let other, _)? = recipes[current]?.recipe else { break }
        next = other
      }
      finished.formUnion(path)
    }
  }

  /// Follows references down to a ratio; nil in a cycle or where an indicator on the way is wrong.
  private func resolve(_ id: String, _ recipes: [String: (recipe: Recipe, of: YAMLMapping)], _ steps: Int) -> Ratio? {
    guard steps >= 0, let (recipe, of) = recipes[id] else { return nil }
    switch recipe {
    case .ratio(let ratio):
      return ratio
    case .other(let other, let reference):
      guard let base = resolve(other, recipes, steps - 1) else { return nil }
      if base.reference != .none, reference != .none {
        of.report("indicator", "indicator \(other) is already set against the nation", "name the indicator it is of")
        return nil
      }
      return Ratio(
        numerator: base.numerator, denominator: base.denominator,
        reference: reference == .none ? base.reference : reference)
    }
  }

  /// A ratio of two measures in one unit is a part of a whole; of others nothing is known but the sign.
  private static func possible(_ indicator: Indicator, _ measures: [DeclaredMeasure]) -> ClosedRange<Double> {
    let isShare = measures[indicator.numerator].unitName == measures[indicator.denominator].unitName
    switch indicator.reference {
    case .none: return isShare ? 0...1 : 0...Double.greatestFiniteMagnitude
    case .dividedByNation: return 0...Double.greatestFiniteMagnitude
    case .lessNation:
      return isShare ? -1...1 : -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    }
  }
}

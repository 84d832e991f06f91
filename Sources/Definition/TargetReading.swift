import Vocabulary

extension DefinitionReader {
  /// Targets, then monitors, in order of declaration.
  func targets(
    _ top: YAMLMapping, _ indicators: [DeclaredIndicator], _ measures: [DeclaredMeasure], _ groups: GroupRegister?
  ) -> [Target] {
    let targetKeys = ["title", "indicator", "holds", "tolerance", "every_year", "headline"]
    let targets = top.declarations("targets", "target", keys: targetKeys)
    let monitorKeys = ["title", "indicator", "improves", "best", "headline"]
    let monitors = top.declarations("monitors", "monitor", keys: monitorKeys)
    let targetIDs = Set(targets.map(\.name))
    for (id, mapping) in monitors where targetIDs.contains(id) {
      log.report(mapping.place, "monitor \(id) has the name of a target", "give it another")
    }
    return targets.compactMap { id, mapping in
      let title = mapping.title()
      let index = indicator(mapping, indicators)
      let headline = headline(mapping, index.map { indicators[$0].indicator }, measures, groups)
      let test = test(mapping, index.map { indicators[$0].possible })
      let tolerance = mapping.has("tolerance") ? mapping.number("tolerance", in: 0...1) : nil
      let everyYear = mapping.has("every_year") ? mapping.flag("every_year") : false
      guard let title, let index, let headline, let test, let everyYear else { return nil }
      return Target(
        id: id, title: title, indicator: index, comparator: test.comparator, threshold: test.threshold,
        tolerance: tolerance, everyYear: everyYear, headline: headline, isMonitor: false)
    }
      + monitors.compactMap { id, mapping in
        let title = mapping.title()
        let index = indicator(mapping, indicators)
        let headline = headline(mapping, index.map { indicators[$0].indicator }, measures, groups)
        let comparator = mapping.word("improves", [("up", Comparator.greater), ("down", .less)])
        let best = mapping.has("best") ? best(mapping, index.map { indicators[$0].possible }) : nil
        guard let title, let index, let headline, let comparator else { return nil }
        return Target(
          id: id, title: title, indicator: index, comparator: comparator, threshold: .yearBefore(best: best),
          tolerance: nil, everyYear: false, headline: headline, isMonitor: true)
      }
  }

  private func indicator(_ mapping: YAMLMapping, _ indicators: [DeclaredIndicator]) -> Int? {
    guard let id = mapping.text("indicator") else { return nil }
    if let index = indicators.firstIndex(where: { $0.indicator.id == id }) { return index }
    if declaredIndicators.contains(id) { return nil }
    let remedy = SpellingSuggestion.remedy(for: id, among: declaredIndicators)
    mapping.report("indicator", "\(mapping.what) names indicator \"\(id)\", which is not declared", remedy)
    return nil
  }

  private func headline(
    _ mapping: YAMLMapping, _ indicator: Indicator?, _ measures: [DeclaredMeasure], _ groups: GroupRegister?
  ) -> GroupIndex? {
    guard let code = mapping.text("headline"), let groups else { return nil }
    guard let group = groups.index(of: code) else {
      let remedy = SpellingSuggestion.remedy(for: code, among: groups.codes)
      mapping.report("headline", "\(mapping.what) names group \"\(code)\", which is not in the table", remedy)
      return nil
    }
    if let indicator, group != groups.total, !measures[indicator.numerator].measure.byGroup {
      let message = "\(mapping.what) has the headline \(code), but its measures are not reported by ethnic group"
      mapping.report("headline", message, "write headline: \(groups.codes[Int(groups.total)])")
    }
    return group
  }

  /// `< 10 %`, `>= baseline`.
  private func test(
    _ mapping: YAMLMapping, _ possible: ClosedRange<Double>?
  ) -> (comparator: Comparator, threshold: Target.Threshold)? {
    guard let text = mapping.text("holds") else { return nil }
    let sign = text.prefix { "<>=!".contains($0) }
    guard let comparator = Comparator(rawValue: String(sign)) else {
      let message = "\"holds\" of \(mapping.what) is \"\(text)\", which does not start with a comparison"
      mapping.report("holds", message, "start it with <, <=, >= or >")
      return nil
    }
    let rest = text.dropFirst(sign.count).drop { $0 == " " }
    if rest == "baseline" { return (comparator, .baseline) }
    guard let threshold = DecimalShare.parse(rest), threshold.isFinite else {
      let message = "\"holds\" of \(mapping.what) compares with \"\(rest)\", which is not a number"
      mapping.report("holds", message, "write a number such as 0.5 or 10 %, or baseline")
      return nil
    }
    if let possible, let why = Self.impossible(comparator, threshold, possible) {
      mapping.report("holds", "\"holds\" of \(mapping.what) is \"\(text)\", but \(why)", "correct the threshold")
      return nil
    }
    return (comparator, .fixed(threshold))
  }

  private func best(_ mapping: YAMLMapping, _ possible: ClosedRange<Double>?) -> Double? {
    let whole = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    return mapping.number("best", in: possible ?? whole)
  }

  /// Why no value, or none but nonsense, can pass or fail a test; nil for a test that makes sense.
  private static func impossible(
    _ comparator: Comparator, _ threshold: Double, _ possible: ClosedRange<Double>
  ) -> String? {
    let low = DecimalText.text(possible.lowerBound), high = DecimalText.text(possible.upperBound)
    if !possible.contains(threshold) {
      return possible.upperBound > 1 ? "the indicator is never below \(low)" : "the indicator is from \(low) to \(high)"
    }
    if comparator == .less, threshold == possible.lowerBound { return "the indicator is never below \(low)" }
    if comparator == .greater, threshold == possible.upperBound { return "the indicator is never above \(high)" }
    return nil
  }
}

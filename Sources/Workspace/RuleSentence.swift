import Definition
import Vocabulary

/// What a flag says of figures that do not satisfy a rule: the rule, what does not hold, and the worst places.
public struct RuleSentence: Sendable {
  /// How many places are said, the worst first.
  public static let placeLimit = 5

  private let definition: Definition
  private let rule: Rule

  /// Sentences about a rule.
  public init(_ definition: Definition, rule: Int) {
    self.definition = definition
    self.rule = definition.rules[rule]
  }

  /// What does not hold, without figures: `poor_within_households: HH_POOR is more than HH in 2 communes`.
  ///
  /// - Parameters:
  ///   - measures: The measures that it does not hold of, in any order.
  ///   - communes: In how many communes; 0 where it is of the province as a whole.
  public func claim(_ measures: Set<Int>, communes: Int) -> String {
    func codes(_ measures: [Int], _ joined: String = ", ") -> String {
      measures.map { definition.measures[$0].code }.joined(separator: joined)
    }
    let claim =
      switch rule.check {
      case .within(let parts, let whole, let tolerance):
        "\(codes(parts, " + ")) is more than \(codes([whole]))" + (tolerance > 0 ? " beyond the tolerance" : "")
      case .sexes(let all, _):
        "men and women of \(codes(all.filter(measures.contains))) do not add up to both"
      case .change(let all, _):
        "\(codes(all.filter(measures.contains))) changed by more than the limit since the year before"
      case .delivery: ""
      }
    let place = communes == 0 ? "" : " in \(communes) \(communes == 1 ? "commune" : "communes")"
    let worst = communes > Self.placeLimit ? ", the worst of them" : ""
    return "\(rule.id): \(claim)\(place)\(worst)"
  }

  /// A claim, and the figures of the places that are told.
  ///
  /// - Parameter isTold: Whether the figures of a place are said; otherwise it is named alone.
  public func text(
    _ claim: String, _ violations: [RuleViolation], telling isTold: (RuleViolation) -> Bool
  ) -> String {
    var named: Set<AreaIndex> = []
    let places = violations.compactMap { violation -> String? in
      let isFirst = named.insert(violation.area).inserted
      if isTold(violation) { return figures(violation) + place(violation, " in ") }
      // A place of which no figures are said is named once.
      return isFirst && definition.areas.communes.contains(violation.area) ? place(violation, "") : nil
    }
    return places.isEmpty ? claim : "\(claim): \(places.joined(separator: "; "))"
  }

  private func place(_ violation: RuleViolation, _ preposition: String) -> String {
    guard definition.areas.communes.contains(violation.area) else { return "" }
    return preposition + definition.areas.codes[Int(violation.area)]
  }

  /// The figures as they were compared: `512 > 500`, `POP: 300 + 210, not 500`, `HH: 100, then 250`.
  public func figures(_ violation: RuleViolation) -> String {
    let values = violation.figures.map { $0.value.isNaN ? "nothing" : DecimalText.text($0.value) }
    guard let last = violation.figures.last, let end = values.last else { return "" }
    let parts = values.dropLast().joined(separator: " + ")
    let subject = rule.measures.count > 1 ? "\(definition.measures[last.measure].code): " : ""
    switch rule.check {
    case .within:
      let sex = last.sex == .total ? "" : last.sex == .male ? " of men" : " of women"
      return "\(parts) > \(end)\(sex)"
    case .sexes: return "\(subject)\(parts), not \(end)"
    case .change: return "\(subject)\(parts), then \(end)"
    case .delivery: return ""
    }
  }
}

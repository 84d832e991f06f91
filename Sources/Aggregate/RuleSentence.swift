import Definition

/// What a flag says of figures that do not satisfy a rule: the rule, the measures, the communes, and no figure, because
/// figures of communes are not published and may be confidential.
struct RuleSentence {
  let text: String

  init(_ definition: Definition, _ position: Int, _ found: [RuleViolation]) {
    let rule = definition.rules[position]
    let areas = Set(found.map(\.area)).sorted()
    let communes = areas.filter { definition.areas.communes.contains($0) }
    let place =
      communes.isEmpty
      ? ""
      : " in \(communes.count) \(communes.count == 1 ? "commune" : "communes"): \(Self.named(communes, definition))"
    text = "\(rule.id): \(Self.claim(rule, found, definition))\(place)"
  }

  private static func claim(_ rule: Rule, _ found: [RuleViolation], _ definition: Definition) -> String {
    func codes(_ measures: [Int], _ joined: String = ", ") -> String {
      measures.map { definition.measures[$0].code }.joined(separator: joined)
    }
    let concerned = Set(found.flatMap(\.figures).map(\.measure))
    let measures = rule.measures.filter(concerned.contains)
    switch rule.check {
    case .within(let parts, let whole, let tolerance):
      let sum = codes(parts.filter(concerned.contains), " + ")
      return "\(sum) is more than \(codes([whole]))" + (tolerance > 0 ? ", beyond the tolerance" : "")
    case .sexes:
      return "men and women of \(codes(measures)) do not add up to both"
    case .change(_, let change):
      let figure = change.unit == .provinces ? "the province's" : "the figure of a commune of"
      return "\(figure) \(codes(measures)) changed from the year before by more than the limit"
    case .delivery: return ""
    }
  }

  /// Up to five codes, and how many more.
  static func named(_ areas: [AreaIndex], _ definition: Definition) -> String {
    let named = areas.prefix(5).map { definition.areas.codes[Int($0)] }.joined(separator: ", ")
    return areas.count > 5 ? "\(named) and \(areas.count - 5) more" : named
  }
}

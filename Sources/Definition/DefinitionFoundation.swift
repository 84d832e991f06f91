import Crypto
import Vocabulary

/// What of a definition the stages before assess are made with: everything but its judgements.
enum DefinitionFoundation {
  /// Sections that only assess and publish look at; an edit to them asks for no earlier stage again.
  private static let judgements: Set<String> = [
    "title", "phase", "baseline", "coverage", "disclosure", "outlook", "targets", "monitors", "dissemination",
    "retention",
  ]

  /// Sections that aggregate looks at and normalize does not.
  private static let calculations: Set<String> = ["indicators", "scope", "tolerances"]

  /// What aggregate and the stages before it work with.
  static func aggregate(of definition: [UInt8]) -> [UInt8] {
    text(of: definition, without: judgements, rules: { !$0.isOfDeadline })
  }

  /// What normalize and ingest work with.
  static func normalize(of definition: [UInt8]) -> [UInt8] {
    text(of: definition, without: judgements.union(calculations), rules: \.mayReject)
  }

  /// What ingest works with, as a hash: the declared sources, and no table of codes.
  static func collection(of definition: [UInt8]) -> String {
    HexText.text(SHA256.hash(data: text(of: definition) { $0 == "sources" }))
  }

  /// The text of a definition without some of its sections and rules, comments and empty lines.
  private static func text(
    of definition: [UInt8], without sections: Set<String>, rules isWanted: (RuleText) -> Bool
  ) -> [UInt8] {
    let others = text(of: definition) { $0 != "rules" && !sections.contains($0) }
    return RuleText.all(of: definition).filter(isWanted).reduce(others) { $0 + $1.bytes }
  }

  private static func text(of definition: [UInt8], _ isWanted: (String) -> Bool) -> [UInt8] {
    var result: [UInt8] = []
    var isKept = true
    for line in DefinitionLine.all(of: definition) {
      // A key at the start of a line begins a section.
      if line.indent == 0, let key = line.key { isKept = isWanted(key) }
      if isKept { result += line.bytes + [UInt8(ascii: "\n")] }
    }
    return result
  }
}

/// A rule as it stands in a definition, of which it must be known which stage looks at it before it is read.
private struct RuleText {
  let bytes: [UInt8]
  private let keys: Set<String>

  /// The rules in order; one line that begins no rule of its own goes with the rule before.
  static func all(of definition: [UInt8]) -> [RuleText] {
    var rules: [[DefinitionLine]] = []
    var isOfRules = false
    for line in DefinitionLine.all(of: definition) {
      if line.indent == 0, let key = line.key { isOfRules = key == "rules" }
      guard isOfRules else { continue }
      if line.indent <= 2 || rules.isEmpty { rules.append([line]) } else { rules[rules.count - 1].append(line) }
    }
    return rules.map(RuleText.init)
  }

  private init(_ lines: [DefinitionLine]) {
    bytes = lines.flatMap { $0.bytes + [UInt8(ascii: "\n")] }
    keys = Set(lines.dropFirst().compactMap(\.key))
  }

  /// Whether it asks for a report by a day. In doubt it does not, since then more is worked on again.
  var isOfDeadline: Bool { keys.contains("delivery") && keys.isDisjoint(with: ["within", "sexes", "change"]) }

  /// Whether records may be rejected by it. In doubt, as where a character is written as its number, they may.
  var mayReject: Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.contains(Rule.Action.reject.rawValue) || text.contains("\\")
  }
}

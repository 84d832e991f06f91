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
  private static let calculations: Set<String> = ["indicators", "scope", "tolerances", "rules"]

  /// What aggregate and the stages before it work with.
  static func aggregate(of definition: [UInt8]) -> [UInt8] { text(of: definition, without: judgements) }

  /// What normalize and ingest work with.
  static func normalize(of definition: [UInt8]) -> [UInt8] {
    text(of: definition, without: judgements.union(calculations))
  }

  /// What ingest works with, as a hash: the declared sources, and no table of codes.
  static func collection(of definition: [UInt8]) -> String {
    HexText.text(SHA256.hash(data: text(of: definition) { $0 == "sources" }))
  }

  /// The text of a definition without some of its sections, comments and empty lines.
  private static func text(of definition: [UInt8], without sections: Set<String>) -> [UInt8] {
    text(of: definition) { !sections.contains($0) }
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

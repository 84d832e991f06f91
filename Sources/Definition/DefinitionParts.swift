import Crypto
import Vocabulary

/// Tells the parts of a definition apart, so that it can be said which of them was edited.
enum DefinitionParts {
  /// Sections whose entries are parts of their own.
  private static let lists: Set<String> = [
    "units", "measures", "indicators", "targets", "monitors", "sources", "rules",
  ]

  /// Hashes by name of part: comments and empty lines are of none.
  ///
  /// - Parameter files: The bytes of the files that the definition names, by name.
  static func digests(of definition: [UInt8], files: [String: [UInt8]]) -> [String: String] {
    var hashes: [String: SHA256] = [:]
    var section = "", part = ""
    for line in DefinitionLine.all(of: definition) {
      if line.indent == 0, let key = line.key {
        section = key
        part = key
      } else if line.indent == 2, lists.contains(section), let key = line.key {
        part = section + "." + key
      }
      hashes[part, default: SHA256()].update(data: Array(line.bytes) + [UInt8(ascii: "\n")])
    }
    var digests = hashes.mapValues { HexText.text($0.finalize()) }
    for (name, bytes) in files { digests["file " + name] = HexText.text(SHA256.hash(data: bytes)) }
    return digests
  }
}

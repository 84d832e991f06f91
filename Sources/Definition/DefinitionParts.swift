import Crypto
import Vocabulary

/// Tells the parts of a definition apart, so that it can be said which of them was edited.
enum DefinitionParts {
  /// Sections whose entries are parts of their own.
  private static let lists: Set<String> = ["units", "measures", "indicators", "targets", "monitors", "sources"]

  /// Hashes by name of part: comments and empty lines are of none.
  static func digests(of definition: [UInt8], _ files: ReferenceFiles) -> [String: String] {
    var hashes: [String: SHA256] = [:]
    var section = "", part = ""
    for line in definition.split(separator: UInt8(ascii: "\n")) {
      let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
      if content.isEmpty || content.first == UInt8(ascii: "#") { continue }
      let indent = content.startIndex - line.startIndex
      if content.first != UInt8(ascii: "-"), let colon = content.firstIndex(of: UInt8(ascii: ":")) {
        let key = String(decoding: content[..<colon], as: UTF8.self)
        if indent == 0 {
          section = key
          part = key
        } else if indent == 2, lists.contains(section) {
          part = section + "." + key
        }
      }
      hashes[part, default: SHA256()].update(data: Array(line) + [UInt8(ascii: "\n")])
    }
    var digests = hashes.mapValues { HexText.text($0.finalize()) }
    for (name, digest) in files.digestsByName { digests["file " + name] = digest }
    return digests
  }
}

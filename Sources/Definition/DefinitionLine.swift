/// A line of a definition that says something, for what looks at its text by section.
struct DefinitionLine {
  /// The line without its end.
  let bytes: ArraySlice<UInt8>
  /// Spaces before its content.
  var indent: Int { content.startIndex - bytes.startIndex }
  private let content: ArraySlice<UInt8>

  /// The lines of a definition, but for empty ones and comments.
  static func all(of definition: [UInt8]) -> [DefinitionLine] {
    definition.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
      if content.isEmpty || content.first == UInt8(ascii: "#") { return nil }
      return DefinitionLine(bytes: line, content: content)
    }
  }

  /// The key that the line begins with; nil for an element of a list, and for what goes on from the line before.
  var key: String? {
    guard content.first != UInt8(ascii: "-"), let colon = content.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return String(decoding: content[..<colon], as: UTF8.self)
  }
}

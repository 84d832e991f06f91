import Yams

/// Turns the text of a definition into nodes, and whatever stops that into one problem with its place.
enum YAMLDocument {
  /// Definitions are written by people; anything larger is a mistake.
  static let greatestSize = 4 << 20

  /// The root of a definition's one document; nil where it cannot be read, which is reported.
  static func root(file: String, bytes: [UInt8], _ log: ProblemLog) -> Node? {
    let withoutMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let text = EncodingCheck.text(withoutMark, file: file, log) else { return nil }
    if let place = YAMLReferences.place(in: bytes, file: file) {
      log.report(place, "anchors and aliases (&name, *name) are not read", "write the value out where it is used")
      return nil
    }
    do {
      // Every value is read as text, so that what a plain scalar might be otherwise (a number, a day) need not be found.
      // The encoding is named, since an environment variable decides otherwise, which then writes to the standard output.
      guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        log.report(Place(file: file), "the definition is empty", "start from a copy of another pipeline")
        return nil
      }
      return root
    } catch let error as YamlError {
      report(error, file: file, text: text, log)
    } catch {
      log.report(Place(file: file), "the file is not YAML: \(error)", "check it with a YAML editor")
    }
    return nil
  }

  private static func report(_ error: YamlError, file: String, text: String, _ log: ProblemLog) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let detail = context.map { " (\($0.text) that starts on line \($0.mark.line))" } ?? ""
      let place = Place(file: file, line: mark.line, column: mark.column)
      log.report(place, "not YAML: \(problem)\(detail)", "check indentation, colons, quotes and brackets around there")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let first = context.mark
      let line = repetition(of: key, after: first, in: text) ?? first.line
      let place = Place(file: file, line: line, column: first.column)
      log.report(place, "key \"\(key)\" is already on line \(first.line)", "keep one of the two")
    case .reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0).split(omittingEmptySubsequences: false) { $0.isNewline }
      let place = Place(file: file, line: before.count, column: (before.last?.unicodeScalars.count ?? 0) + 1)
      log.report(place, "not YAML: \(problem)", "remove the character")
    default:
      log.report(Place(file: file), "not YAML: \(error)", "check it with a YAML editor")
    }
  }

  /// Line of the second of two equal keys of a block; the parser names the first alone. Nil in `{...}`.
  private static func repetition(of key: String, after mark: Mark, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (offset, line) in lines.dropFirst(mark.line).enumerated() {
      let indentation = line.prefix { $0 == " " || $0 == "-" }.count
      guard indentation == mark.column - 1 else { continue }
      let rest = line.dropFirst(indentation).drop { $0 == "\"" || $0 == "'" }
      guard rest.hasPrefix(key) else { continue }
      let end = rest.dropFirst(key.count).drop { $0 == "\"" || $0 == "'" || $0 == " " }
      if end.hasPrefix(":") { return mark.line + offset + 1 }
    }
    return nil
  }
}

import Yams

/// A mapping of a definition, whose keys and values report what is wrong with them.
struct YAMLMapping {
  /// One key with its value.
  struct Entry {
    let key: String, place: Place, value: Node
  }

  /// What the mapping declares, for messages: `target T02`.
  let what: String
  /// Where it is declared: its key, if it has one.
  let place: Place
  /// Keys in order of declaration.
  let entries: [Entry]
  let log: ProblemLog

  /// A node as a mapping; anything else is reported. With `keys`, every other key is.
  init?(_ node: Node, _ what: String, at place: Place, keys: [String]?, _ log: ProblemLog) {
    guard case .mapping(let mapping) = node else {
      log.report(Self.place(of: node, place), "\(what) must be a mapping (key: value)", "write its keys below it")
      return nil
    }
    self.what = what
    self.place = place
    self.log = log
    var entries: [Entry] = []
    for (key, value) in mapping {
      let keyPlace = Self.place(of: key, place)
      guard case .scalar(let scalar) = key else {
        log.report(keyPlace, "a key of \(what) is not a word", "write key: value")
        continue
      }
      let name = scalar.string.normalizedC
      if let keys, !keys.contains(name) {
        let remedy = SpellingSuggestion.remedy(for: name, among: keys)
        log.report(keyPlace, "unknown key \"\(name)\" in \(what)", remedy)
      } else {
        entries.append(Entry(key: name, place: keyPlace, value: value))
      }
    }
    self.entries = entries
  }

  /// Where a node is; nodes that come from text always say.
  static func place(of node: Node, _ fallback: Place) -> Place {
    node.mark.map { Place(file: fallback.file, line: $0.line, column: $0.column) } ?? fallback
  }

  /// Where a key's value is; the mapping itself where it has no such key.
  func place(of key: String) -> Place {
    entry(key).map { Self.place(of: $0.value, $0.place) } ?? place
  }

  /// A key and its value, if declared.
  func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

  /// Whether a key is declared.
  func has(_ key: String) -> Bool { entry(key) != nil }

  /// A key that must be declared.
  func required(_ key: String) -> Entry? {
    if let entry = entry(key) { return entry }
    log.report(place, "\(what) has no \"\(key)\"", "add \(key): ...")
    return nil
  }

  /// Reports the value of a key.
  func report(_ key: String, _ message: String, _ remedy: String) { log.report(place(of: key), message, remedy) }

  /// A mapping below a key.
  func mapping(_ key: String, keys: [String]?, what: String? = nil) -> YAMLMapping? {
    guard let entry = required(key) else { return nil }
    return YAMLMapping(entry.value, what ?? "\"\(key)\" of \(self.what)", at: entry.place, keys: keys, log)
  }

  /// A text, not empty.
  func text(_ key: String) -> String? {
    guard let entry = required(key) else { return nil }
    guard let text = Self.text(of: entry.value), !text.isEmpty else {
      report(key, "\"\(key)\" of \(what) must be a text", "write one value after the colon")
      return nil
    }
    return text
  }

  /// Several texts: a list, or one text alone.
  func texts(_ key: String) -> [(text: String, place: Place)]? {
    guard let entry = required(key) else { return nil }
    guard case .sequence(let sequence) = entry.value else { return text(key).map { [($0, place(of: key))] } }
    var texts: [(text: String, place: Place)] = []
    for node in sequence {
      let place = Self.place(of: node, entry.place)
      guard let text = Self.text(of: node), !text.isEmpty else {
        log.report(place, "\"\(key)\" of \(what) must be a list of texts", "write [a, b]")
        return nil
      }
      texts.append((text, place))
    }
    return texts
  }

  /// A scalar as written, in normalization form C; nil for lists and mappings.
  static func text(of node: Node) -> String? {
    guard case .scalar(let scalar) = node else { return nil }
    return scalar.string.normalizedC
  }
}

/// Names to look up, each of an entry; an entry may have several, and a name several entries.
struct NameTable {
  private struct Name {
    let entry: Int, type: UnitType?, key: NameKey
  }

  private var names: [Name] = []
  private var exact: [NameKey: [Int]] = [:]
  private var plain: [[Unicode.Scalar]: [Int]] = [:]
  private let hasTypes: Bool

  /// A table; with `hasTypes` a type before a name is told from it.
  init(hasTypes: Bool) { self.hasTypes = hasTypes }

  /// Adds a name of an entry.
  mutating func add(_ text: String, entry: Int) {
    let reading = readings(text).last!
    let name = Name(entry: entry, type: reading.type, key: NameKey(reading.name))
    exact[name.key, default: []].append(names.count)
    plain[name.key.plain, default: []].append(names.count)
    names.append(name)
  }

  /// The entries that bear a name exactly; a type, if it has one, must be theirs.
  func exactEntries(_ text: String) -> Set<Int> {
    var found: Set<Int> = []
    for reading in readings(text) {
      for name in exact[NameKey(reading.name)] ?? [] { add(name, reading.type, to: &found) }
    }
    return found
  }

  /// The entries that bear a name if marks may have been left out of it.
  func entriesWithMarksLeftOut(_ text: String) -> Set<Int> {
    var found: Set<Int> = []
    for reading in readings(text) {
      let key = NameKey(reading.name)
      for name in plain[key.plain] ?? [] where key.leavesMarksOut(of: names[name].key) {
        add(name, reading.type, to: &found)
      }
    }
    return found
  }

  /// The entries among `scope` with the nearest names, nearest first.
  func nearest(to text: String, most: Int, in scope: (Int) -> Bool) -> [Int] {
    let wanted = NameKey(readings(text).last!.name).plain
    guard !wanted.isEmpty, wanted.count <= 60 else { return [] }
    var found: [(distance: Int, entry: Int)] = []
    for name in names where scope(name.entry) {
      let key = name.key.plain
      guard abs(key.count - wanted.count) <= max(1, wanted.count / 4) else { continue }
      let distance = SpellingSuggestion.edits(wanted, key)
      if distance <= max(1, wanted.count / 4) { found.append((distance, name.entry)) }
    }
    found.sort { ($0.distance, $0.entry) < ($1.distance, $1.entry) }
    var entries: [Int] = []
    for (_, entry) in found where !entries.contains(entry) && entries.count < most { entries.append(entry) }
    return entries
  }

  private func readings(_ text: String) -> [(type: UnitType?, name: String)] {
    hasTypes ? UnitType.readings(of: text) : [(nil, text)]
  }

  private func add(_ name: Int, _ type: UnitType?, to found: inout Set<Int>) {
    if type == nil || names[name].type == type { found.insert(names[name].entry) }
  }
}

/// What a name that was delivered turned out to be.
public enum NameFinding: Sendable, Equatable {
  /// One code.
  case code(String)
  /// Several, described one by one.
  case ambiguous([String])
  /// None; the nearest, described one by one.
  case unknown([String])
}

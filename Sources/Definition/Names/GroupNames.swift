import Synchronization

/// Ethnic groups by name: those of the code list, then other names and spellings. The index is made when it is first
/// asked for.
public final class GroupNames: Sendable {
  private struct Index {
    var official = NameTable(hasTypes: false), other = NameTable(hasTypes: false)
  }

  private let codes: [String], titles: [String], others: [(code: String, name: String)]
  private let index: Mutex<Index?> = Mutex(nil)

  /// The names of a code list, and other names with their codes.
  init(codes: [String], names: [String], others: [(code: String, name: String)]) {
    self.codes = codes
    titles = names
    self.others = others
  }

  private func tables() -> Index {
    index.withLock { made in
      if let made { return made }
      var index = Index()
      for (position, name) in titles.enumerated() { index.official.add(name, entry: position) }
      for (code, name) in others {
        if let position = codes.firstIndex(of: code) { index.other.add(name, entry: position) }
      }
      made = index
      return index
    }
  }

  /// The group that a name means.
  ///
  /// The names of the code list come before others, and names as written before those with marks left out. `Dân tộc`
  /// or `Người` before a name, and what stands in brackets after it, say nothing.
  public func find(_ name: String) -> NameFinding {
    if codes.contains(name) { return .code(name) }
    let readings = Self.readings(of: name), index = tables()
    let official = index.official, other = index.other
    for entries in readings.lazy.flatMap({ [official.exactEntries($0), other.exactEntries($0)] }) where !entries.isEmpty
    {
      return finding(entries)
    }
    for reading in readings {
      let entries = official.entriesWithMarksLeftOut(reading).union(other.entriesWithMarksLeftOut(reading))
      if !entries.isEmpty { return finding(entries) }
    }
    let near = official.nearest(to: readings.last!, most: 3) { _ in true }
    return .unknown(near.map(description))
  }

  private func finding(_ entries: Set<Int>) -> NameFinding {
    entries.count == 1 ? .code(codes[entries.first!]) : .ambiguous(entries.sorted().map(description))
  }

  private func description(_ entry: Int) -> String { "\(titles[entry]) (\(codes[entry]))" }

  private static func readings(of name: String) -> [String] {
    var readings = [name.normalizedC.trimmingSpace]
    if let bracket = readings[0].firstIndex(of: "("), bracket > readings[0].startIndex {
      readings.append(String(readings[0][..<bracket]).trimmingSpace)
    }
    for reading in readings {
      for prefix in ["dân tộc ", "người "] where reading.lowercased().hasPrefix(prefix) {
        readings.append(String(reading.dropFirst(prefix.count)).trimmingSpace)
      }
    }
    return readings.filter { !$0.isEmpty }.isEmpty ? [name] : readings.filter { !$0.isEmpty }
  }
}

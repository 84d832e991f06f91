import Crypto
import Foundation
import Records
import Vocabulary
import Workspace

/// The day on which each flag was first raised, over all runs of a workspace: `runs/first_seen.json`, an object of days
/// (`YYYY-MM-DD`) by name of flag, in order of name.
public struct FlagHistory: Sendable, Equatable {
  /// A flag by name, and the day on which it was first raised.
  public struct Entry: Sendable, Equatable {
    /// Name and day.
    public let name: String, day: String
  }

  /// In order of name.
  public private(set) var entries: [Entry]

  /// The name of the file below `runs/`, and of the copy that each run keeps in its own folder.
  public static let fileName = "first_seen.json"

  /// Reads the history of a workspace; empty where there was no run. Where the file is damaged or gone, the copy of the
  /// newest run that has one takes its place: it is the only thing in a workspace that deliveries cannot tell again. A file
  /// that the system would not give is an error: an older copy would forget what was raised since.
  public init(_ workspace: Workspace) throws {
    let runs = try RunList(workspace).entries.reversed().map { workspace.path(.runs, $0.id) }
    let path = workspace.path(.runs, Self.fileName)
    for path in [path] + runs.map({ $0 + "/" + Self.fileName }) {
      guard let data = try FileContent.bytes(of: path), let object = SealedJSON.opened(data) else {
        continue
      }
      if let entries = Self.entries(asSaved: object) {
        self.entries = entries
        return
      }
      // Another program may have laid it out otherwise.
      if let days = try? JSONDecoder().decode([String: String].self, from: Data(object)) {
        entries = days.map { Entry(name: $0, day: $1) }.sorted { $0.name < $1.name }
        return
      }
    }
    guard runs.isEmpty, !FileManager.default.fileExists(atPath: path) else {
      throw WorkspaceError(
        what: "\(path): cannot be read", why: "it is damaged, and so is the copy of every run",
        remedy: "restore it, or remove the folder of runs: then every flag counts as first seen in this run")
    }
    entries = []
  }

  /// Hash of the history of a workspace as it is saved; empty where there is none.
  public static func digest(_ workspace: Workspace) throws -> String {
    guard let data = try FileContent.bytes(of: workspace.path(.runs, fileName)) else { return "" }
    return HexText.text(SHA256.hash(data: data))
  }

  /// The day on which a flag was first raised; nil where no run raised it.
  public func day(of flag: String) -> String? { entries.first { $0.name == flag }?.day }

  /// Notes the flags of a run; an earlier day stands.
  ///
  /// - Returns: The day on which each of the flags was first raised.
  public mutating func note(_ flags: [Flag], on day: String) -> [String] {
    var days = [String](repeating: day, count: flags.count)
    var merged: [Entry] = []
    merged.reserveCapacity(entries.count + flags.count)
    var next = 0
    for index in flags.indices.sorted(by: { flags[$0].id < flags[$1].id }) {
      let name = flags[index].id
      while next < entries.count, entries[next].name < name {
        merged.append(entries[next])
        next += 1
      }
      if next < entries.count, entries[next].name == name {
        days[index] = min(entries[next].day, day)
        next += 1
      }
      merged.append(Entry(name: name, day: days[index]))
    }
    entries = merged + entries[next...]
    return days
  }

  /// Writes the history, whole or not at all.
  public func save(to workspace: Workspace) throws {
    let path = workspace.path(.runs, Self.fileName)
    try FileManager.default.createDirectory(atPath: workspace.path(.runs), withIntermediateDirectories: true)
    try FileReplacement.replace(path, isDurable: true) { draft in
      if let bytes = plainBytes {
        try FileContent.write(SealedJSON.sealed(bytes), to: draft)
      } else {
        let days = Dictionary(entries.map { ($0.name, $0.day) }, uniquingKeysWith: { first, _ in first })
        try JSONFile.save(days, to: draft)
      }
    }
  }
}

/// The layout of the file: the one `JSONFile` would give it, without a coder's work on each of many thousand flags.
extension FlagHistory {
  private static let beforeName = Array("  \"".utf8), beforeDay = Array("\" : \"".utf8), quote = UInt8(ascii: "\"")

  /// Whether a text is in JSON what it is.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != quote && $0 != UInt8(ascii: "\\") } }
  }

  /// The file as bytes; nil where something in it must be escaped.
  private var plainBytes: [UInt8]? {
    guard !entries.isEmpty, entries.allSatisfy({ Self.isPlain($0.name) && Self.isPlain($0.day) }) else {
      return nil
    }
    var bytes = Array("{".utf8)
    for (index, entry) in entries.enumerated() {
      bytes += (index == 0 ? "\n" : ",\n").utf8
      bytes += Self.beforeName
      bytes += entry.name.utf8
      bytes += Self.beforeDay
      bytes += entry.day.utf8
      bytes.append(Self.quote)
    }
    return bytes + "\n}\n".utf8
  }

  /// The entries of a file in the very layout that it is saved in; nil for any other.
  private static func entries(asSaved bytes: [UInt8]) -> [Entry]? {
    var entries: [Entry] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count > 3, lines[0].elementsEqual("{".utf8), lines[lines.count - 2].elementsEqual("}".utf8),
      lines[lines.count - 1].isEmpty
    else { return nil }
    entries.reserveCapacity(lines.count)
    for line in lines[1..<(lines.count - 2)] {
      let isLast = line.endIndex == lines[lines.count - 2].startIndex - 1
      guard let entry = entry(isLast ? line : line.dropLast()), isLast || line.last == UInt8(ascii: ","),
        entries.last.map({ $0.name < entry.name }) ?? true
      else { return nil }
      entries.append(entry)
    }
    return entries
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    guard line.starts(with: beforeName), line.last == quote else { return nil }
    let content = line.dropFirst(beforeName.count).dropLast()
    guard let end = content.firstIndex(of: quote), content[end...].starts(with: beforeDay) else { return nil }
    let name = String(decoding: content[..<end], as: UTF8.self)
    let day = String(decoding: content[end...].dropFirst(beforeDay.count), as: UTF8.self)
    return isPlain(name) && isPlain(day) ? Entry(name: name, day: day) : nil
  }
}

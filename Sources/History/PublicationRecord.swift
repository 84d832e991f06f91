import Containers
import Crypto
import Definition
import Foundation
import Vocabulary
import Workspace

/// What a run published, kept as `runs/<run-id>/publication.json`: a later run that would publish the same leaves it.
public struct PublicationRecord: Codable, Sendable, Equatable {
  /// A file of the published folder.
  public struct File: Codable, Sendable, Equatable {
    /// Name, length and SHA-256 (hex).
    public var name: String, bytes: Int, sha256: String

    /// A file.
    public init(name: String, bytes: Int, sha256: String) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// Name of the run, and its day.
  public var run: String, asOf: String
  /// The program, and the definition.
  public var program: String, definition: DefinitionDigests
  /// Hashes of the definition's parts by name, see `Definition.parts`; nil where an older program wrote the record.
  public var definitionParts: [String: String]?
  /// Hash of the history of flags as the run left it.
  public var history: String
  /// The run that the report compares it with.
  public var earlier: String?
  /// In order of name.
  public var files: [File]
  /// Where the targets stand, for the terminal, and which headlines of the nation are unmet.
  public var summary: String, unmet: [String]

  /// The name of the record in the folder of its run.
  public static let fileName = "publication.json"
  private static let latestName = "latest.json"

  /// A record.
  public init(
    run: String, asOf: String, program: String, definition: Definition, history: String, earlier: String?,
    files: [File], summary: String, unmet: [String]
  ) {
    self.run = run
    self.asOf = asOf
    self.program = program
    self.definition = DefinitionDigests(definition)
    definitionParts = definition.parts
    self.history = history
    self.earlier = earlier
    self.files = files
    self.summary = summary
    self.unmet = unmet
  }
}

extension PublicationRecord {
  /// The record of a run of a workspace; nil where it is missing or damaged.
  public init?(run: String, in workspace: Workspace) throws {
    let path = workspace.path(.runs, run) + "/" + Self.fileName
    guard let record = try JSONFile.loadIfIntact(Self.self, from: path, writtenBy: "milepost-publish") else {
      return nil
    }
    self = record
  }

  /// The record of the run that published last.
  public init?(latestIn workspace: Workspace) throws {
    let path = workspace.path(.runs, Self.latestName)
    guard let latest = try JSONFile.loadIfIntact([String: String].self, from: path, writtenBy: "milepost-publish"),
      let run = latest["run"], !run.contains("/")
    else { return nil }
    try self.init(run: run, in: workspace)
  }

  /// When a run that published, or found what was published to stand, ended last.
  public static func lastEnd(in workspace: Workspace) -> Date? {
    RunList.written(workspace.path(.runs, Self.latestName))
  }

  /// Writes the record into the folder of its run.
  public func save(in folder: String) throws { try JSONFile.save(self, to: folder + "/" + Self.fileName) }

  /// Notes that the run is the one that published last, and that it ended now.
  public func noteLatest(in workspace: Workspace) throws {
    try FileReplacement.replace(workspace.path(.runs, Self.latestName)) { try JSONFile.save(["run": run], to: $0) }
  }

  /// Describes the files of a folder.
  public static func files(of folder: String, jobs: Int) throws -> [File] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try concurrently(names.count, jobs: jobs) { index in
      let file = try DeliveryFile(path: folder + "/" + names[index])
      return File(name: names[index], bytes: Int(file.size), sha256: try file.digest())
    }
  }

  /// Whether the published folder and the history of flags are as the run left them, the run that it was compared with
  /// is still the one before, and the program is the same.
  public func stands(on day: CalendarDate, out: String, in workspace: Workspace, jobs: Int) throws -> Bool {
    try program == ProgramVersion.stages && history == FlagHistory.digest(workspace)
      && earlier == RunList(workspace).newest(before: day)?.id
      && (try? Self.files(of: out, jobs: jobs)) == files
  }
}

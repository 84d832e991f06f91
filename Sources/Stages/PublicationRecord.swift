import Containers
import Crypto
import Definition
import Foundation
import Publish
import Vocabulary
import Workspace

/// What a run published, kept as `runs/<run-id>/publication.json`: a later run that would publish the same leaves it.
struct PublicationRecord: Codable, Sendable, Equatable {
  /// A file of the published folder.
  struct File: Codable, Sendable, Equatable {
    var name: String, bytes: Int, sha256: String
  }

  /// Name of the run, and its day.
  var run: String, asOf: String
  /// The program, and the definition.
  var program: String, definition: DefinitionDigests
  /// Hash of the history of flags as the run left it.
  var history: String
  /// The run that the report compares it with.
  var earlier: String?
  /// In order of name.
  var files: [File]
  /// Where the targets stand, for the terminal, and which headlines of the nation are unmet.
  var summary: String, unmet: [String]

  private static let name = "publication.json"
  private static let latestName = "latest.json"
}

extension PublicationRecord {
  /// The record of a run of a workspace.
  init?(run: String, in workspace: Workspace) {
    let path = workspace.path(.runs, run) + "/" + Self.name
    guard let record = try? JSONFile.load(Self.self, from: path, writtenBy: "milepost-publish") else { return nil }
    self = record
  }

  /// The record of the run that published last.
  init?(latestIn workspace: Workspace) {
    let path = workspace.path(.runs, Self.latestName)
    guard let latest = try? JSONFile.load([String: String].self, from: path, writtenBy: "milepost-publish"),
      let run = latest["run"], !run.contains("/")
    else { return nil }
    self.init(run: run, in: workspace)
  }

  /// Writes the record into the folder of its run.
  func save(in folder: String) throws { try JSONFile.save(self, to: folder + "/" + Self.name) }

  /// Notes that the run is the one that published last.
  func noteLatest(in workspace: Workspace) throws {
    try JSONFile.save(["run": run], to: workspace.path(.runs, Self.latestName))
  }

  /// Describes the files of a folder.
  static func files(of folder: String, jobs: Int) throws -> [File] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try concurrently(names.count, jobs: jobs) { index in
      let file = try DeliveryFile(path: folder + "/" + names[index])
      return File(name: names[index], bytes: Int(file.size), sha256: try file.digest())
    }
  }

  /// Whether the published folder and the history of flags are as the run left them, the run that it was compared with
  /// is still the one before, and the program is the same.
  func stands(on day: CalendarDate, out: String, in workspace: Workspace, jobs: Int) -> Bool {
    program == ProgramVersion.stages && history == FlagHistory.digest(workspace)
      && earlier == Publish.earlierRun(before: day, in: workspace)
      && (try? Self.files(of: out, jobs: jobs)) == files
  }
}

/// What there is to say of a publication.
public struct PublishedOutcome: Sendable {
  /// Where the targets stand, and which headlines of the nation are unmet.
  public let summary: String, unmet: [String]
}

import Arrow
import Crypto
import Definition
import Records
import Vocabulary

/// What a stage file was made with, kept in its metadata, so that a stage does not go on from another night's work or
/// another definition's.
public struct StageStamp: Codable, Sendable, Equatable {
  /// `Definition.digest`, empty before assess, which is the first to look at all of a definition; and what of the
  /// definition the stage works with: `Definition.normalization` or `Definition.foundation`.
  public var definition: String, foundation: String
  /// Names of the files that the definition names, in order; empty before assess.
  public var definitionFiles: [String] = []
  /// Hash over the names and bytes of the deliveries.
  public var deliveries: String
  /// The program, `ProgramVersion.stages`. A stage goes on from another one's files; results are kept of its own alone.
  public var program: String
  /// The days on which what was assessed is what it is; nil where it is so on any.
  public var days: DaySpan?

  /// The stamp of canonical observations.
  public static func normalized(_ definition: DefinitionDigests, _ manifest: DeliveryManifest) -> StageStamp {
    StageStamp("", definition.normalization, manifest)
  }

  /// The stamp of aggregates.
  public static func aggregated(_ definition: DefinitionDigests, _ manifest: DeliveryManifest) -> StageStamp {
    StageStamp("", definition.foundation, manifest)
  }

  /// The stamp of what was assessed.
  public static func assessed(_ definition: DefinitionDigests, _ manifest: DeliveryManifest) -> StageStamp {
    StageStamp(definition.digest, definition.foundation, manifest, files: definition.files)
  }

  private init(_ definition: String, _ foundation: String, _ manifest: DeliveryManifest, files: [String] = []) {
    definitionFiles = files
    self.definition = definition
    self.foundation = foundation
    var hash = SHA256()
    for delivery in manifest.deliveries {
      hash.update(data: Array("\(delivery.name)\t\(delivery.sha256)\t\(delivery.bytes)\n".utf8))
    }
    deliveries = HexText.text(hash.finalize().prefix(16))
    program = ProgramVersion.stages
  }

  /// A stamp as a stage file holds it.
  public init(path: String) throws {
    // What was written is checked when it is read; a stamp says only of what it was made.
    let metadata = try ArrowFile(path: path, .unchecked).metadata
    definition = metadata["definition"] ?? ""
    foundation = metadata["foundation"] ?? ""
    definitionFiles = metadata["definition_files"].map { $0.split(separator: "\n").map(String.init) } ?? []
    deliveries = metadata["deliveries"] ?? ""
    program = metadata["program"] ?? ""
    days = metadata["days"].flatMap(DaySpan.init(text:))
  }

  /// Whether the stamped files of a stage are there and were all made with the same.
  public func stands(in folder: Workspace.Folder, of workspace: Workspace) -> Bool {
    folder.stampedFiles.allSatisfy { (try? StageStamp(path: workspace.path(folder, $0))) == self }
  }

  /// The same for files that speak of some days alone: whether the day is one of theirs.
  public func stands(in folder: Workspace.Folder, of workspace: Workspace, on day: String) -> Bool {
    folder.stampedFiles.allSatisfy { file in
      guard var stamp = try? StageStamp(path: workspace.path(folder, file)), stamp.days?.contains(day) ?? true else {
        return false
      }
      stamp.days = days
      return stamp == self
    }
  }

  /// As metadata of a stage file.
  public var metadata: [String: String] {
    var metadata = ["foundation": foundation, "deliveries": deliveries, "program": program]
    if !definition.isEmpty { metadata["definition"] = definition }
    if let days { metadata["days"] = days.text }
    if !definitionFiles.isEmpty { metadata["definition_files"] = definitionFiles.joined(separator: "\n") }
    return metadata
  }

  /// Fails where a stage's files were made with other deliveries than are ingested now, or another definition.
  ///
  /// - Parameters:
  ///   - judged: Whether the targets must be the same too, rather than only what lies under them.
  ///   - day: The day that it must speak of, `YYYY-MM-DD`; nil where any will do.
  public func require(
    _ current: StageStamp, of path: String, stage: String, judged: Bool, on day: String? = nil
  ) throws(WorkspaceError) {
    if deliveries != current.deliveries {
      throw WorkspaceError(
        what: "\(path): made from other deliveries than milepost-ingest has read since",
        why: "milepost-\(stage) has not run again after it", remedy: "run milepost-\(stage), or milepost run")
    }
    if foundation != current.foundation {
      throw WorkspaceError(
        what: "\(path): made with another definition",
        why: "its measures, indicators, sources, rules, areas, groups or scope differ from this one's",
        remedy: "run milepost run again: it does what has to be done again, and keeps the rest")
    }
    if judged, definition != current.definition {
      throw WorkspaceError(
        what: "\(path): assessed with another definition", why: "its targets or settings differ from this one's",
        remedy: "run milepost-assess again, or milepost run --from assess")
    }
    if let day, let days, !days.contains(day) {
      throw WorkspaceError(
        what: "\(path): assessed as of another day than \(day)",
        why: "other deadlines of deliveries have passed by then",
        remedy: "run milepost-assess again with the same --as-of, or milepost run --from assess")
    }
  }
}

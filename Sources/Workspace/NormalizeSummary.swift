import Definition
import Foundation

/// How many records of each delivery count: `rejected/summary.json`, in order of name.
public struct NormalizeSummary: Codable, Sendable, Equatable {
  /// The file's name in the stage folder.
  public static let fileName = "summary.json"

  /// One entry a delivery.
  public var deliveries: [Delivery]
  /// One entry a declared source that has a delivery.
  public var sources: [Source]
  /// What the canonical observations were made with.
  public var stamp: StageStamp?

  /// A summary.
  public init(deliveries: [Delivery], sources: [Source], stamp: StageStamp? = nil) {
    self.stamp = stamp
    self.deliveries = deliveries
    self.sources = sources
  }

  /// Counts of one delivery.
  public struct Delivery: Codable, Sendable, Equatable {
    /// Name, and the sources that claim its structures.
    public var name: String, sources: [String]
    /// SHA-256 (hex) of its bytes; empty where they could not be read.
    public var sha256 = ""
    /// Records and rows as delivered; those accepted, of which without a value; deletions; exact repetitions; rejects.
    public var records = 0, accepted = 0, missing = 0, deletions = 0, repeated = 0, rejected = 0
    /// Records of structures that no source claims.
    public var undeclared = 0
    /// Whether it has a file of rejects: those of a delivery as a whole count no record.
    public var hasRejects = false
    /// What its canonical observations say something of; nil where it has none.
    public var coverage: CanonicalCoverage?

    /// Whether a source that claims it would be over its error budget with this delivery alone: among many good ones it
    /// may stay within it.
    public func isOverBudget(_ definition: Definition) -> Bool {
      definition.sources.contains {
        sources.contains($0.id) && $0.errorBudget.isExceeded(rejected: rejected, of: records)
      }
    }

    /// The stage files of the delivery, by folder.
    public func files(in workspace: Workspace) -> [(folder: Workspace.Folder, path: String)] {
      var folders: [Workspace.Folder] = []
      if coverage != nil { folders.append(.canonical) }
      if hasRejects { folders.append(.rejected) }
      return folders.map { ($0, workspace.path($0, delivery: name)) }
    }

    /// Counts at zero.
    public init(name: String, sources: [String] = []) {
      self.name = name
      self.sources = sources
    }
  }

  /// Counts of one source.
  public struct Source: Codable, Sendable, Equatable {
    /// Identifier in the definition; records; rejects; whether its error budget is exceeded.
    public var id: String, records: Int, rejected: Int, overBudget: Bool

    /// A source's counts.
    public init(id: String, records: Int, rejected: Int, overBudget: Bool) {
      self.id = id
      self.records = records
      self.rejected = rejected
      self.overBudget = overBudget
    }
  }

  /// Whether the files of every delivery are there.
  public func filesStand(in workspace: Workspace) -> Bool {
    deliveries.allSatisfy { delivery in
      delivery.files(in: workspace).allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
    }
  }

  /// Reads the summary of a workspace.
  public static func load(from workspace: Workspace) throws -> NormalizeSummary {
    let path = workspace.path(.rejected, fileName)
    return try workspace.summary.content(of: path) {
      try JSONFile.load(NormalizeSummary.self, from: path, writtenBy: "milepost-normalize")
    }
  }

  /// Writes the summary into a stage folder.
  public func save(to folder: String) throws { try JSONFile.save(self, to: folder + "/" + Self.fileName) }
}

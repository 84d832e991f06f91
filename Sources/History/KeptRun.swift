import Arrow
import Definition
import Foundation
import Vocabulary
import Workspace

/// What a run left in the workspace, to say what changed since.
public struct KeptRun: Sendable {
  /// Its name, and the day it speaks of.
  public let entry: RunList.Entry
  /// Its verdicts and flags, with full figures.
  public let rows: [ComplianceRow], flags: [Flag]
  /// Names of the rows that it did not publish; nil where that is not known.
  public let withheld: Set<String>?
  /// What it was made of; nil where that is not known.
  public let record: PublicationRecord?, deliveries: [DeliveredFile]?
  /// Which deliveries its figures stand on; nil where it did not keep that.
  public let origins: Origins?

  /// A delivery as a run had it.
  public struct DeliveredFile: Codable, Sendable, Equatable {
    /// Name in the inbox, and SHA-256 (hex) of its bytes.
    public var name: String, sha256: String

    /// A delivery.
    public init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  private struct RunFile: Decodable {
    var deliveries: [DeliveredFile]
  }

  /// Paths of the files that a run keeps and that carry a checksum of their bytes.
  public static func sealedFiles(of run: String, in workspace: Workspace) -> [String] {
    [
      "compliance.arrow", "flags.arrow", FigureOrigin.fileName, FlagHistory.fileName, withheldFile,
      PublicationRecord.fileName,
    ].map { workspace.path(.runs, run) + "/" + $0 }
  }

  /// Names of the rows that a run did not publish stand in this file of its folder.
  public static let withheldFile = "withheld.json"
  /// The member of the object in that file that lists them.
  public static let withheldMember = "rows"

  /// A run of parts.
  public init(
    _ entry: RunList.Entry, rows: [ComplianceRow], flags: [Flag], withheld: Set<String>? = nil,
    record: PublicationRecord? = nil, deliveries: [DeliveredFile]? = nil, origins: Origins? = nil
  ) {
    self.entry = entry
    self.rows = rows
    self.flags = flags
    self.withheld = withheld
    self.record = record
    self.deliveries = deliveries
    self.origins = origins
  }

  /// Reads a run. Fails where it was made with areas, groups or targets that are no longer declared, or left too little.
  ///
  /// - Parameter withCauses: Whether what it was made of is read as well.
  public init(_ entry: RunList.Entry, _ definition: Definition, in workspace: Workspace, withCauses: Bool) throws {
    let folder = workspace.path(.runs, entry.id)
    func load<Content: Decodable>(_ type: Content.Type, _ name: String) throws -> Content? {
      try JSONFile.loadIfIntact(type, from: folder + "/" + name, writtenBy: "milepost-publish")
    }
    self.init(
      entry, rows: try ComplianceRow.readAll(folder + "/compliance.arrow", definition),
      flags: try Flag.readAll(folder + "/flags.arrow", definition),
      withheld: try load([String: [String]].self, Self.withheldFile)?[Self.withheldMember].map { Set($0) },
      record: withCauses ? try PublicationRecord(run: entry.id, in: workspace) : nil,
      deliveries: withCauses ? try Self.deliveries(of: entry.id, in: workspace) : nil,
      origins: withCauses ? try Self.origins(folder + "/" + FigureOrigin.fileName, definition) : nil)
  }

  /// What the run was made of.
  public var sources: RunSources { RunSources(deliveries: deliveries, record) }

  /// The deliveries of a run; nil where it did not keep their list.
  static func deliveries(of run: String, in workspace: Workspace) throws -> [DeliveredFile]? {
    try published(RunFile.self, workspace.path(.runs, run) + "/run.json")?.deliveries
  }

  /// The origins of a run's figures; nil where they are missing or damaged.
  private static func origins(_ path: String, _ definition: Definition) throws -> Origins? {
    do {
      return try Origins(path: path, definition)
    } catch let error as ArrowError where error.cause != .damage {
      throw error
    } catch {
      return nil
    }
  }

  /// A file as it was published, which has no seal.
  private static func published<Content: Decodable>(_ type: Content.Type, _ path: String) throws -> Content? {
    try FileContent.bytes(of: path).flatMap { try? JSONDecoder().decode(type, from: $0) }
  }
}

import Foundation
import Records

/// The folder between the stages: what each wrote for the next.
public struct Workspace: Sendable {
  /// What a stage writes; each folder is replaced as a whole.
  public enum Folder: String, CaseIterable, Sendable {
    case ingested, canonical, rejected, aggregates, assessed, runs

    /// Its files that carry a `StageStamp`.
    public var stampedFiles: [String] {
      switch self {
      case .aggregates: ["measures.arrow", "ratios.arrow", Finding.fileName, FigureOrigin.fileName]
      case .assessed: ["compliance.arrow", "flags.arrow"]
      case .ingested, .canonical, .rejected, .runs: []
      }
    }
  }

  /// Path of the workspace.
  public let root: String
  /// The lists of deliveries as they were read last.
  let manifest = RememberedFile<DeliveryManifest>(), summary = RememberedFile<NormalizeSummary>()

  /// A workspace at a path; nothing is created yet.
  public init(_ root: String) { self.root = root }

  /// Path of a stage's folder.
  public func path(_ folder: Folder) -> String { root + "/" + folder.rawValue }

  /// Path of a file in a stage's folder.
  public func path(_ folder: Folder, _ file: String) -> String { path(folder) + "/" + file }

  /// Path of a delivery's stage file; a delivery in a sub-folder of the inbox keeps one flat name.
  public func path(_ folder: Folder, delivery: String) -> String { path(folder, Self.fileName(of: delivery)) }

  /// `14/2026.csv.gz` is kept in `14%2F2026.csv.gz.arrow`.
  public static func fileName(of delivery: String) -> String { DeliveryEntry.arrowFileName(delivery) }

  /// Fails unless an earlier stage has left its folder.
  public func require(_ folder: Folder, from stage: String) throws(WorkspaceError) {
    guard FileManager.default.fileExists(atPath: path(folder)) else {
      throw WorkspaceError(
        what: "\(path(folder)): not there", why: "the stage before this one, milepost-\(stage), has not run here",
        remedy: "run milepost-\(stage) with the same --workspace, or milepost run")
    }
  }
}

/// What went wrong in the file system, and what to do.
public struct WorkspaceError: Error, CustomStringConvertible, Sendable {
  /// The place and the fact; the cause; the remedy.
  public let what: String, why: String, remedy: String
  /// The file of the workspace that is missing or damaged, where that is the cause.
  public let damaged: String?
  /// Whether the system refused something, so that nothing is known of what the place holds.
  public private(set) var isRefusal = false

  /// An error with its three answers.
  public init(what: String, why: String, remedy: String, damaged: String? = nil) {
    self.damaged = damaged
    self.what = what
    self.why = why
    self.remedy = remedy
  }

  /// An error that the operating system reported.
  init(_ path: String, _ action: String, errno code: Int32, remedy: String) {
    self.init(what: "\(path): cannot \(action)", why: String(cString: strerror(code)), remedy: remedy)
    isRefusal = true
  }

  /// One line: what: why; remedy.
  public var description: String { "\(what): \(why); \(remedy)" }
}

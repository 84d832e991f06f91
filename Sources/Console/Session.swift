import Definition
import Foundation
import Logging
import Vocabulary
import Workspace

/// What a stage works with: the definition, the locked workspace, the log.
public struct Session {
  /// The options given.
  public let options: CommonOptions
  /// The checked definition.
  public let definition: Definition
  /// The workspace, held until the session goes.
  public let workspace: Workspace
  /// The day of the run.
  public var day: CalendarDate { options.date }
  /// The log on standard error.
  public let log: Logger
  /// Shows how far the work is; nil where nobody watches.
  public let progress: ProgressLine?
  private let lock: WorkspaceLock?

  /// Checks the definition, then takes the workspace's lock; a reader that writes nothing needs no lock.
  ///
  /// - Parameter lock: The lock, where it is taken already.
  public init(_ options: CommonOptions, label: String, locking: Bool = true, lock: WorkspaceLock? = nil) throws {
    self.options = options
    log = options.log(label)
    progress = ProgressLine(options, label: label)
    definition = try Definition.load(path: options.pipeline, jobs: options.jobs)
    workspace = Workspace(options.workspace)
    self.lock = try lock ?? (locking ? WorkspaceLock(workspace) : nil)
  }

  /// Notes that what was to be done is done; without it, the workspace tells of a run that did not end well.
  public func noteDone() { lock?.noteDone() }

  /// Fails unless the inbox is a folder.
  public func requireInbox() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: options.inbox, isDirectory: &isFolder), isFolder.boolValue else {
      throw Ending(
        .usage, "\(options.inbox): no such folder; give --inbox the folder that the offices deliver into")
    }
  }
}

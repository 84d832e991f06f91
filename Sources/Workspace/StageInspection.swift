import Arrow
import Foundation

/// Which files of the stages are not what the last run left, found without reading those that nobody touched.
///
/// The system notes of every file when it, or its place, was changed last (`st_ctime`), which programs cannot set. What was
/// changed after the last run ended is held against its checksum; what was not is what that run left, but for what a disk
/// loses by itself, which is noticed when the file is read.
public struct StageInspection: Sendable {
  /// A file whose time of change is that of the end of the last run.
  private static let mark = ".checked"
  /// For how many milliseconds the end of a run waits for the clock of files, which ticks every 1 to 10.
  private static let mostTicks = 20

  /// Whether neither a file nor a folder of the stages was touched since the last run ended.
  public let isUntouched: Bool
  /// Files that were.
  private let touched: [String]

  /// Looks at every stage file of a workspace.
  ///
  /// - Parameter all: Whether files count that nobody touched too.
  public init(_ workspace: Workspace, all: Bool = false) {
    let end = all ? nil : Self.change(workspace.root + "/" + Self.mark)
    var files: [String] = []
    var isUntouched = end != nil
    for path in Self.paths(workspace) {
      guard let change = Self.change(path.path) else { continue }
      if let end, change < end { continue }
      isUntouched = false
      if !path.isFolder { files.append(path.path) }
    }
    touched = files
    self.isUntouched = isUntouched
  }

  /// The touched files that are damaged.
  public func damaged(jobs: Int) throws -> [String] {
    let intact = try concurrently(touched.count, jobs: jobs) { try Self.isIntact(touched[$0]) }
    return zip(touched, intact).filter { !$1 }.map(\.0)
  }

  /// Notes that a run ended well, so that what was written before needs no second look.
  public static func noteEnd(of workspace: Workspace) {
    let path = workspace.root + "/" + mark
    let newest = paths(workspace).compactMap { change($0.path) }.max() ?? 0
    for _ in 0..<mostTicks {
      // Without the mark, every file is looked at the next time.
      unlink(path)
      guard FileManager.default.createFile(atPath: path, contents: nil), let end = change(path) else { return }
      if end > newest { return }
      // The system's clock for files stands still for some milliseconds: a mark of the same time would tell nothing.
      usleep(1000)
    }
  }

  /// Whether files of a workspace are as they were when the last run ended, or before.
  public static func areUntouched(_ paths: [String], in workspace: Workspace) -> Bool {
    guard let end = change(workspace.root + "/" + mark) else { return false }
    return paths.allSatisfy { path in change(path).map { $0 < end } ?? false }
  }

  /// Whether a file carries the checksum of its bytes.
  ///
  /// - Throws: What the system says where it does not give them.
  public static func isIntact(_ path: String) throws -> Bool {
    if path.hasSuffix(".json") { return try JSONFile.isIntact(path) }
    do {
      _ = try ArrowFile(path: path)
      return true
    } catch {
      guard error.cause == .damage else { throw error }
      return false
    }
  }

  /// The folders and files of the stages, but not of the runs, which nothing can make again.
  private static func paths(_ workspace: Workspace) -> [(path: String, isFolder: Bool)] {
    Workspace.Folder.allCases.filter { $0 != .runs }.flatMap { folder -> [(path: String, isFolder: Bool)] in
      let root = workspace.path(folder)
      let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
      return [(root, true)]
        + names.sorted().map { (root + "/" + $0, !$0.hasSuffix(".arrow") && !$0.hasSuffix(".json")) }
    }
  }

  /// When a file was changed last, in nanoseconds; nil where it is not there.
  private static func change(_ path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
  }
}

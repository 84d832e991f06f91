import Foundation
import Vocabulary
import Workspace

/// The runs that a workspace keeps, the oldest first: by the day they speak of, then by when they published, then by name.
public struct RunList: Sendable {
  /// One run.
  public struct Entry: Sendable, Equatable {
    /// Its name, and the day it speaks of.
    public let id: String, day: CalendarDate
    /// When it published.
    public let published: Date

    /// A run.
    public init(id: String, day: CalendarDate, published: Date) {
      self.id = id
      self.day = day
      self.published = published
    }
  }

  /// In order.
  public let entries: [Entry]

  /// The runs of a workspace; none where there was none.
  ///
  /// - Throws: `WorkspaceError` where the system refuses to list them.
  public init(_ workspace: Workspace) throws {
    self.init(
      try FileContent.names(in: workspace.path(.runs)).compactMap { name in
        guard name.count > 11, let day = CalendarDate(String(name.prefix(10))) else { return nil }
        let folder = workspace.path(.runs, name)
        let published = Self.written(folder + "/" + PublicationRecord.fileName) ?? Self.written(folder)
        return Entry(id: name, day: day, published: published ?? .distantPast)
      })
  }

  init(_ entries: [Entry]) {
    self.entries = entries.sorted { ($0.day, $0.published, $0.id) < ($1.day, $1.published, $1.id) }
  }

  /// The newest run of a day before another: a run done again the same night is compared with the same one, so that it
  /// leaves the same bytes.
  public func newest(before day: CalendarDate) -> Entry? { entries.last { $0.day < day } }

  /// The run of a name.
  public func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  /// When a file was written last; nil where there is none.
  public static func written(_ path: String) -> Date? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
  }
}

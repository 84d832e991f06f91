import Arrow
import History
import Vocabulary
import Workspace

/// What is known of the run before.
enum ReportChanges {
  /// There was none.
  case first
  /// It cannot be compared with this one.
  case unknown(CalendarDate)
  /// The run, and the names of the rows that it withheld.
  case since(KeptRun, withheld: Set<String>)

  init(_ content: PublishedContent, _ workspace: Workspace) throws {
    guard let entry = try RunList(workspace).newest(before: content.run.asOf) else {
      self = .first
      return
    }
    guard let run = try Self.kept(entry, content, workspace),
      let withheld = run.withheld
    else {
      self = .unknown(entry.day)
      return
    }
    self = .since(run, withheld: withheld)
  }

  /// The run before; nil where it is of another definition, or damaged, or was only half kept: none of these is a reason not
  /// to publish this one. What the system would not give this time it may give the next, so that the report must not speak
  /// as if the run could not be compared.
  private static func kept(
    _ entry: RunList.Entry, _ content: PublishedContent, _ workspace: Workspace
  ) throws -> KeptRun? {
    do {
      return try KeptRun(entry, content.definition, in: workspace, withCauses: false)
    } catch let error as ArrowError {
      if case .system = error.cause { throw error }
      return nil
    } catch let error as WorkspaceError where error.isRefusal {
      throw error
    } catch {
      return nil
    }
  }
}

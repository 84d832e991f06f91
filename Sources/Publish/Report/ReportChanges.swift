import Arrow
import History
import Vocabulary
import Workspace

/// What is known of the run before.
enum ReportChanges {
  /// There was none.
  case first
  /// Its figures cannot be compared with those of this one; what it was made of may still be.
  case unknown(CalendarDate, SourceChanges)
  /// The run, the names of the rows that it withheld, and what it was made of.
  case since(KeptRun, withheld: Set<String>, SourceChanges)

  init(_ content: PublishedContent, _ workspace: Workspace) throws {
    guard let entry = try RunList(workspace).newest(before: content.run.asOf) else {
      self = .first
      return
    }
    let deliveries = content.run.deliveries.map { KeptRun.DeliveredFile(name: $0.name, sha256: $0.sha256) }
    let sources = SourceChanges(
      from: try RunSources(run: entry.id, in: workspace), to: RunSources(deliveries: deliveries, content.definition))
    guard let run = try Self.kept(entry, content, workspace),
      let withheld = run.withheld
    else {
      self = .unknown(entry.day, sources)
      return
    }
    self = .since(run, withheld: withheld, sources)
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

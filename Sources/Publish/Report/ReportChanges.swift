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

  init(_ content: PublishedContent, _ workspace: Workspace) {
    guard let entry = RunList(workspace).newest(before: content.run.asOf) else {
      self = .first
      return
    }
    // A run of another definition, or one that was only half kept, is no reason not to publish this one.
    guard let run = try? KeptRun(entry, content.definition, in: workspace, withCauses: false),
      let withheld = run.withheld
    else {
      self = .unknown(entry.day)
      return
    }
    self = .since(run, withheld: withheld)
  }
}

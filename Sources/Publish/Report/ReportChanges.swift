import Vocabulary
import Workspace

/// What is known of the run before.
enum ReportChanges {
  /// There was none.
  case first
  /// It cannot be compared with this one.
  case unknown(CalendarDate)
  case since(EarlierRun)

  init(_ content: PublishedContent, _ workspace: Workspace) {
    guard let (id, day) = EarlierRun.id(before: content.run.asOf, in: workspace) else {
      self = .first
      return
    }
    // A run of another definition, or one that was only half kept, is no reason not to publish this one.
    self = (try? EarlierRun(id, day, content.definition, in: workspace)).map(Self.since) ?? .unknown(day)
  }
}

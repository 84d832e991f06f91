import Synchronization

/// Told how many parts of some work are done, and of how many; from any thread.
public typealias ProgressReport = @Sendable (_ done: Int, _ total: Int) -> Void

/// Counts the parts that are done.
public final class ProgressCount: Sendable {
  private let done = Atomic<Int>(0)
  private let total: Int
  private let report: ProgressReport?

  /// Starts at none of so many.
  public init(_ total: Int, _ report: ProgressReport?) {
    self.total = total
    self.report = report
    report?(0, total)
  }

  /// Another part is done.
  public func finishOne() {
    guard let report else { return }
    report(done.wrappingAdd(1, ordering: .relaxed).newValue, total)
  }
}

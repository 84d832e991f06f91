import Console
import Explain

/// Runs a question; one that has no answer is a matter of usage.
func answering(_ question: () throws -> Void) throws {
  do {
    try question()
  } catch let unanswerable as Unanswerable {
    throw Ending(.usage, unanswerable.description)
  }
}

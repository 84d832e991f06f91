import Answers
import ArgumentParser
import Foundation

extension AnswerFormat: ExpressibleByArgument {}

/// In which form a question is answered.
public struct AnswerOptions: ParsableArguments {
  /// The form.
  @Option(help: "The answer for a person, or for programs: all of it as JSON, its principal table as CSV.")
  public var format = AnswerFormat.text

  /// The default.
  public init() {}

  /// Writes an answer to standard output.
  public func write(_ answer: Answer) throws {
    let terminal = Terminal(descriptor: STDOUT_FILENO, environment: ProcessInfo.processInfo.environment)
    var bytes = Array(answer.written(format, terminal).utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EPIPE {
        // Whoever reads has seen enough.
        return
      } else if errno != EINTR {
        throw Ending(.failed, "standard output cannot be written: \(String(cString: strerror(errno)))")
      }
    }
  }
}

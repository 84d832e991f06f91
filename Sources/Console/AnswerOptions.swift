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
    try FileHandle.standardOutput.write(contentsOf: Data(answer.written(format, terminal).utf8))
  }
}

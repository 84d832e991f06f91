import ArgumentParser
import Definition
import Foundation
import Logging
import Workspace

/// How a program ends (DESIGN, Exit codes).
public enum Conclusion: Int32, Sendable {
  case done = 0
  case failed = 1
  case usage = 2
  case tooManyRejects = 3
  case unmet = 4
  case workspaceHeld = 75
}

/// An ending other than `done`, with what the operator must know.
public struct Ending: Error, CustomStringConvertible, Sendable {
  /// The exit code.
  public let conclusion: Conclusion
  /// One line: what, why, what to do; empty where that is said already.
  public let description: String

  /// An ending of which all is said already.
  public init(said conclusion: Conclusion) { self.init(conclusion, "") }

  /// An ending.
  public init(_ conclusion: Conclusion, _ description: String) {
    self.conclusion = conclusion
    self.description = description
  }
}

/// A program: a command that ends by the designed exit codes, with one message on standard error.
public protocol Program: ParsableCommand {
  /// Name in messages.
  static var label: String { get }
}

extension Program {
  /// Parses the arguments, runs, and ends the process.
  public static func runAndExit() -> Never {
    // A closed pipe downstream ends writing to standard output with an error, not the process with a signal.
    signal(SIGPIPE, SIG_IGN)
    Interruption.await(label: label, first: ProgressLine.abandon)
    do {
      var command = try parseAsRoot()
      try command.run()
      Interruption.waitIfEnding()
      Foundation.exit(Conclusion.done.rawValue)
    } catch {
      conclude(error)
    }
  }

  private static func conclude(_ error: any Error) -> Never {
    // What fails because its draft was taken away has nothing to say.
    Interruption.waitIfEnding()
    let conclusion: Conclusion
    switch error {
    case let ending as Ending:
      conclusion = ending.conclusion
      if !ending.description.isEmpty { report(ending.description) }
    case is WorkspaceLock.Held:
      conclusion = .workspaceHeld
      report("\(error)")
    case let errors as DefinitionErrors:
      conclusion = .usage
      for problem in errors.problems { report("\(problem)", isPlain: true) }
      let count = errors.problems.count
      report("the pipeline definition is invalid: \(count) problem\(count == 1 ? "" : "s"); nothing was done")
    default:
      if exitCode(for: error) == .success {
        print(fullMessage(for: error))
        Foundation.exit(Conclusion.done.rawValue)
      }
      if exitCode(for: error) == .validationFailure {
        FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
        Foundation.exit(Conclusion.usage.rawValue)
      }
      conclusion = .failed
      report(SystemMessage.text(error))
    }
    Foundation.exit(conclusion.rawValue)
  }

  /// The last message follows the log format where it was asked for, whatever part of the arguments could be read.
  private static func report(_ message: String, isPlain: Bool = false) {
    let arguments = CommandLine.arguments
    let isJSON =
      arguments.contains("--log-format=json")
      || zip(arguments, arguments.dropFirst()).contains { $0 == "--log-format" && $1 == "json" }
    if isPlain, !isJSON {
      return ProgressLine.interrupt { FileHandle.standardError.write(Data("\(message)\n".utf8)) }
    }
    let log = Logger(label: label) { StandardErrorHandler(label: $0, format: isJSON ? .json : .text, quiet: true) }
    log.error("\(message)")
  }
}

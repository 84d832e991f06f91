import ArgumentParser
import CLinux
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

extension Conclusion {
  /// A stable word for it: member `outcome` of `run_finished`.
  var word: String {
    switch self {
    case .done: "done"
    case .failed: "failed"
    case .usage: "usage"
    case .tooManyRejects: "too_many_rejects"
    case .unmet: "unmet"
    case .workspaceHeld: "workspace_held"
    }
  }

  /// What the message of such an ending is about.
  var event: Event {
    switch self {
    case .done, .failed: .runFailed
    case .usage: .usageInvalid
    case .tooManyRejects: .rejectBudgetExceeded
    case .unmet: .targetsUnmet
    case .workspaceHeld: .workspaceHeld
    }
  }
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
    // Stages fill and free the same large columns for every delivery and area.
    milepost_keep_freed()
    RunReport.begin(label)
    Interruption.await { interrupted(by: $0, $1) }
    do {
      var command = try parseAsRoot()
      try command.run()
      Interruption.waitIfEnding()
      end(.done)
    } catch {
      conclude(error)
    }
  }

  private static func end(_ conclusion: Conclusion) -> Never {
    RunReport.finish(conclusion.rawValue, conclusion.word)
    Foundation.exit(conclusion.rawValue)
  }

  private static func interrupted(by name: String, _ signal: Int32) {
    ProgressLine.abandon()
    report(
      .runInterrupted, "ended by \(name): what stood before stands, and the next run goes on from it",
      ["signal": .text(name)], level: .warning)
    RunReport.finish(128 + signal, "interrupted")
  }

  private static func conclude(_ error: any Error) -> Never {
    // What fails because its draft was taken away has nothing to say.
    Interruption.waitIfEnding()
    let conclusion: Conclusion
    switch error {
    case let ending as Ending:
      conclusion = ending.conclusion
      if !ending.description.isEmpty { report(conclusion.event, ending.description) }
    case is WorkspaceLock.Held:
      conclusion = .workspaceHeld
      report(conclusion.event, "\(error)")
    case let errors as DefinitionErrors:
      conclusion = .usage
      for problem in errors.problems { report(.definitionProblem, "\(problem)", isPlain: true) }
      let count = errors.problems.count
      report(
        .definitionInvalid,
        "the pipeline definition is invalid: \(count) problem\(count == 1 ? "" : "s"); nothing was done; "
          + "mend the file, or take back the edit, and try it with milepost check",
        ["problems": .count(count)])
    default:
      if exitCode(for: error) == .success {
        print(fullMessage(for: error))
        Foundation.exit(Conclusion.done.rawValue)
      }
      if exitCode(for: error) == .validationFailure {
        report(.usageInvalid, fullMessage(for: error), isPlain: true)
        end(.usage)
      }
      conclusion = .failed
      report(.runFailed, SystemMessage.text(error))
    }
    end(conclusion)
  }

  /// The last message follows the log format where it was asked for, whatever part of the arguments could be read.
  private static func report(
    _ event: Event, _ message: String, _ members: [String: EventMember] = [:], level: Logger.Level = .error,
    isPlain: Bool = false
  ) {
    let isJSON = RunReport.isJSON
    if isPlain, !isJSON {
      return ProgressLine.interrupt { FileHandle.standardError.write(Data("\(message)\n".utf8)) }
    }
    let log = Logger(label: label) { StandardErrorHandler(label: $0, format: isJSON ? .json : .text, quiet: true) }
    log.note(event, level, message, members)
  }
}

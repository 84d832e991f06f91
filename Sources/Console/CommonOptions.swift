import ArgumentParser
import Foundation
import Vocabulary
import Workspace

/// The options that every stage accepts, so that a scheduler can give all of them the same line.
public struct CommonOptions: ParsableArguments {
  /// When a run ends with an error although every stage did its work.
  public enum FailOn: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// A target's headline of the nation is unmet in the year judged: exit code 4.
    case unmet
    /// A source has more rejects than its error budget: exit code 3, and nothing is published.
    case rejected
    case never
  }

  /// How messages on standard error look.
  public enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json
  }

  /// Path of the definition.
  @Option(help: ArgumentHelp("The pipeline definition.", valueName: "file"))
  public var pipeline = DefaultPipeline.path

  /// Path of the inbox.
  @Option(help: ArgumentHelp("The folder of deliveries; only read.", valueName: "folder"))
  public var inbox = "inbox"

  /// Path of the workspace.
  @Option(help: ArgumentHelp("The folder for what stages leave each other.", valueName: "folder"))
  public var workspace = "workspace"

  /// Path of the published folder.
  @Option(help: ArgumentHelp("The published folder; replaced as a whole.", valueName: "folder"))
  public var out = "published"

  /// Threads at most.
  @Option(help: ArgumentHelp("Deliveries or years worked on at a time.", valueName: "number"))
  public var jobs = ProcessInfo.processInfo.activeProcessorCount

  /// The day given, if any.
  @Option(help: ArgumentHelp("The day of the run, YYYY-MM-DD (default: today).", valueName: "date"))
  public var asOf: String?

  /// What makes a run end with an error.
  @Option(help: ArgumentHelp("End with an error where a target is unmet (4), too much is rejected (3), or never."))
  public var failOn = FailOn.rejected

  /// Form of the messages.
  @Option(help: ArgumentHelp("Messages as lines of text or of JSON."))
  public var logFormat = LogFormat.text

  /// Whether only warnings and errors are printed.
  @ArgumentParser.Flag(name: .shortAndLong, help: "Print warnings and errors only.")
  public var quiet = false

  /// The defaults.
  public init() {}

  /// Fails where an option is impossible (exit code 2).
  public mutating func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs \(jobs): give a number from 1 to 1024") }
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError("--as-of \(asOf): not a day; write YYYY-MM-DD, for example 2026-11-30")
    }
    for (name, path) in [("--workspace", workspace), ("--out", out), ("--inbox", inbox), ("--pipeline", pipeline)]
    where path.isEmpty { throw ValidationError("\(name): give a path") }
    try validateSeparation()
  }

  /// A stage folder replaced as a whole must not hold another folder of the run.
  private func validateSeparation() throws {
    let places = [("--inbox", inbox), ("--workspace", workspace), ("--out", out)]
      .map { ($0, URL(fileURLWithPath: $1).standardizedFileURL.resolvingSymlinksInPath().path + "/") }
    for (name, path) in places {
      for (other, otherPath) in places where name != other && path.hasPrefix(otherPath) {
        throw ValidationError("\(name) lies in \(other) (\(otherPath)): give each its own folder")
      }
    }
  }

  /// The day of the run.
  public var day: String { asOf ?? Self.today() }

  /// The same as a day of the calendar.
  public var date: CalendarDate { CalendarDate(day)! }

  private static func today() -> String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      .description
  }
}

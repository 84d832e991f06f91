import Foundation
import Logging
import Synchronization

/// How a run went, for its last line, `run_finished`: one for every run that began, however it ended, so that monitoring needs
/// that line alone.
public enum RunReport {
  private struct State {
    var label = "", started = Date()
    var members: [String: EventMember] = [:]
    var isOpen = false
  }

  private static let state = Mutex(State())

  /// Whether messages are to be JSON, and few: asked of the arguments as they are, since they may be wrong.
  static var isJSON: Bool { isGiven("--log-format", "json") }
  private static var isQuiet: Bool { CommandLine.arguments.contains { $0 == "--quiet" || $0 == "-q" } }

  private static func isGiven(_ option: String, _ value: String) -> Bool {
    let arguments = CommandLine.arguments
    return arguments.contains("\(option)=\(value)")
      || zip(arguments, arguments.dropFirst()).contains { $0 == option && $1 == value }
  }

  /// Begins a report where the process is one that runs stages, rather than one that answers a question.
  static func begin(_ label: String) {
    let isRun = label != "milepost" || CommandLine.arguments.dropFirst().first == "run"
    state.withLock { $0 = State(label: label, members: ["published": .text("nothing")], isOpen: isRun) }
  }

  /// Notes something that the last line tells.
  public static func note(_ members: [String: EventMember]) {
    state.withLock { state in state.members.merge(members) { $1 } }
  }

  /// Writes the last line, once.
  ///
  /// - Parameters:
  ///   - code: The exit code; that of a shell where a signal ends the process.
  ///   - outcome: A stable word for it.
  static func finish(_ code: Int32, _ outcome: String) {
    let report = state.withLock { state -> State? in
      defer { state.isOpen = false }
      return state.isOpen ? state : nil
    }
    guard let report else { return }
    // Results come before the last line where both go into one file.
    fflush(nil)
    let seconds = Date().timeIntervalSince(report.started)
    var members = report.members
    members["exit_code"] = .count(Int(code))
    members["outcome"] = .text(outcome)
    members["seconds"] = .seconds(seconds)
    let log = Logger(label: report.label) {
      StandardErrorHandler(label: $0, format: isJSON ? .json : .text, quiet: isQuiet && !isJSON)
    }
    log.note(.runFinished, text(report, code, outcome, seconds), members)
  }

  private static func text(_ report: State, _ code: Int32, _ outcome: String, _ seconds: Double) -> String {
    func count(_ name: String, _ title: String) -> String? {
      if case .count(let count) = report.members[name] { "\(count) \(title)" } else { nil }
    }
    let published = if case .text(let what) = report.members["published"] { what } else { "nothing" }
    let counts = [
      count("deliveries", "deliveries"), count("observations", "observations"), count("rejected", "rejected"),
      count("rows", "rows"), count("flags", "flags"),
    ].compactMap { $0 }
    let took = String(format: "%.1f s", seconds)
    return (["finished (\(outcome), exit code \(code)) after \(took)", "published: \(published)"] + counts)
      .joined(separator: ", ")
  }
}

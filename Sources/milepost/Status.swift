import Answers
import ArgumentParser
import Console
import Explain
import Foundation
import Stages

/// `milepost status`: whether the nightly run does its work, and what the workspace holds.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show whether the nightly run does its work, and what the workspace holds.",
    discussion: "Ends with 0 where all is well, and with 1 and a line for each reason where it is not: for monitoring.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var form: AnswerOptions

  @Option(help: ArgumentHelp("Hours after which the last run is too old.", valueName: "hours"))
  var maxAge = 26.0

  @ArgumentParser.Flag(help: "Take warnings for reasons too: unreadable or missing deliveries.")
  var strict = false

  func validate() throws {
    guard maxAge > 0, maxAge.isFinite else { throw ValidationError("--max-age \(maxAge): give hours above 0") }
  }

  func run() throws {
    let health = WorkspaceHealth(
      WorkspaceHealth.Question(
        pipeline: options.pipeline, workspace: options.workspace, out: options.out, maximumAge: maxAge,
        isStrict: strict, day: options.date, now: Date(), jobs: options.jobs))
    try form.write(health.answer(targets(health)))
    let log = options.log(Milepost.label)
    for reason in health.reasons {
      log.note(
        .healthReason, .error, "\(reason.name): \(reason.detail); \(reason.remedy)", ["check": .text(reason.name)])
    }
    if !health.isHealthy { throw Ending(said: .failed) }
  }

  /// Where the targets stand, as far as that is known now.
  private func targets(_ health: WorkspaceHealth) -> AnswerTable? {
    guard health.isAssessed,
      let rows = try? Session(options, label: Milepost.label, locking: false).publishedRows(),
      let definition = health.definition
    else { return nil }
    return try? TargetList(
      rows, target: nil, area: nil, group: nil, period: nil, by: nil, on: options.date, definition
    ).table
  }
}

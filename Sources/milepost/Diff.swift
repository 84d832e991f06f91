import ArgumentParser
import Console
import Explain
import Stages

/// `milepost diff`: what changed between two nights, and because of what.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what changed between two runs that the workspace keeps, and because of what.",
    discussion: "Without names, the last two. The figures are the workspace's, before any is suppressed.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var form: AnswerOptions

  @Argument(help: "The earlier run, for example 2026-11-29-1f0c52ab90de.")
  var earlier: String?

  @Argument(help: "The later run (default: the last).")
  var later: String?

  func run() throws {
    try answering {
      let session = try Session(options, label: Milepost.label, locking: false)
      let difference = try RunDifference(
        from: earlier, to: later, session.definition, in: session.workspace)
      try form.write(difference.answer)
    }
  }
}

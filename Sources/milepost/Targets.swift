import Answers
import ArgumentParser
import Console
import Explain
import Stages

extension TargetList.Ranking: ExpressibleByArgument {}

/// `milepost targets`: where the targets stand.
struct Targets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show where the targets stand: for the nation, a province, an ethnic group; or ranked.",
    discussion: "The figures are those that are published: small and confidential ones are suppressed.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var form: AnswerOptions

  @Argument(help: "A target or monitor, for example T02 (default: all).")
  var target: String?

  @Option(help: "VN, or the 2-digit code of a province (default: VN).")
  var area: String?

  @Option(help: "An ethnic group, EM or _T (default: each target's headline group).")
  var group: String?

  @Option(help: ArgumentHelp("The year (default: the one that is judged).", valueName: "year"))
  var period: String?

  @Option(help: "List the target's provinces or ethnic groups, furthest from the threshold first.")
  var by: TargetList.Ranking?

  func run() throws {
    try answering {
      let session = try Session(options, label: Milepost.label, locking: false)
      try session.requireAssessed()
      let list = try TargetList(
        session.publishedRows(), target: target, area: area, group: group, period: period, by: by, on: session.day,
        session.definition)
      try form.write(list.answer)
    }
  }
}

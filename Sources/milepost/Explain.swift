import Answers
import ArgumentParser
import Console
import Explain
import Stages

/// `milepost explain`: where a figure comes from, why a flag is raised or a record rejected, what a delivery goes into.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show where a figure comes from, why a flag is raised or a record rejected, what a delivery goes into.",
    usage: """
      milepost explain <target> [--area <area>] [--group <group>] --period <year> [<options>]
      milepost explain --flag <flag> [<options>]
      milepost explain --reject <delivery:record> [<options>]
      milepost explain --record <delivery:record> [<options>]
      milepost explain --delivery <delivery> [<options>]
      """,
    discussion: "The figures are the workspace's, before any is suppressed: they may be confidential.")

  @OptionGroup var options: CommonOptions
  @OptionGroup var form: AnswerOptions

  @Argument(help: "A target or monitor, for example T02.")
  var target: String?

  @Option(help: "VN, or the 2-digit code of a province (default: VN).")
  var area: String?

  @Option(help: "An ethnic group, EM or _T (default: the target's headline group).")
  var group: String?

  @Option(help: ArgumentHelp("The year.", valueName: "year"))
  var period: String?

  @Option(help: "A flag by its name in flags.csv.")
  var flag: String?

  @Option(
    help: ArgumentHelp("A rejected record as in rejects.csv; or all of a delivery.", valueName: "delivery:record"))
  var reject: String?

  @Option(help: ArgumentHelp("Any record of a delivery, and what became of it.", valueName: "delivery:record"))
  var record: String?

  @Option(help: "A delivery by its name in the inbox.")
  var delivery: String?

  func validate() throws {
    let subjects = [target, flag, reject, record, delivery].compactMap { $0 }
    guard subjects.count == 1 else {
      throw ValidationError("give one of: a target with --period, --flag, --reject, --record, --delivery")
    }
    if target != nil, period == nil { throw ValidationError("Missing expected argument '--period <year>'") }
    if target == nil, area != nil || group != nil || period != nil {
      throw ValidationError("--area, --group and --period choose a figure of a target")
    }
  }

  func run() throws {
    try answering {
      let session = try Session(options, label: Milepost.label, locking: false)
      try form.write(try answer(session))
    }
  }

  private func answer(_ session: Session) throws -> Answer {
    let (definition, workspace) = (session.definition, session.workspace)
    if let delivery {
      try session.requireAggregated()
      return try DeliveryExplanation(delivery, definition, in: workspace).answer
    }
    if let reject {
      // Asked for most where too many rejects ended the run before anything was assessed.
      let published = (try? session.requireAssessed()) == nil ? nil : try session.publishedRows()
      return try RecordExplanation(reject, isReject: true, published: published, definition, in: workspace).answer
    }
    try session.requireAssessed()
    let published = try session.publishedRows()
    if let flag { return try FlagExplanation(flag, published: published, definition, in: workspace).answer }
    if let record {
      return try RecordExplanation(record, isReject: false, published: published, definition, in: workspace).answer
    }
    guard let target, let period else { preconditionFailure("validated") }
    return try Explanation(
      target: target, area: area ?? "VN", group: group, period: period, published: published, definition, in: workspace
    ).answer
  }
}

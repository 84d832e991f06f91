import ArgumentParser
import Console
import Stages
import Workspace

/// `milepost run`: the stages in a row.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the stages in a row, and print where the targets stand.")

  @OptionGroup var options: CommonOptions

  @Option(help: "The first stage to run.")
  var from = Stage.ingest

  @Option(help: "The last stage to run.")
  var until = Stage.publish

  func validate() throws {
    if until < from { throw ValidationError("--until \(until.rawValue) comes before --from \(from.rawValue)") }
  }

  func run() throws {
    let session = try Session(options, label: Milepost.label)
    var published: [ComplianceRow]?
    for stage in Stage.allCases where stage >= from && stage <= until { published = try session.run(stage) }
    if until >= .assess {
      if until == .publish && !options.quiet { print(try session.summary(published)) }
      try session.requireTargetsMet(published)
    }
  }
}

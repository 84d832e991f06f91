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
    var repair = StageRepair(options, label: Milepost.label)
    while true {
      do {
        return try attempt()
      } catch {
        // Only a run from the first stage can make everything again.
        guard from == .ingest, try repair.removesDamage(behind: error) else { throw error }
      }
    }
  }

  private func attempt() throws {
    let night = from == .ingest ? try QuietNight(options, until: until, label: Milepost.label) : nil
    if let night, night.isQuiet {
      night.lock?.noteDone()
      guard let published = night.published else { return }
      if !options.quiet { print(published.summary) }
      return try published.requireTargetsMet(options)
    }
    let session = try Session(options, label: Milepost.label, lock: night?.lock)
    var published: PublishedOutcome?
    for stage in Stage.allCases where stage >= from && stage <= until {
      published = try session.run(stage, after: night)
    }
    StageInspection.noteEnd(of: session.workspace)
    session.noteDone()
    if let published, !options.quiet { print(published.summary) }
    if until >= .assess { try session.requireTargetsMet(published) }
  }
}

import ArgumentParser
import Console
import Stages

/// `milepost status`: what the workspace holds.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what the workspace holds: deliveries, rejects, stages done, runs, where the targets stand.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let session = try Session(options, label: Milepost.label, locking: false)
    print(try session.status())
  }
}

import ArgumentParser
import Console
import Stages

/// Stage `publish` on its own.
struct PublishProgram: Program {
  static let label = "milepost-publish"
  static let configuration = CommandConfiguration(
    commandName: label, abstract: "Write the published folder: tables, database, data package, report.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let session = try Session(options, label: Self.label)
    try session.requireTargetsMet(try session.run(.publish))
  }
}

PublishProgram.runAndExit()

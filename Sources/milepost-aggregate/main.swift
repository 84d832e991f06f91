import ArgumentParser
import Console
import Stages

/// Stage `aggregate` on its own.
struct AggregateProgram: Program {
  static let label = "milepost-aggregate"
  static let configuration = CommandConfiguration(
    commandName: label, abstract: "Sum observations by area, ethnic group, sex and year, with coverage.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.aggregate)
  }
}

AggregateProgram.runAndExit()

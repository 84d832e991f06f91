import ArgumentParser
import Console
import Stages

/// Stage `normalize` on its own.
struct NormalizeProgram: Program {
  static let label = "milepost-normalize"
  static let configuration = CommandConfiguration(
    commandName: label, abstract: "Turn records into canonical observations, and rejects with reasons.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.normalize)
  }
}

NormalizeProgram.runAndExit()

import ArgumentParser
import Console
import Stages

/// Stage `assess` on its own.
struct AssessProgram: Program {
  static let label = "milepost-assess"
  static let configuration = CommandConfiguration(
    commandName: label, abstract: "Judge every target for every area, group and year.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.assess)
    try session.requireTargetsMet()
  }
}

AssessProgram.runAndExit()

import ArgumentParser
import Console
import Stages

/// Stage `ingest` on its own.
struct IngestProgram: Program {
  static let label = "milepost-ingest"
  static let configuration = CommandConfiguration(
    commandName: label, abstract: "Read every delivery of the inbox into records, each with its place in the file.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.ingest)
  }
}

IngestProgram.runAndExit()

import ArgumentParser
import Console
import Vocabulary

/// Stage `ingest` on its own.
public struct IngestProgram: Program {
  /// Its name.
  public static let label = "milepost-ingest"
  /// What its help says.
  public static let configuration = CommandConfiguration(
    commandName: label, abstract: "Read every delivery of the inbox into records, each with its place in the file.",
    version: ProgramVersion.release)

  @OptionGroup var options: CommonOptions

  /// As the command line says.
  public init() {}

  /// Runs the stage.
  public func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.ingest)
    session.noteDone()
  }
}

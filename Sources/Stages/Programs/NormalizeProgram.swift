import ArgumentParser
import Console
import Vocabulary

/// Stage `normalize` on its own.
public struct NormalizeProgram: Program {
  /// Its name.
  public static let label = "milepost-normalize"
  /// What its help says.
  public static let configuration = CommandConfiguration(
    commandName: label, abstract: "Turn records into canonical observations, and rejects with reasons.",
    version: ProgramVersion.release)

  @OptionGroup var options: CommonOptions

  /// As the command line says.
  public init() {}

  /// Runs the stage.
  public func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.normalize)
    session.noteDone()
  }
}

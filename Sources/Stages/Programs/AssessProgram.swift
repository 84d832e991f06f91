import ArgumentParser
import Console
import Vocabulary

/// Stage `assess` on its own.
public struct AssessProgram: Program {
  /// Its name.
  public static let label = "milepost-assess"
  /// What its help says.
  public static let configuration = CommandConfiguration(
    commandName: label, abstract: "Judge every target for every area, group and year.",
    version: ProgramVersion.release)

  @OptionGroup var options: CommonOptions

  /// As the command line says.
  public init() {}

  /// Runs the stage.
  public func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.assess)
    session.noteDone()
    try session.requireTargetsMet()
  }
}

import ArgumentParser
import Console
import Vocabulary

/// Stage `aggregate` on its own.
public struct AggregateProgram: Program {
  /// Its name.
  public static let label = "milepost-aggregate"
  /// What its help says.
  public static let configuration = CommandConfiguration(
    commandName: label, abstract: "Sum observations by area, ethnic group, sex and year, with coverage.",
    version: ProgramVersion.release)

  @OptionGroup var options: CommonOptions

  /// As the command line says.
  public init() {}

  /// Runs the stage.
  public func run() throws {
    let session = try Session(options, label: Self.label)
    try session.run(.aggregate)
    session.noteDone()
  }
}

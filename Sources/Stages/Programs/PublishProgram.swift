import ArgumentParser
import Console
import Vocabulary

/// Stage `publish` on its own.
public struct PublishProgram: Program {
  /// Its name.
  public static let label = "milepost-publish"
  /// What its help says.
  public static let configuration = CommandConfiguration(
    commandName: label, abstract: "Write the published folder: tables, database, data package, report.",
    version: ProgramVersion.release)

  @OptionGroup var options: CommonOptions

  /// As the command line says.
  public init() {}

  /// Runs the stage.
  public func run() throws {
    let session = try Session(options, label: Self.label)
    let published = try session.run(.publish)
    try session.noteEnd()
    session.noteDone()
    try session.requireTargetsMet(published)
  }
}

import ArgumentParser
import Console
import Definition
import Foundation

/// `milepost check`: everything that is wrong with a definition, without a run.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a pipeline definition and its tables without running anything.")

  @Option(help: ArgumentHelp("The pipeline definition.", valueName: "file"))
  var pipeline = DefaultPipeline.path

  func run() throws {
    let check = DefinitionCheck(path: pipeline)
    guard check.definition != nil else { throw DefinitionErrors(problems: check.problems) }
    print(check.summary)
  }
}

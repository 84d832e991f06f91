import ArgumentParser
import Console
import Stages
import Vocabulary

/// The umbrella: the whole pipeline, and questions about it.
struct Milepost: Program {
  static let label = "milepost"
  static let configuration = CommandConfiguration(
    commandName: label, abstract: "Whether the programme for ethnic minority and mountainous areas keeps its word.",
    version: ProgramVersion.release,
    subcommands: [
      Run.self, Check.self, Status.self, Targets.self, ExplainCommand.self, Diff.self, Fixtures.self,
    ])
}

// An installation links the stages' executables to this one.
let program = StagePrograms.program(startedAs: CommandLine.arguments[0]) ?? Milepost.self
program.runAndExit()

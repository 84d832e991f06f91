import ArgumentParser
import Console

/// The umbrella: the whole pipeline, and questions about it.
struct Milepost: Program {
  static let label = "milepost"
  static let configuration = CommandConfiguration(
    commandName: label, abstract: "Whether the programme for ethnic minority and mountainous areas keeps its word.",
    subcommands: [
      Run.self, Check.self, Status.self, Targets.self, ExplainCommand.self, Diff.self, Fixtures.self,
    ])
}

Milepost.runAndExit()

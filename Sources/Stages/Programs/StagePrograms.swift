import Console

/// The stages' executables, each a library's work under a name.
public enum StagePrograms {
  /// In the order of the stages.
  public static let all: [any Program.Type] = [
    IngestProgram.self, NormalizeProgram.self, AggregateProgram.self, AssessProgram.self, PublishProgram.self,
  ]

  /// The executable that a process was started as; nil where it has no stage's name.
  ///
  /// An installation holds one executable, with the Swift runtime in it, and five links: six would take 400 MB.
  ///
  /// - Parameter path: What the process was started by, its first argument.
  public static func program(startedAs path: String) -> (any Program.Type)? {
    let name = path.split(separator: "/").last.map(String.init)
    return all.first { $0.label == name }
  }
}

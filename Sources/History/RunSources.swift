import Definition
import Vocabulary
import Workspace

/// What a run was made of: deliveries, definition and program, each nil where that is not known.
public struct RunSources: Sendable {
  /// The files of the inbox.
  public let deliveries: [KeptRun.DeliveredFile]?
  /// The definition as hashes, and the hashes of its parts by name.
  public let definition: DefinitionDigests?, parts: [String: String]?
  /// The program, as `ProgramVersion.stages` names it.
  public let program: String?

  /// What this program makes of deliveries by a definition.
  public init(deliveries: [KeptRun.DeliveredFile], _ definition: Definition) {
    self.deliveries = deliveries
    self.definition = DefinitionDigests(definition)
    parts = definition.parts
    program = ProgramVersion.stages
  }

  /// What a kept run was made of. It can be told even where its figures cannot be compared.
  ///
  /// - Throws: `WorkspaceError` where the system refuses to read; what is missing or damaged is not known.
  public init(run: String, in workspace: Workspace) throws {
    self.init(
      deliveries: try KeptRun.deliveries(of: run, in: workspace), try PublicationRecord(run: run, in: workspace))
  }

  init(deliveries: [KeptRun.DeliveredFile]?, _ record: PublicationRecord?) {
    self.deliveries = deliveries
    definition = record?.definition
    parts = record?.definitionParts
    program = record?.program
  }
}

/// What of two runs' sources is not the same.
public struct SourceChanges: Sendable {
  /// In order of name; nil where a run did not say what it read.
  public let deliveries: [RunComparison.DeliveryChange]?
  /// Parts of the definition that were added, edited or taken away, in order of name; nil where a run did not keep them.
  public let parts: [String]?
  /// Whether the definition, and the program, are the same; nil where a run did not say.
  public let isSameDefinition: Bool?, isSameProgram: Bool?

  /// Compares what two runs were made of.
  public init(from earlier: RunSources, to later: RunSources) {
    deliveries = Self.both(earlier.deliveries, later.deliveries, Self.changes)
    parts = Self.both(earlier.parts, later.parts) { earlier, later in
      Set(earlier.keys).union(later.keys).filter { earlier[$0] != later[$0] }.sorted()
    }
    isSameDefinition = Self.both(earlier.definition, later.definition, ==)
    isSameProgram = Self.both(earlier.program, later.program, ==)
  }

  private static func both<One, Result>(_ one: One?, _ other: One?, _ body: (One, One) -> Result) -> Result? {
    guard let one, let other else { return nil }
    return body(one, other)
  }

  private static func changes(
    _ earlier: [KeptRun.DeliveredFile], _ later: [KeptRun.DeliveredFile]
  ) -> [RunComparison.DeliveryChange] {
    func hashes(_ files: [KeptRun.DeliveredFile]) -> [String: String] {
      Dictionary(files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (hashes(earlier), hashes(later))
    return Set(before.keys).union(after.keys).sorted().compactMap { name in
      if before[name] == after[name] { return nil }
      let kind: RunComparison.DeliveryChange.Kind =
        before[name] == nil ? .added : after[name] == nil ? .removed : .revised
      return RunComparison.DeliveryChange(name: name, kind: kind)
    }
  }
}

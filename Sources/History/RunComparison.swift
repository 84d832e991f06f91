import Definition
import Workspace

/// What changed from one run to another: deliveries, parts of the definition, rows, flags.
public struct RunComparison: Sendable {
  /// A delivery that the runs do not have alike.
  public struct DeliveryChange: Sendable, Equatable {
    /// What became of it.
    public enum Kind: String, Sendable {
      /// New; with other bytes than before; no longer in the inbox.
      case added, revised, removed
    }

    /// Its name.
    public let name: String
    /// What became of it.
    public let kind: Kind

    /// A change.
    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The runs.
  public let earlier: KeptRun, later: KeptRun
  /// In order of name; nil where a run did not say what it read.
  public let deliveries: [DeliveryChange]?
  /// Parts of the definition that were added, edited or taken away, in order of name; nil where a run did not keep them.
  public let parts: [String]?
  /// Whether the definition, and the program, are the same; nil where a run did not say.
  public let isSameDefinition: Bool?, isSameProgram: Bool?
  /// Rows in order of target, year, area and group.
  public let rows: [RowChange]
  /// Flags raised by the later run alone, and by the earlier one alone, in order of name.
  public let raised: [Flag], withdrawn: [Flag]

  /// Compares two runs.
  public init(from earlier: KeptRun, to later: KeptRun, _ definition: Definition) {
    self.earlier = earlier
    self.later = later
    deliveries = Self.deliveries(earlier.deliveries, later.deliveries)
    parts = Self.parts(earlier.record?.definitionParts, later.record?.definitionParts)
    let records = (earlier.record, later.record)
    isSameDefinition = Self.both(records.0, records.1) { $0.definition == $1.definition }
    isSameProgram = Self.both(records.0, records.1) { $0.program == $1.program }
    rows = RowChange.all(from: earlier.rows, to: later.rows, definition.groups)
    (raised, withdrawn) = Self.flags(from: earlier.flags, to: later.flags)
  }

  /// The flags of the later run that the earlier one did not raise, and the other way round, each in its order.
  public static func flags(from earlier: [Flag], to later: [Flag]) -> (raised: [Flag], withdrawn: [Flag]) {
    let (before, after) = (Set(earlier.lazy.map(\.id)), Set(later.lazy.map(\.id)))
    return (later.filter { !before.contains($0.id) }, earlier.filter { !after.contains($0.id) })
  }

  private static func both<One, Result>(_ one: One?, _ other: One?, _ body: (One, One) -> Result) -> Result? {
    guard let one, let other else { return nil }
    return body(one, other)
  }

  private static func deliveries(
    _ earlier: [KeptRun.DeliveredFile]?, _ later: [KeptRun.DeliveredFile]?
  ) -> [DeliveryChange]? {
    both(earlier, later) { earlier, later in
      func hashes(_ files: [KeptRun.DeliveredFile]) -> [String: String] {
        Dictionary(files.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
      }
      let (before, after) = (hashes(earlier), hashes(later))
      return Set(before.keys).union(after.keys).sorted().compactMap { name in
        if before[name] == after[name] { return nil }
        let kind: DeliveryChange.Kind = before[name] == nil ? .added : after[name] == nil ? .removed : .revised
        return DeliveryChange(name: name, kind: kind)
      }
    }
  }

  private static func parts(_ earlier: [String: String]?, _ later: [String: String]?) -> [String]? {
    both(earlier, later) { earlier, later in
      Set(earlier.keys).union(later.keys).filter { earlier[$0] != later[$0] }.sorted()
    }
  }
}

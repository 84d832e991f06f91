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
  /// What they were made of.
  public let sources: SourceChanges
  /// Rows in order of target, year, area and group.
  public let rows: [RowChange]
  /// Flags raised by the later run alone, and by the earlier one alone, in order of name.
  public let raised: [Flag], withdrawn: [Flag]

  /// Deliveries that changed, in order of name; nil where a run did not say what it read.
  public var deliveries: [DeliveryChange]? { sources.deliveries }
  /// Parts of the definition that changed, in order of name; nil where a run did not keep them.
  public var parts: [String]? { sources.parts }
  /// Whether the definition is the same; nil where a run did not say.
  public var isSameDefinition: Bool? { sources.isSameDefinition }
  /// Whether the program is the same; nil where a run did not say.
  public var isSameProgram: Bool? { sources.isSameProgram }

  /// Compares two runs.
  public init(from earlier: KeptRun, to later: KeptRun, _ definition: Definition) {
    self.earlier = earlier
    self.later = later
    sources = SourceChanges(from: earlier.sources, to: later.sources)
    rows = RowChange.all(from: earlier.rows, to: later.rows, definition.groups)
    (raised, withdrawn) = Self.flags(from: earlier.flags, to: later.flags)
  }

  /// The flags of the later run that the earlier one did not raise, and the other way round, each in its order.
  public static func flags(from earlier: [Flag], to later: [Flag]) -> (raised: [Flag], withdrawn: [Flag]) {
    let (before, after) = (Set(earlier.lazy.map(\.id)), Set(later.lazy.map(\.id)))
    return (later.filter { !before.contains($0.id) }, earlier.filter { !after.contains($0.id) })
  }
}

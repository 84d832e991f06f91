/// The column types this module reads and writes: a small part of the Arrow type system.
public enum ArrowType: Sendable, Equatable {
  /// Signed 32-bit integers.
  case int32
  /// Signed 64-bit integers.
  case int64
  /// IEEE 754 double precision.
  case float64
  /// Text with 32-bit offsets.
  case utf8
  /// Signed 32-bit indices into a list of `utf8` values that the whole file shares.
  case dictionary
}

/// One column of a table: what it is called and what it holds.
public struct ArrowField: Sendable, Equatable {
  /// The column's name.
  public var name: String
  /// What its values are.
  public var type: ArrowType
  /// Whether a value may be missing.
  public var nullable: Bool

  /// A column called `name` of `type`, in which no value may be missing unless `nullable`.
  public init(_ name: String, _ type: ArrowType, nullable: Bool = false) {
    self.name = name
    self.type = type
    self.nullable = nullable
  }
}

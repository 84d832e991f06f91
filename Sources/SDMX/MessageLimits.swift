/// How large the parts of a message may be. The defaults are far above what any standard or office sends.
public struct MessageLimits: Sendable, Equatable {
  /// The most bytes of one record: a row of a table, or an XML tag with its attributes. 4 MiB.
  public var recordBytes: Int
  /// The most columns of a table. 4,096.
  public var columns: Int
  /// The deepest nesting of XML elements; SDMX itself needs about ten. 64.
  public var elementDepth: Int
  /// The most bytes of one XML attribute's value or one text. 1 MiB.
  public var valueBytes: Int
  /// The most bytes of group attributes and their keys that one message may hold. 32 MiB.
  public var groupBytes: Int

  /// Creates limits; every one has a safe default.
  public init(
    recordBytes: Int = 4 << 20, columns: Int = 4096, elementDepth: Int = 64, valueBytes: Int = 1 << 20,
    groupBytes: Int = 32 << 20
  ) {
    self.recordBytes = recordBytes
    self.columns = columns
    self.elementDepth = elementDepth
    self.valueBytes = valueBytes
    self.groupBytes = groupBytes
  }
}

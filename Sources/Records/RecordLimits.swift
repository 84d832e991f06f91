/// How large the parts of a delivery may be that have to be held in memory while it is read.
public struct RecordLimits: Sendable, Equatable {
  /// The most different values of one field that are kept as a dictionary; a field with more is written as plain
  /// text. 262,144.
  public var distinctValues: Int
  /// The most bytes of different values of one field that are kept as a dictionary. 16 MiB.
  public var dictionaryBytes: Int
  /// The most bytes of different values of all fields together. 48 MiB.
  public var allDictionaryBytes: Int
  /// The most fields a delivery may have. 4,096.
  public var fields: Int
  /// The most rejected records described one by one; further ones are only counted. 10,000.
  public var describedRejects: Int

  /// Creates limits; every one has a safe default.
  public init(
    distinctValues: Int = 262_144, dictionaryBytes: Int = 16 << 20, allDictionaryBytes: Int = 48 << 20,
    fields: Int = 4096, describedRejects: Int = 10_000
  ) {
    self.distinctValues = distinctValues
    self.dictionaryBytes = dictionaryBytes
    self.allDictionaryBytes = allDictionaryBytes
    self.fields = fields
    self.describedRejects = describedRejects
  }
}

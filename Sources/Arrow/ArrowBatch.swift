/// One record batch of a mapped file.
///
/// The buffers that its methods return point into the file. They do not keep it mapped: keep the batch or the
/// `ArrowFile` in a variable or property of your own while you use them, rather than in a chain of calls.
/// A missing value has some value there all the same: ask `isNull` first.
public struct ArrowBatch: @unchecked Sendable {
  /// How many rows.
  public let rowCount: Int
  private let columns: [ArrowColumnView]
  private let types: [ArrowType]
  private let owner: MappedFile

  init(rowCount: Int, columns: [ArrowColumnView], types: [ArrowType], owner: MappedFile) {
    self.rowCount = rowCount
    self.columns = columns
    self.types = types
    self.owner = owner
  }

  /// The values of an `int64` field.
  public func int64(_ field: Int) -> UnsafeBufferPointer<Int64> { values(field, .int64) }

  /// The values of an `int32` field.
  public func int32(_ field: Int) -> UnsafeBufferPointer<Int32> { values(field, .int32) }

  /// The values of a `float64` field.
  public func float64(_ field: Int) -> UnsafeBufferPointer<Double> { values(field, .float64) }

  /// The values of a `dictionary` field, as indices into `ArrowFile.dictionary(_:)`.
  public func codes(_ field: Int) -> UnsafeBufferPointer<Int32> { values(field, .dictionary) }

  /// The values of a `utf8` field.
  public func utf8(_ field: Int) -> ArrowStrings {
    precondition(types[field] == .utf8, "the field is of another type")
    return ArrowStrings(columns[field], owner: owner)
  }

  /// Whether the field has no value in a row.
  public func isNull(_ field: Int, _ row: Int) -> Bool {
    precondition(row >= 0 && row < rowCount, "row out of range")
    return columns[field].isNull(row)
  }

  /// Whether the field has no value in some row.
  public func hasNulls(_ field: Int) -> Bool { columns[field].validity != nil }

  /// One bit per row, least significant first, set where the field has a value; nil where it has one in every row.
  public func validity(_ field: Int) -> UnsafePointer<UInt8>? { columns[field].validity }

  private func values<T>(_ field: Int, _ type: ArrowType) -> UnsafeBufferPointer<T> {
    precondition(types[field] == type, "the field is of another type")
    return UnsafeBufferPointer(start: columns[field].values.assumingMemoryBound(to: T.self), count: rowCount)
  }
}

/// One column of one record batch as the buffers that the file will hold, in memory that is the caller's.
///
/// For callers that gather the values of a batch themselves; `ArrowColumn` does it for all others. The memory must stay
/// as it is until the batch was written.
public struct ArrowColumnBuffers {
  let type: ArrowType
  let count: Int
  let nullCount: Int
  /// One bit per value, least significant first; empty where none is missing.
  let validity: UnsafeRawBufferPointer
  /// The values, or for text the offsets.
  let values: UnsafeRawBufferPointer
  let text: UnsafeRawBufferPointer

  /// Which values of a column are missing.
  public struct Nulls {
    let count: Int
    let validity: UnsafeRawBufferPointer

    /// No value is missing.
    public static var none: Nulls { Nulls(count: 0, validity: UnsafeRawBufferPointer(start: nil, count: 0)) }

    /// `count` values are missing: those whose bit in `validity`, least significant first, is not set.
    public init(count: Int, validity: UnsafeRawBufferPointer) {
      self.count = count
      self.validity = validity
    }
  }

  /// An `int64` column without missing values.
  public init(_ values: UnsafeBufferPointer<Int64>) {
    self.init(.int64, values.count, .none, UnsafeRawBufferPointer(values))
  }

  /// An `int32` column without missing values.
  public init(_ values: UnsafeBufferPointer<Int32>) {
    self.init(.int32, values.count, .none, UnsafeRawBufferPointer(values))
  }

  /// A `dictionary` column of `codes`, 0 where a value is missing.
  public init(codes: UnsafeBufferPointer<Int32>, nulls: Nulls = .none) {
    self.init(.dictionary, codes.count, nulls, UnsafeRawBufferPointer(codes))
  }

  /// A `utf8` column, whose text of row `i` lies in `text` from `offsets[i]` to `offsets[i + 1]`: one offset more than
  /// there are rows.
  public init(offsets: UnsafeBufferPointer<Int32>, text: UnsafeRawBufferPointer, nulls: Nulls = .none) {
    precondition(
      offsets.last.map { $0 >= 0 && Int($0) == text.count } ?? false, "offsets that do not end with the text")
    self.init(.utf8, offsets.count - 1, nulls, UnsafeRawBufferPointer(offsets), text)
  }

  /// What a column has gathered so far, as long as it does not change.
  init(_ column: ArrowColumn) {
    let state = column.state.pointee
    self.init(
      column.type, state.count, Nulls(count: state.nullCount, validity: state.validity.bytes), state.values.bytes,
      state.text.bytes)
  }

  private init(
    _ type: ArrowType, _ count: Int, _ nulls: Nulls, _ values: UnsafeRawBufferPointer,
    _ text: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) {
    precondition(nulls.count == 0 || nulls.validity.count * 8 >= count, "a validity that does not cover all values")
    self.type = type
    self.count = count
    nullCount = nulls.count
    validity = nulls.count > 0 ? nulls.validity : UnsafeRawBufferPointer(start: nil, count: 0)
    self.values = values
    self.text = text
  }
}

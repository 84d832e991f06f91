/// Grows one column of one record batch, in the very bytes the file will hold.
///
/// It is a reference: the writer reads it where it stands, and `removeAll` makes it ready for the next batch.
public final class ArrowColumn {
  /// What the column holds.
  public let type: ArrowType
  // Behind a pointer, so that an append pays for no run-time exclusivity check on a class's stored property.
  @usableFromInline let state: UnsafeMutablePointer<ArrowColumnState>

  /// An empty column of `type`.
  public init(_ type: ArrowType) {
    self.type = type
    state = .allocate(capacity: 1)
    state.initialize(to: ArrowColumnState(isText: type == .utf8))
  }

  deinit {
    state.pointee.free()
    state.deallocate()
  }

  /// How many values, missing ones included.
  @inlinable public var count: Int { state.pointee.count }

  /// How many of the values are missing.
  @inlinable public var nullCount: Int { state.pointee.nullCount }

  /// How many bytes the values take, which for text must stay below 2 GiB in one batch.
  @inlinable public var byteCount: Int { state.pointee.values.count + state.pointee.text.count }

  /// Appends to an `int64` column.
  @inlinable
  public func append(_ value: Int64) {
    precondition(type == .int64, "an Int64 for a column of another type")
    state.pointee.values.store(value)
    state.pointee.countValue()
  }

  /// Appends to an `int32` column, or a code to a `dictionary` column.
  @inlinable
  public func append(_ value: Int32) {
    precondition(type == .int32 || type == .dictionary, "an Int32 for a column of another type")
    state.pointee.values.store(value)
    state.pointee.countValue()
  }

  /// Appends to a `float64` column.
  @inlinable
  public func append(_ value: Double) {
    precondition(type == .float64, "a Double for a column of another type")
    state.pointee.values.store(value)
    state.pointee.countValue()
  }

  /// Appends to a `utf8` column. The bytes are taken as they are: that they are UTF-8 is the caller's word.
  @inlinable
  public func append(utf8 bytes: UnsafeRawBufferPointer) {
    precondition(type == .utf8, "text for a column of another type")
    state.pointee.text.store(bytes: bytes)
    // Traps past 2 GiB, which 32-bit offsets cannot say.
    state.pointee.values.store(Int32(state.pointee.text.count))
    state.pointee.countValue()
  }

  /// Appends to a `utf8` column.
  @inlinable
  public func append(_ text: String) {
    var text = text
    text.withUTF8 { append(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Makes room for `count` values in all, other than text.
  public func reserve(_ count: Int) {
    state.pointee.values.reserve(count * (type == .int64 || type == .float64 ? 8 : 4))
  }

  /// Appends `count` values to an `int64` column: the caller writes them where the pointer leads, before anything else
  /// is done with the column.
  public func appendInt64s(_ count: Int) -> UnsafeMutablePointer<Int64> {
    precondition(type == .int64, "Int64s for a column of another type")
    return state.pointee.extend(by: count, Int64.self)
  }

  /// Appends `count` values to an `int32` column, or codes to a `dictionary` column, as `appendInt64s` does.
  public func appendInt32s(_ count: Int) -> UnsafeMutablePointer<Int32> {
    precondition(type == .int32 || type == .dictionary, "Int32s for a column of another type")
    return state.pointee.extend(by: count, Int32.self)
  }

  /// Appends `count` values to a `float64` column, as `appendInt64s` does.
  public func appendDoubles(_ count: Int) -> UnsafeMutablePointer<Double> {
    precondition(type == .float64, "Doubles for a column of another type")
    return state.pointee.extend(by: count, Double.self)
  }

  /// Appends to a `float64` column, missing values where there is NaN.
  public func append(optional values: UnsafeBufferPointer<Double>) {
    precondition(type == .float64, "Doubles for a column of another type")
    state.pointee.append(optional: values)
  }

  /// Appends a missing value.
  public func appendNull() {
    state.pointee.startValidity()
    switch type {
    case .int64, .float64: state.pointee.values.store(Int64(0))
    case .int32, .dictionary: state.pointee.values.store(Int32(0))
    case .utf8: state.pointee.values.store(Int32(state.pointee.text.count))
    }
    state.pointee.countNull()
  }

  /// Empties the column.
  public func removeAll(keepingCapacity: Bool) {
    state.pointee.removeAll(isText: type == .utf8, keepingCapacity: keepingCapacity)
  }
}

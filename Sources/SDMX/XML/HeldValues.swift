import Glibc
import Records

/// Values that hold for every observation to come: of a data set, a group or a series.
///
/// A code is looked up once here and not once per observation.
final class HeldValues {
  private struct Value {
    var field: Int
    /// The code, or `RecordWriter.invalid` where the field is text.
    var code: Int32
    var start: Int
    var count: Int
  }

  private struct State {
    var values: UnsafeMutablePointer<Value> = .allocate(capacity: 32)
    var capacity = 32
    var count = 0
    var bytes: UnsafeMutablePointer<UInt8> = .allocate(capacity: 1024)
    var bytesCapacity = 1024
    var byteCount = 0
    /// The fields of the values, bit by bit, of each field's number the lowest six bits.
    var fields: UInt64 = 0
  }

  /// Behind a pointer, so that no access pays for a run-time exclusivity check.
  private let state: UnsafeMutablePointer<State>

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    state.pointee.values.deallocate()
    state.pointee.bytes.deallocate()
    state.deallocate()
  }

  private var values: UnsafeMutablePointer<Value> { state.pointee.values }
  private var count: Int { state.pointee.count }
  private var bytes: UnsafeMutablePointer<UInt8> { state.pointee.bytes }
  private var byteCount: Int { state.pointee.byteCount }

  func removeAll() {
    state.pointee.count = 0
    state.pointee.byteCount = 0
    state.pointee.fields = 0
  }

  /// Holds a value, in place of one held of the same field.
  func hold(_ field: Int, _ value: UnsafeRawBufferPointer, _ writer: RecordWriter) {
    if byteCount + value.count > state.pointee.bytesCapacity { growBytes(to: byteCount + value.count) }
    if let source = value.baseAddress { memcpy(bytes + byteCount, source, value.count) }
    let code = writer.isText(field) ? RecordWriter.invalid : writer.code(field, value)
    let held = Value(field: field, code: code, start: byteCount, count: value.count)
    state.pointee.byteCount += value.count
    if let index = index(of: field) {
      values[index] = held
      return
    }
    state.pointee.fields |= 1 << UInt64(truncatingIfNeeded: field & 63)
    if count == state.pointee.capacity { grow() }
    (values + count).initialize(to: held)
    state.pointee.count += 1
  }

  /// Gives the record all that is held.
  func apply(to writer: RecordWriter) {
    for index in 0..<count {
      let value = values[index]
      if value.code >= 0 {
        writer.set(value.field, code: value.code)
      } else {
        _ = writer.set(value.field, UnsafeRawBufferPointer(start: bytes + value.start, count: value.count))
      }
    }
  }

  /// The value held of a field, valid until the next change; nil if none.
  func value(of field: Int) -> UnsafeRawBufferPointer? {
    guard let index = index(of: field) else { return nil }
    return UnsafeRawBufferPointer(start: bytes + values[index].start, count: values[index].count)
  }

  /// Calls `body` with each field and its value.
  func forEach(_ body: (Int, UnsafeRawBufferPointer) -> Void) {
    for index in 0..<count {
      body(
        values[index].field, UnsafeRawBufferPointer(start: bytes + values[index].start, count: values[index].count))
    }
  }

  private func index(of field: Int) -> Int? {
    // Mostly there is none.
    if state.pointee.fields & 1 << UInt64(truncatingIfNeeded: field & 63) == 0 { return nil }
    for index in 0..<count where values[index].field == field { return index }
    return nil
  }

  private func grow() {
    state.pointee.capacity *= 2
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: state.pointee.capacity)
    larger.moveInitialize(from: values, count: count)
    values.deallocate()
    state.pointee.values = larger
  }

  private func growBytes(to needed: Int) {
    state.pointee.bytesCapacity = max(needed, state.pointee.bytesCapacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: state.pointee.bytesCapacity)
    memcpy(larger, bytes, byteCount)
    bytes.deallocate()
    state.pointee.bytes = larger
  }
}

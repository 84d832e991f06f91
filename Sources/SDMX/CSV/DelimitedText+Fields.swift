import Glibc

/// The fields of the row that was read last.
extension DelimitedText {
  /// Where a field begins, its quotation mark included.
  func start(_ index: Int) -> Int {
    if let ends { return index == 0 ? rowStart : Int(ends[index - 1]) + 1 }
    return spans?.starts[index] ?? 0
  }

  @inline(__always)
  mutating func field(_ index: Int) -> UnsafeRawBufferPointer {
    guard let ends else { return fieldOfSpans(index) }
    let start = index == 0 ? rowStart : Int(ends[index &- 1]) &+ 1
    return UnsafeRawBufferPointer(start: bytes + start, count: Int(ends[index]) &- start)
  }

  /// A field of a row that was read byte by byte.
  @inline(never)
  private mutating func fieldOfSpans(_ index: Int) -> UnsafeRawBufferPointer {
    guard let spans else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let start = spans.starts[index]
    let end = spans.ends[index]
    guard spans.quoted[index] else { return UnsafeRawBufferPointer(start: bytes + start, count: end - start) }
    // The common case: one mark at each end and none within.
    if end - start >= 2, bytes[end - 1] == UInt8(ascii: "\""),
      memchr(bytes + start + 1, Int32(UInt8(ascii: "\"")), end - start - 2) == nil
    {
      return UnsafeRawBufferPointer(start: bytes + start + 1, count: end - start - 2)
    }
    return withoutQuotes(start + 1, end)
  }

  /// How many fields of the row are the same as in the row before, up to the first that is not.
  func countOfRepeatedFields() -> Int {
    guard let ends, lastStart >= 0 else { return 0 }
    let last = UnsafeRawPointer(bytes + lastStart)
    let row = UnsafeRawPointer(bytes + rowStart)
    var same = 0
    // The row before lies before this one, so that there are as many bytes of it.
    while rowStart &+ same &+ 8 <= count {
      let difference =
        last.loadUnaligned(fromByteOffset: same, as: UInt64.self)
        ^ row.loadUnaligned(fromByteOffset: same, as: UInt64.self)
      if difference != 0 {
        same &+= difference.littleEndian.trailingZeroBitCount &>> 3
        break
      }
      same &+= 8
    }
    // Of a field that is the same the end is the same too, and so are those of all before it.
    var fields = 0
    while fields < fieldCount, Int(ends[fields]) &- rowStart < same { fields &+= 1 }
    return fields
  }

  /// The value of a quoted field with each doubled mark made one. `start` is behind the opening mark.
  private mutating func withoutQuotes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    if end - start > unquotedCapacity {
      unquoted?.deallocate()
      unquotedCapacity = max(end - start, 256)
      unquoted = .allocate(capacity: unquotedCapacity)
    }
    guard let value = unquoted else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    var length = 0
    var position = start
    var isInside = true
    while position < end {
      let byte = bytes[position]
      position += 1
      if isInside, byte == UInt8(ascii: "\"") {
        if position < end, bytes[position] == UInt8(ascii: "\"") {
          position += 1
        } else {
          isInside = false
          continue
        }
      }
      value[length] = byte
      length += 1
    }
    return UnsafeRawBufferPointer(start: value, count: length)
  }
}

/// Where the fields of a row with quotation marks are.
struct FieldSpans {
  let starts: UnsafeMutablePointer<Int>
  let ends: UnsafeMutablePointer<Int>
  /// Whether the field has quotation marks that are not part of its value.
  let quoted: UnsafeMutablePointer<Bool>

  init(capacity: Int) {
    starts = .allocate(capacity: capacity)
    ends = .allocate(capacity: capacity)
    quoted = .allocate(capacity: capacity)
  }

  func free() {
    starts.deallocate()
    ends.deallocate()
    quoted.deallocate()
  }

  /// Keeps a field, whose number is below the capacity.
  @inline(__always)
  func set(_ field: Int, _ start: Int, _ end: Int, isQuoted: Bool) {
    starts[field] = start
    ends[field] = end
    quoted[field] = isQuoted
  }
}

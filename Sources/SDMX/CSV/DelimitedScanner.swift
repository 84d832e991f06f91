import Glibc

/// Splits delimited text (RFC 4180, with any one-byte separator) into rows and fields.
///
/// Lines end in CR LF, LF or CR. A field that begins with a quotation mark ends at the next single one and may hold
/// separators and line ends; what follows the closing mark belongs to the field as it is. Lines without any character
/// are skipped. Fields are ranges of the bytes that were loaded: nothing is copied but the row that two loads share, and
/// the quoted fields that double a quotation mark.
package final class DelimitedScanner {
  /// Behind a pointer, so that no row pays for run-time exclusivity checks.
  let state: UnsafeMutablePointer<DelimitedText>

  /// How many fields the row has; those beyond `MessageLimits.columns` are counted but not kept.
  package var fieldCount: Int { state.pointee.fieldCount }
  /// How many fields of the row are kept.
  package var keptFields: Int { min(fieldCount, state.pointee.limits.columns) }
  /// The 1-based line on which the row begins.
  package var line: Int64 { state.pointee.line }

  package init(separator: UInt8, limits: MessageLimits) {
    state = .allocate(capacity: 1)
    state.initialize(to: DelimitedText(separator: separator, limits: limits))
  }

  deinit {
    state.pointee.free()
    state.deallocate()
  }

  /// Adds the next bytes behind what is left of the bytes before. They must stay valid until `nextRow` says that they
  /// hold no further row.
  package func load(_ chunk: UnsafeRawBufferPointer, isLast: Bool) { state.pointee.load(chunk, isLast: isLast) }

  /// Goes on to the next row; false if the bytes so far hold no complete one.
  /// - Throws: `MessageError` with `limitRecord` or `unclosedQuote`.
  package func nextRow() throws -> Bool { try state.pointee.nextRow() }

  /// The bytes of a field of the row, valid until the next call of any method.
  @inline(__always)
  package func field(_ index: Int) -> UnsafeRawBufferPointer { state.pointee.field(index) }

  /// How many fields of the row are the same as in the row before, up to the first that is not.
  func countOfRepeatedFields() -> Int { state.pointee.countOfRepeatedFields() }

  /// Where a field of the row begins: 1-based line, and 1-based column in characters.
  package func place(_ index: Int) -> (line: Int64, column: Int) {
    var mark = PlaceMark()
    return place(index, after: &mark)
  }

  /// Where a place in the row was found, so that the next one is counted from there.
  package struct PlaceMark {
    fileprivate var offset = 0
    fileprivate var line: Int64 = 0
    fileprivate var column = 1

    package init() {}
  }

  /// Where a field of the row begins, as `place(_:)`, for fields asked for from left to right.
  package func place(_ index: Int, after mark: inout PlaceMark) -> (line: Int64, column: Int) {
    let bytes = state.pointee.bytes
    let start = state.pointee.start(min(index, state.pointee.limits.columns - 1))
    var position = state.pointee.rowStart + mark.offset
    while position < start {
      let byte = bytes[position]
      // A field begins behind its separator, so that one more byte can be looked at.
      if byte == 0x0A || (byte == 0x0D && bytes[position + 1] != 0x0A) {
        mark.line += 1
        mark.column = 1
      } else if byte & 0xC0 != 0x80 {
        mark.column += 1
      }
      position += 1
    }
    mark.offset = position - state.pointee.rowStart
    return (line + mark.line, mark.column)
  }
}

import Arrow

/// Giving values to the record that is being read. A field is a number that `field(named:)` gave, so that its column
/// exists, and the row is one that was prepared.
extension RecordWriter {
  /// The code of a value of a field that is not text, or `invalid`.
  @inlinable
  @inline(__always)
  public func code(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    if bytes.count <= ValueSignature.longest {
      // Mostly it is one of the latest values.
      let code = state.pointee.columns[field].memory.code(ValueSignature(bytes))
      if code >= 0 { return code }
    }
    return unknownCode(field, bytes)
  }

  @usableFromInline
  @inline(never)
  func unknownCode(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    let code = enter(field, bytes)
    if code >= 0, bytes.count <= ValueSignature.longest {
      columns[field].memory.remember(ValueSignature(bytes), code: code)
    }
    return code
  }

  /// Gives the record a value of a field by its code.
  @inlinable
  @inline(__always)
  public func set(_ field: Int, code: Int32) {
    let column = state.pointee.columns + field
    if column.pointee.isText || state.pointee.isLearning { return setText(field, code: code) }
    column.pointee.codes[state.pointee.row] = code
  }

  /// Whether the record before is one whose values can be repeated.
  @inlinable
  public var canRepeat: Bool { state.pointee.row > 0 && !state.pointee.isLearning }

  /// Gives the record the code that the record before has of a field, or none if that has none; false where the field is
  /// text. Only if `canRepeat`.
  @inlinable
  @inline(__always)
  public func `repeat`(_ field: Int) -> Bool {
    let column = state.pointee.columns + field
    if column.pointee.isText { return false }
    column.pointee.codes[state.pointee.row] = column.pointee.codes[state.pointee.row &- 1]
    return true
  }

  /// Gives the record the text that `code` stood for before its field became text.
  @usableFromInline
  @inline(never)
  func setText(_ field: Int, code: Int32) {
    if isLearning { return }
    state.pointee.batchText += columns[field].byteCount(code)
    columns[field].setText(row, code: code)
  }

  /// Gives the record a value of a field; false if the bytes are not valid UTF-8 or hold NUL.
  @inlinable
  @inline(__always)
  public func set(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let column = state.pointee.columns + field
    if bytes.count <= ValueSignature.longest, !column.pointee.isText, !state.pointee.isLearning {
      let code = column.pointee.memory.code(ValueSignature(bytes))
      if code >= 0 {
        column.pointee.codes[state.pointee.row] = code
        return true
      }
    }
    return setUnknown(field, bytes)
  }

  @usableFromInline
  @inline(never)
  func setUnknown(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    if columns[field].isText {
      guard TextValidity.isValid(bytes) else { return false }
      if isLearning { return true }
      columns[field].set(row, text: bytes)
      state.pointee.batchText += bytes.count
      return true
    }
    let code = isLearning ? code(field, bytes) : unknownCode(field, bytes)
    guard code >= 0 else { return false }
    if !isLearning { columns[field].codes[row] = code }
    return true
  }

  /// Whether the record was given a value of the field.
  public func isSet(_ field: Int) -> Bool { columns[field].codes[row] >= 0 }

  /// Lends the value that the record was given of a field; nil if none.
  public func withValue<R>(_ field: Int, _ body: (UnsafeRawBufferPointer?) -> R) -> R {
    let column = columns + field
    guard isSet(field) else { return body(nil) }
    if column.pointee.isText { return body(column.pointee.lastText(row)) }
    return column.pointee.dictionary.withBytes(column.pointee.codes[row], body)
  }

  /// Enters a value into the dictionary of its field.
  private func enter(_ field: Int, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    let column = columns + field
    if let known = column.pointee.dictionary.find(bytes) { return known }
    guard TextValidity.isValid(bytes) else { return Self.invalid }
    if isLearning, textFields.contains(column.pointee.name) { return 0 }
    let code = column.pointee.dictionary.code(bytes)
    state.pointee.dictionaryBytes += bytes.count
    if column.pointee.dictionary.count > limits.distinctValues
      || column.pointee.dictionary.byteCount > limits.dictionaryBytes
      || state.pointee.dictionaryBytes > limits.allDictionaryBytes
    {
      overflow(field)
    }
    return code
  }

  /// A dictionary grew beyond its limit: the field becomes text in the second pass.
  private func overflow(_ field: Int) {
    var largest = field
    // Of several that fill the common limit together, the largest one has to go.
    for index in Self.givenFields..<columnCount
    where columns[index].dictionary.byteCount > columns[largest].dictionary.byteCount { largest = index }
    textFields.insert(columns[largest].name)
    state.pointee.dictionaryBytes -= columns[largest].dictionary.byteCount
    columns[largest].dictionary = ArrowDictionary()
    columns[largest].memory.forget()
    startLearning()
  }
}

/// Takes the values of a table's rows, column by column. An empty text, NaN and nil are all the empty cell.
protocol RowWriter: ~Copyable {
  mutating func append(_ words: Words, _ index: Int)
  mutating func append(text: String)
  mutating func append(number: Double)
  mutating func append(integer: Int?)
  mutating func endRow() throws
}

/// Texts that many rows of a table repeat, in the bytes that are copied for each.
struct Words: Sendable {
  /// The texts as they are, and as fields of a CSV file.
  let plain: TextList, fields: TextList

  init(_ texts: [String]) {
    plain = TextList(texts) { $1.append(text: $0) }
    fields = TextList(texts) { CSVField.append($0, to: &$1) }
  }
}

/// Texts one after the other.
struct TextList: Sendable {
  private let bytes: [UInt8]
  private let ends: [Int]

  /// Texts as `write` writes them.
  init(_ texts: [String], _ write: (String, inout OutputBytes) -> Void) {
    var bytes = OutputBytes()
    var ends = [0]
    ends.reserveCapacity(texts.count + 1)
    for text in texts {
      write(text, &bytes)
      ends.append(bytes.count)
    }
    self.bytes = Array(bytes.bytes)
    self.ends = ends
  }

  /// Lends the bytes of a text.
  @inline(__always)
  func withBytes<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[ends[index]..<ends[index + 1]])) }
  }
}

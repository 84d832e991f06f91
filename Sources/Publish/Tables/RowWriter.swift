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
    self.init(count: texts.count) { write(texts[$0], &$1) }
  }

  /// So many texts, as `write` writes each.
  init(count: Int, _ write: (Int, inout OutputBytes) -> Void) {
    var bytes = OutputBytes()
    var ends = [0]
    ends.reserveCapacity(count + 1)
    for index in 0..<count {
      write(index, &bytes)
      ends.append(bytes.count)
    }
    self.bytes = Array(bytes.bytes)
    self.ends = ends
  }

  var count: Int { ends.count - 1 }

  /// Lends the bytes of a text.
  @inline(__always)
  func withBytes<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withAll { body($0[index]) }
  }

  /// Lends the bytes of all texts.
  @inline(__always)
  func withAll<Result>(_ body: (Lent) -> Result) -> Result {
    bytes.withUnsafeBytes { bytes in ends.withUnsafeBufferPointer { body(Lent(bytes: bytes, ends: $0)) } }
  }

  /// The texts of a list, for as long as it lends them.
  struct Lent {
    fileprivate let bytes: UnsafeRawBufferPointer, ends: UnsafeBufferPointer<Int>

    @inline(__always)
    subscript(_ index: Int) -> UnsafeRawBufferPointer {
      precondition(index >= 0 && index < ends.count - 1)
      return UnsafeRawBufferPointer(rebasing: bytes[ends[index]..<ends[index + 1]])
    }
  }
}

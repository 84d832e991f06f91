/// A table in CSV (RFC 4180): comma-separated, UTF-8, a header, quotes where a field needs them.
///
/// Fields are ranges of the file's bytes; only those asked for become text.
struct ReferenceTable: Sendable {
  /// Path as shown in messages.
  let file: String
  /// Column names.
  let columns: [String]
  /// Data rows.
  var rowCount: Int { lines.count }

  private let bytes: [UInt8]
  /// Rows of as many fields as there are columns, end to end.
  private let fields: [FieldRange]
  private let lines: [Int32]

  /// Splits a table; nil where not even the header can be used. Rows of another width than the header are reported and
  /// left out.
  init?(file: String, bytes: [UInt8], _ log: ProblemLog) {
    self.file = file
    self.bytes = bytes
    guard EncodingCheck.isText(bytes, file: file, log) else { return nil }
    var header: [FieldRange] = []
    var fields: [FieldRange] = []
    var lines: [Int32] = []
    var unclosedQuote: Int?
    bytes.withUnsafeBufferPointer { bytes in
      var splitter = RowSplitter(bytes: bytes)
      guard splitter.next(&header) != nil else { return }
      fields.reserveCapacity(bytes.count / 8)
      while let line = splitter.next(&fields) {
        let start = lines.count * header.count
        let count = fields.count - start
        if count == header.count, count > 1 || !fields[start].isEmpty {
          lines.append(Int32(line))
          continue
        }
        if count > 1 || !fields[start].isEmpty {
          let message = "\(count) fields where the header has \(header.count)"
          log.report(Place(file: file, line: line), message, "check commas and quotes")
        }
        fields.removeSubrange(start...)
      }
      unclosedQuote = splitter.quoteOpenedOn
    }
    if header.isEmpty {
      log.report(Place(file: file), "the table is empty", "give it a header and rows")
      return nil
    }
    columns = header.map { Self.text(bytes, $0).normalizedC }
    self.fields = fields
    self.lines = lines
    if let unclosedQuote {
      let place = Place(file: file, line: unclosedQuote)
      log.report(place, "a quote is not closed before the end of the file", "close it, or double a quote in a field")
    }
  }

  /// Where a row is.
  func place(_ row: Int) -> Place { Place(file: file, line: Int(lines[row])) }

  /// Position of a column; a missing one is reported.
  func column(_ name: String, _ log: ProblemLog) -> Int? {
    if let index = columns.firstIndex(of: name) { return index }
    let message = "the table has no column \"\(name)\""
    log.report(Place(file: file, line: 1), message, "add it, or rename one of \(columns.joined(separator: ", "))")
    return nil
  }

  /// A field as text, its quotes removed.
  func text(_ row: Int, _ column: Int) -> String { Self.text(bytes, field(row, column)) }

  /// Whether a field is an empty text.
  func isEmpty(_ row: Int, _ column: Int) -> Bool {
    let field = field(row, column)
    return field.isEmpty || bytes[field.start] == UInt8(ascii: "\"") && text(row, column).isEmpty
  }

  /// The number that exactly so many decimal digits stand for, leading zeros included; nil for another text.
  func number(_ row: Int, _ column: Int, digits: Int) -> Int? {
    let field = field(row, column)
    if field.start < field.end, bytes[field.start] == UInt8(ascii: "\"") {
      let unquoted = Array(text(row, column).utf8)
      return Self.number(unquoted, 0, unquoted.count, digits)
    }
    return Self.number(bytes, field.start, field.end, digits)
  }

  /// Lends the bytes of a field as it stands in the file, with its quotes.
  func withBytes<Result>(_ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let field = field(row, column)
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[field.start..<field.end])) }
  }

  private func field(_ row: Int, _ column: Int) -> FieldRange { fields[row * columns.count + column] }

  private static func number(_ bytes: [UInt8], _ start: Int, _ end: Int, _ digits: Int) -> Int? {
    guard end - start == digits else { return nil }
    var value = 0
    for index in start..<end {
      guard (0x30...0x39).contains(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }

  private static func text(_ bytes: [UInt8], _ field: FieldRange) -> String {
    let range = field.start..<field.end
    guard let first = bytes[range].first, first == UInt8(ascii: "\"") else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var unquoted: [UInt8] = []
    var index = range.lowerBound + 1
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\"") {
        index += 1
        // The closing quote, or the second of a doubled pair.
        guard index < range.upperBound else { break }
      }
      unquoted.append(bytes[index])
      index += 1
    }
    return String(decoding: unquoted, as: UTF8.self)
  }
}

/// Where a field stands in the file; a table has many, and no file is of 4 GiB.
private struct FieldRange {
  private let first: UInt32, last: UInt32

  init(_ start: Int, _ end: Int) {
    first = UInt32(start)
    last = UInt32(end)
  }

  var start: Int { Int(first) }
  var end: Int { Int(last) }
  var isEmpty: Bool { first == last }
}

/// Finds the fields of one row after another.
private struct RowSplitter {
  let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var line = 1
  /// Line of a quote that never closes.
  private(set) var quoteOpenedOn: Int?

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Appends the fields of the next row, up to its line end, and returns its line; quoted fields keep their quotes.
  mutating func next(_ fields: inout [FieldRange]) -> Int? {
    guard position < bytes.count else { return nil }
    let startLine = line
    var start = position
    var quoted = false
    var quoteLine = line
    while position < bytes.count {
      let byte = bytes[position]
      // Letters and digits come after all that means something, and are most of a table.
      if byte > UInt8(ascii: ",") {
        position += 1
        continue
      }
      if byte == UInt8(ascii: "\"") {
        if quoted {
          quoted = false
        } else if position == start || (bytes[start] == byte && bytes[position - 1] == byte) {
          quoted = true
          quoteLine = line
        }
      } else if byte == UInt8(ascii: "\n") {
        line += 1
        if !quoted { break }
      } else if byte == UInt8(ascii: ","), !quoted {
        fields.append(FieldRange(start, position))
        start = position + 1
      }
      position += 1
    }
    if quoted { quoteOpenedOn = quoteLine }
    let isReturn = position > start && bytes[position - 1] == UInt8(ascii: "\r")
    fields.append(FieldRange(start, isReturn ? position - 1 : position))
    position += 1
    return startLine
  }
}

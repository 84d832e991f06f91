/// A table in CSV (RFC 4180): comma-separated, UTF-8, a header, quotes where a field needs them.
///
/// Fields are ranges of the file's bytes; only those asked for become text.
struct ReferenceTable {
  /// Path as shown in messages.
  let file: String
  /// Column names.
  let columns: [String]
  /// Data rows.
  var rowCount: Int { lines.count }

  private let bytes: [UInt8]
  private let fields: [Range<Int>]
  private let lines: [Int]

  /// Splits a table; nil where not even the header can be used. Rows of another width than the header are reported and
  /// left out.
  init?(file: String, bytes: [UInt8], _ log: ProblemLog) {
    self.file = file
    self.bytes = bytes
    guard EncodingCheck.text(bytes[...], file: file, log) != nil else { return nil }
    var splitter = RowSplitter(bytes: bytes)
    guard let header = splitter.next() else {
      log.report(Place(file: file), "the table is empty", "give it a header and rows")
      return nil
    }
    columns = header.fields.map { Self.text(bytes, $0).normalizedC }
    var fields: [Range<Int>] = []
    var lines: [Int] = []
    fields.reserveCapacity(bytes.count / 8)
    while let row = splitter.next() {
      if row.fields.count == 1, row.fields[0].isEmpty { continue }
      guard row.fields.count == columns.count else {
        let message = "\(row.fields.count) fields where the header has \(columns.count)"
        log.report(Place(file: file, line: row.line), message, "check commas and quotes")
        continue
      }
      fields += row.fields
      lines.append(row.line)
    }
    self.fields = fields
    self.lines = lines
    if splitter.quoteOpenedOn != nil {
      let place = Place(file: file, line: splitter.quoteOpenedOn)
      log.report(place, "a quote is not closed before the end of the file", "close it, or double a quote in a field")
    }
  }

  /// Where a row is.
  func place(_ row: Int) -> Place { Place(file: file, line: lines[row]) }

  /// Position of a column; a missing one is reported.
  func column(_ name: String, _ log: ProblemLog) -> Int? {
    if let index = columns.firstIndex(of: name) { return index }
    let message = "the table has no column \"\(name)\""
    log.report(Place(file: file, line: 1), message, "add it, or rename one of \(columns.joined(separator: ", "))")
    return nil
  }

  /// A field as text, its quotes removed.
  func text(_ row: Int, _ column: Int) -> String { Self.text(bytes, fields[row * columns.count + column]) }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
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

/// Finds the fields of one row after another.
private struct RowSplitter {
  let bytes: [UInt8]
  private var position: Int
  private var line = 1
  /// Line of a quote that never closes.
  private(set) var quoteOpenedOn: Int?

  init(bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next row, up to its line end; quoted fields keep their quotes.
  mutating func next() -> (line: Int, fields: [Range<Int>])? {
    guard position < bytes.count else { return nil }
    let startLine = line
    var fields: [Range<Int>] = []
    var start = position
    var quoted = false
    var quoteLine = line
    while position < bytes.count {
      let byte = bytes[position]
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
        fields.append(start..<position)
        start = position + 1
      }
      position += 1
    }
    if quoted { quoteOpenedOn = quoteLine }
    let isReturn = position > start && bytes[position - 1] == UInt8(ascii: "\r")
    fields.append(start..<(isReturn ? position - 1 : position))
    position += 1
    return (startLine, fields)
  }
}

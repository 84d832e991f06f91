import Crypto
import Glibc

/// Writes a table as CSV (RFC 4180) in UTF-8 without a byte-order mark, lines ended by LF, quoted only where needed.
struct CSVFile: RowWriter, ~Copyable {
  private let name: String
  private let file: WritableFile
  private var buffer: OutputBytes
  private var isInRow = false
  private var hash = SHA256()
  private var bytes = 0, rows = 0

  /// Bytes that are written at a time.
  private static let flushed = 1 << 19

  init(_ table: PublishedTable, in folder: String) throws {
    let file = try WritableFile(folder + "/" + table.fileName)
    name = table.fileName
    self.file = file
    buffer = OutputBytes(capacity: Self.flushed + 1 << 14)
    for column in table.columns { append(text: column.name) }
    endLine()
  }

  mutating func append(_ words: Words, _ index: Int) {
    separate()
    words.fields.withBytes(index) { buffer.append($0) }
  }

  mutating func append(text: String) {
    separate()
    CSVField.append(text, to: &buffer)
  }

  mutating func append(number: Double) {
    separate()
    if !number.isNaN { buffer.append(number: number) }
  }

  mutating func append(integer: Int?) {
    separate()
    if let integer { buffer.append(integer: integer) }
  }

  mutating func endRow() throws {
    endLine()
    rows += 1
    if buffer.count >= Self.flushed { try flush() }
  }

  consuming func finish() throws -> PublishedFile {
    try flush()
    try file.close()
    return PublishedFile(name: name, bytes: bytes, digest: hash.finalize(), rows: rows)
  }

  private mutating func separate() {
    if isInRow { buffer.append(UInt8(ascii: ",")) }
    isInRow = true
  }

  private mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    isInRow = false
  }

  private mutating func flush() throws {
    try file.write(buffer.bytes)
    hash.update(bufferPointer: buffer.bytes)
    bytes += buffer.count
    buffer.removeAll()
  }
}

/// A field of a CSV file.
enum CSVField {
  /// Appends a text, in quotes where it holds what separates fields and rows.
  static func append(_ text: String, to buffer: inout OutputBytes) {
    var text = text
    text.withUTF8 { bytes in
      guard bytes.contains(where: isSpecial) else { return buffer.append(UnsafeRawBufferPointer(bytes)) }
      buffer.append(UInt8(ascii: "\""))
      for byte in bytes {
        if byte == UInt8(ascii: "\"") { buffer.append(byte) }
        buffer.append(byte)
      }
      buffer.append(UInt8(ascii: "\""))
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

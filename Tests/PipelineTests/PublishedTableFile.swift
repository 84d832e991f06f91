import Foundation

/// A published CSV file as it reads: its header, and its rows by name of column.
struct PublishedTableFile {
  let columns: [String]
  let rows: [[String: String]]

  /// Reads a file of a published folder (RFC 4180).
  init(_ name: String, in folder: String) throws {
    let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    var records: [[String]] = [], record: [String] = [], field: [UInt8] = []
    var isQuoted = false
    var isAfterQuote = false
    func end() { record.append(String(decoding: field, as: UTF8.self)); field = [] }
    for byte in text.utf8 {
      if isQuoted, byte == UInt8(ascii: "\"") {
        isQuoted = false
        isAfterQuote = true
        continue
      }
      if isQuoted {
        field.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        if isAfterQuote { field.append(byte) }
        isQuoted = true
      case UInt8(ascii: ","): end()
      case UInt8(ascii: "\n"):
        end()
        records.append(record)
        record = []
      default: field.append(byte)
      }
      isAfterQuote = false
    }
    let header = records.first ?? []
    columns = header
    rows = records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }
}

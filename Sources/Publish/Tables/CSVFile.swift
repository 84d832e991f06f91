import Crypto
import Foundation
import Vocabulary

/// Writes a table as CSV (RFC 4180) in UTF-8 without a byte-order mark, lines ended by LF, quoted only where needed.
final class CSVFile {
  private let name: String
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private var bytes = 0

  init(_ table: PublishedTable, in folder: String) throws {
    name = table.fileName
    let path = folder + "/" + name
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else {
      throw PublishError(
        what: "\(path): cannot write", why: "the file cannot be created", remedy: "check permissions and free space")
    }
    self.handle = handle
    try append(table.columns.map { .text($0.name) })
  }

  func append(_ row: [PublishedValue]) throws {
    for (index, value) in row.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      switch value {
      case .text(let text): append(text)
      case .number(let number): if !number.isNaN { buffer += DecimalText.text(number).utf8 }
      case .integer(let number): if let number { buffer += String(number).utf8 }
      }
    }
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count > 1 << 20 { try flush() }
  }

  func finish() throws -> PublishedFile {
    try flush()
    try handle.close()
    return PublishedFile(name: name, bytes: bytes, digest: hash.finalize())
  }

  private func append(_ text: String) {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else {
      buffer += text.utf8
      return
    }
    buffer.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private func flush() throws {
    try handle.write(contentsOf: buffer)
    hash.update(data: buffer)
    bytes += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}

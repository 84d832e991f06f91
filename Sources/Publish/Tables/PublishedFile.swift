import Crypto
import Vocabulary
import Workspace

/// A file of the published folder with what proves its bytes.
struct PublishedFile: Sendable {
  let name: String, bytes: Int, sha256: String
  /// Rows below the header, of a table.
  var rows: Int?
  /// What the file could not hold.
  var remarks: [String] = []

  /// Measures a file that is there.
  init(name: String, at path: String) throws {
    var hash = SHA256()
    var count = 0
    // Piece by piece: the whole file need not be in memory.
    let isThere = try FileContent.read(path) { piece in
      hash.update(bufferPointer: piece)
      count += piece.count
    }
    guard isThere else { throw PublishError(what: path, why: "it is gone", remedy: "run milepost-publish again") }
    self.init(name: name, bytes: count, digest: hash.finalize())
  }

  init(name: String, bytes: Int, digest: SHA256Digest, rows: Int? = nil) {
    self.name = name
    self.bytes = bytes
    self.rows = rows
    sha256 = HexText.text(digest)
  }

  /// Writes text as UTF-8.
  static func write(_ text: String, name: String, in folder: String) throws -> PublishedFile {
    var text = text
    return try text.withUTF8 { try write(UnsafeRawBufferPointer($0), name: name, in: folder) }
  }

  /// Writes bytes.
  static func write(_ bytes: UnsafeRawBufferPointer, name: String, in folder: String) throws -> PublishedFile {
    let file = try WritableFile(folder + "/" + name)
    try file.write(bytes)
    try file.close()
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return PublishedFile(name: name, bytes: bytes.count, digest: hash.finalize())
  }
}

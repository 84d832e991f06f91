import Crypto
import Foundation
import Vocabulary

/// A file of the published folder with what proves its bytes.
struct PublishedFile: Sendable {
  let name: String, bytes: Int, sha256: String

  /// Measures a file that another program wrote.
  init(name: String, at path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    self.init(name: name, bytes: data.count, digest: SHA256.hash(data: data))
  }

  init(name: String, bytes: Int, digest: SHA256Digest) {
    self.name = name
    self.bytes = bytes
    sha256 = HexText.text(digest)
  }

  /// Writes text as UTF-8.
  static func write(_ text: String, name: String, in folder: String) throws -> PublishedFile {
    let data = Data(text.utf8)
    try data.write(to: URL(fileURLWithPath: folder + "/" + name))
    return PublishedFile(name: name, bytes: data.count, digest: SHA256.hash(data: data))
  }
}

import Crypto
import Foundation

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
    sha256 = digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// Writes text as UTF-8.
  static func write(_ text: String, name: String, in folder: String) throws -> PublishedFile {
    let data = Data(text.utf8)
    try data.write(to: URL(fileURLWithPath: folder + "/" + name))
    return PublishedFile(name: name, bytes: data.count, digest: SHA256.hash(data: data))
  }
}

import Crypto
import Foundation
import Vocabulary

/// The files a definition names, read once each; their bytes are its digest.
final class ReferenceFiles {
  /// Folder of the definition, with its slash; empty for the current one.
  let directory: String
  private var bytesByName: [String: [UInt8]] = [:]
  private static let greatestSize = 64 << 20

  init(besides path: String) {
    directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The names of the files read so far, in order.
  var names: [String] { bytesByName.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// Where a file named in the definition is.
  func path(of name: String) -> String { name.hasPrefix("/") ? name : directory + name }

  /// A file's bytes; a file that cannot be read is reported at the place that names it.
  func bytes(of name: String, namedAt place: Place, _ log: ProblemLog) -> [UInt8]? {
    if let bytes = bytesByName[name] { return bytes }
    switch Self.read(path(of: name), atMost: Self.greatestSize) {
    case .success(let bytes):
      bytesByName[name] = bytes
      return bytes
    case .failure(let failure):
      log.report(place, "cannot read \"\(path(of: name))\" (\(failure.reason))", failure.remedy)
      return nil
    }
  }

  /// SHA-256 (hex) of the definition followed by its files in order of name.
  func digest(definition: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(data: definition)
    for name in names {
      hash.update(data: bytesByName[name]!)
    }
    return HexText.text(hash.finalize())
  }

  /// Why a file was not read, and what to do.
  struct Failure: Error {
    let reason: String, remedy: String
  }

  /// Reads a regular file of limited size.
  static func read(_ path: String, atMost limit: Int) -> Result<[UInt8], Failure> {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .failure(Failure(reason: "no such file", remedy: "correct the name or put the file there"))
    }
    if isFolder.boolValue {
      return .failure(Failure(reason: "it is a folder", remedy: "name the file in it"))
    }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
      guard data.count <= limit else {
        let reason = "\(data.count) bytes, more than the \(limit) allowed"
        return .failure(Failure(reason: reason, remedy: "check that it is the right file"))
      }
      return .success([UInt8](data))
    } catch {
      return .failure(Failure(reason: "it cannot be opened", remedy: "check its permissions"))
    }
  }
}

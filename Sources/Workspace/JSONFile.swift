import Foundation
import Records

/// Small JSON files of the workspace: keys sorted, so that the same content is the same bytes, and sealed by a checksum.
public enum JSONFile {
  /// Reads a file; the error names the stage that writes it. One without its seal, or of which something was changed, is
  /// damaged; one that the system would not give is not.
  public static func load<Value: Decodable>(
    _ type: Value.Type, from path: String, writtenBy stage: String
  ) throws -> Value {
    guard let object = try FileContent.bytes(of: path).flatMap({ SealedJSON.opened($0) }),
      let value = try? JSONDecoder().decode(type, from: Data(object))
    else {
      throw WorkspaceError(
        what: "\(path): cannot be read", why: "it is missing or damaged", remedy: "run \(stage) again", damaged: path)
    }
    return value
  }

  /// Reads a file as `load` does; nil where it is missing or damaged, so that only what the system refuses is an error.
  public static func loadIfIntact<Value: Decodable>(
    _ type: Value.Type, from path: String, writtenBy stage: String
  ) throws -> Value? {
    do {
      return try load(type, from: path, writtenBy: stage)
    } catch let error as WorkspaceError where error.damaged != nil {
      return nil
    }
  }

  /// Whether a file has the seal of its text.
  public static func isIntact(_ path: String) throws(WorkspaceError) -> Bool {
    try FileContent.bytes(of: path).map { SealedJSON.opened($0) != nil } ?? false
  }

  /// Writes a value that is an object with at least one member.
  public static func save(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(value)
    data.append(0x0A)
    try FileContent.write(SealedJSON.sealed(data), to: path)
  }
}

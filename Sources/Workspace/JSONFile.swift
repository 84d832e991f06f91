import Foundation

/// Small JSON files of the workspace: keys sorted, so that the same content is the same bytes.
public enum JSONFile {
  /// Reads a file; the error names the stage that writes it.
  public static func load<Value: Decodable>(
    _ type: Value.Type, from path: String, writtenBy stage: String
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw WorkspaceError(
        what: "\(path): cannot be read", why: "it is missing or damaged", remedy: "run \(stage) again")
    }
  }

  /// Writes a file.
  public static func save(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(value)
    data.append(0x0A)
    try data.write(to: URL(fileURLWithPath: path))
  }
}

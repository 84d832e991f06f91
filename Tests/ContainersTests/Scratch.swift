import Containers
import Foundation

/// A folder that lasts as long as a test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "milepost-containers-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  func file(_ bytes: [UInt8], named name: String = "delivery") throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }
}

/// All bytes that a file contains.
func contents(_ path: String, limits: ContainerLimits = ContainerLimits()) throws -> [UInt8] {
  try unpack(path, limits: limits).bytes
}

/// All bytes that a file contains, and what its container had to tell.
func unpack(
  _ path: String, limits: ContainerLimits = ContainerLimits()
) throws -> (bytes: [UInt8], notes: [String], digest: String) {
  let container = try Container(path: path, limits: limits)
  var bytes: [UInt8] = []
  var notes: [String] = []
  while let member = try container.nextMember() {
    bytes += try all(member.content)
    notes += member.content.notes
  }
  return (bytes, notes, try container.file.digest())
}

/// All bytes of a source.
func all(_ source: any ByteSource) throws -> [UInt8] {
  var bytes: [UInt8] = []
  while true {
    let chunk = try source.nextChunk()
    if chunk.isEmpty { break }
    bytes.append(contentsOf: chunk)
  }
  return bytes
}

/// The code of the error that `body` ends with; nil if it ends well.
func errorCode(_ body: () throws -> Void) -> ContainerError.Code? {
  do {
    try body()
    return nil
  } catch let error as ContainerError {
    return error.code
  } catch {
    return nil
  }
}

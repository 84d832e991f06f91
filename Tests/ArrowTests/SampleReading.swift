import Arrow
import Foundation

extension ArrowFile {
  /// Every value, by column.
  func cells() -> [[Cell]] {
    fields.indices.map { field in
      (0..<batchCount).flatMap { index in
        let batch = batch(index)
        return (0..<batch.rowCount).map { cell(batch, field, $0) }
      }
    }
  }

  private func cell(_ batch: ArrowBatch, _ field: Int, _ row: Int) -> Cell {
    if batch.isNull(field, row) { return .null }
    switch fields[field].type {
    case .int32: return .int32(batch.int32(field)[row])
    case .int64: return .int64(batch.int64(field)[row])
    case .float64: return .float64(batch.float64(field)[row])
    case .utf8: return .text(batch.utf8(field).string(row))
    case .dictionary: return .text(dictionary(field).string(Int(batch.codes(field)[row])))
    }
  }
}

/// A folder of its own for each test, removed afterwards.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("arrow-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }
}

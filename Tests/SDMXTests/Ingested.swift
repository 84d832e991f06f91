import Arrow
import Foundation
import Records
import SDMX

/// One message as it was read: its records, and what it said of itself.
struct Ingested {
  /// The records in order, by column; a missing value has no entry.
  var rows: [[String: String]] = []
  var summary: MessageSummary
  /// How often the message was gone through.
  var passes: Int

  /// Reads a message that comes in chunks of `chunk` bytes.
  init(
    _ bytes: [UInt8], chunk: Int = 1 << 20, limits: MessageLimits = MessageLimits(),
    recordLimits: RecordLimits = RecordLimits()
  ) throws {
    let path = NSTemporaryDirectory() + "milepost-message-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    var plan = RecordPlan()
    var lessons = MessageLessons()
    passes = 0
    while true {
      passes += 1
      let writer = RecordWriter(path: path, plan: plan, limits: recordLimits)
      let reader = try bytes.withUnsafeBytes { bytes in
        let reader = try MessageRecognition.reader(
          head: UnsafeRawBufferPointer(rebasing: bytes.prefix(max(chunk, 1 << 16))), isRecoded: false, writer: writer,
          limits: limits, describedRejects: 100, lessons: lessons)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
          try reader.read(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + chunk, bytes.count)]))
        }
        try reader.finish()
        return reader
      }
      summary = reader.summary
      guard let better = try writer.finish() else { break }
      plan = better
      lessons = reader.lessons
    }
    rows = try Self.rows(of: path)
  }

  init(_ text: String, chunk: Int = 1 << 20) throws {
    try self.init(Array(text.utf8), chunk: chunk)
  }

  /// The values of one column, "-" where there is none.
  func column(_ name: String) -> [String] { rows.map { $0[name] ?? "-" } }

  static func rows(of path: String) throws -> [[String: String]] {
    let file = try ArrowFile(path: path)
    var rows: [[String: String]] = []
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      for row in 0..<batch.rowCount {
        var values: [String: String] = [:]
        for (field, description) in file.fields.enumerated() where !batch.isNull(field, row) {
          switch description.type {
          case .int64: values[description.name] = String(batch.int64(field)[row])
          case .int32: values[description.name] = String(batch.int32(field)[row])
          case .float64: values[description.name] = String(batch.float64(field)[row])
          case .utf8: values[description.name] = batch.utf8(field).string(row)
          case .dictionary: values[description.name] = file.dictionary(field).string(Int(batch.codes(field)[row]))
          }
        }
        rows.append(values)
      }
    }
    return rows
  }
}

/// The code of the error that reading a message ends with; nil if it ends well.
func errorCode(_ text: String, limits: MessageLimits = MessageLimits()) -> MessageError.Code? {
  do {
    _ = try Ingested(Array(text.utf8), limits: limits)
    return nil
  } catch let error as MessageError {
    return error.code
  } catch {
    return nil
  }
}

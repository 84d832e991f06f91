import Foundation
import Records
import Testing

@Suite("Memory that one delivery after the other uses")
struct RecordMemoryTests {
  /// Writes a file of `records` records that are unlike each other, some of them rejected; its bytes.
  private func write(_ records: Int, seed: Int, _ memory: RecordMemory, to path: String) throws -> Data {
    let writer = RecordWriter(path: path, memory: memory)
    let area = writer.field(named: "AREA")
    let value = writer.field(named: "OBS_VALUE")
    for number in 0..<records {
      let key = (number * 7 + seed) % 1000
      set(writer, area, "area \(key)")
      // Given twice, only the last one counts; given not at all, it is null.
      if number % 3 != 0 { set(writer, value, "first of all") }
      if number % 5 != 0 { set(writer, value, "\(number * seed)") }
      if number == 100 + seed { set(writer, writer.field(named: "LATE"), "") }
      if number % 11 == 4 {
        writer.rejectRecord()
      } else {
        try writer.endRecord(line: Int64(number + 2), column: 1)
      }
    }
    #expect(try writer.finish(metadata: ["seed": "\(seed)"]) == nil)
    return try Data(contentsOf: URL(filePath: path))
  }

  private func set(_ writer: RecordWriter, _ field: Int, _ text: String) {
    var text = text
    text.withUTF8 { bytes in #expect(writer.set(field, UnsafeRawBufferPointer(bytes))) }
  }

  @Test("leaves no trace of them")
  func traces() throws {
    let path = NSTemporaryDirectory() + "milepost-memory-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    let shared = RecordMemory()
    for (seed, records) in [(3, 70_000), (1, 20_000), (9, 500), (4, 100_000), (2, 5_000)] {
      let alone = try write(records, seed: seed, RecordMemory(), to: path)
      #expect(try write(records, seed: seed, shared, to: path) == alone)
    }
  }
}

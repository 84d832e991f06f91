import Arrow
import Foundation
import Testing

/// That pyarrow and polars read what is written, value by value.
@Suite(.enabled(if: Python.isAvailable, "MILEPOST_PYTHON names no Python with pyarrow and polars"))
struct ReadBackTests {
  @Test(arguments: [
    Sample.allTypes, .empty(batches: []), .empty(batches: [0]), .empty(batches: [], extraValues: ["c": ["a", "Ổ"]]),
    .emptyDictionary, .manyBatches,
  ])
  func othersReadEveryValue(_ sample: Sample) throws {
    let scratch = try Scratch()
    try sample.write(to: scratch.path("t.arrow"))
    let expected = try JSONSerialization.data(withJSONObject: expectation(sample), options: [.sortedKeys])
    try expected.write(to: URL(fileURLWithPath: scratch.path("t.json")))
    let result = try Python.run(script: "read_back.py", [scratch.path("t.arrow"), scratch.path("t.json")])
    #expect(result.status == 0, "\(result.output)")
  }

  @Test func aWrongValueIsNoticed() throws {
    let scratch = try Scratch()
    var sample = Sample.manyBatches
    try sample.write(to: scratch.path("t.arrow"))
    sample.columns[1][500] = .text("khác")
    let expected = try JSONSerialization.data(withJSONObject: expectation(sample))
    try expected.write(to: URL(fileURLWithPath: scratch.path("t.json")))
    let result = try Python.run(script: "read_back.py", [scratch.path("t.arrow"), scratch.path("t.json")])
    #expect(result.status == 1)
    #expect(result.output.contains("s, row 500"))
  }

  /// The JSON that `read_back.py` describes.
  private func expectation(_ sample: Sample) -> [String: Any] {
    var columns: [String: [Any]] = [:]
    var dictionaries: [String: [String]] = [:]
    for (field, cells) in zip(sample.fields, sample.columns) {
      columns[field.name] = cells.map(json)
      guard field.type == .dictionary else { continue }
      var values: [String] = []
      for case .text(let text) in cells where !values.contains(text) { values.append(text) }
      dictionaries[field.name] = values + (sample.extraValues[field.name] ?? [])
    }
    let fields: [[String: Any]] = sample.fields.map {
      ["name": $0.name, "type": "\($0.type)", "nullable": $0.nullable]
    }
    return [
      "fields": fields, "columns": columns, "dictionaries": dictionaries, "metadata": sample.metadata,
      "batches": sample.batches,
    ]
  }

  private func json(_ cell: Cell) -> Any {
    switch cell {
    case .null: return NSNull()
    case .int32(let value): return NSNumber(value: value)
    case .int64(let value): return NSNumber(value: value)
    case .float64(let bits):
      let digits = String(bits, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    case .text(let text): return text
    }
  }
}

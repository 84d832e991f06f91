import Arrow
import Foundation

/// One value of a sample table.
enum Cell: Equatable {
  case null
  case int32(Int32)
  case int64(Int64)
  case float64(UInt64)  // bits, so that NaN and -0.0 compare
  case text(String)

  static func float64(_ value: Double) -> Cell { .float64(value.bitPattern) }
}

/// A table small enough to compare value by value.
struct Sample {
  var fields: [ArrowField]
  /// By column.
  var columns: [[Cell]]
  /// The row count of each record batch.
  var batches: [Int]
  var metadata: [String: String] = [:]
  /// The values of each dictionary field, by name, beyond those that occur.
  var extraValues: [String: [String]] = [:]

  /// Writes the sample batch by batch.
  func write(to path: String) throws {
    let writer = try ArrowFileWriter(path: path, fields: fields)
    var dictionaries: [String: ArrowDictionary] = [:]
    for field in fields where field.type == .dictionary { dictionaries[field.name] = ArrowDictionary() }
    let arrowColumns = fields.map { ArrowColumn($0.type) }
    var start = 0
    for size in batches {
      for (index, column) in arrowColumns.enumerated() {
        column.removeAll(keepingCapacity: size % 2 == 0)
        for cell in columns[index][start..<(start + size)] {
          switch cell {
          case .null: column.appendNull()
          case .int32(let value): column.append(value)
          case .int64(let value): column.append(value)
          case .float64(let bits): column.append(Double(bitPattern: bits))
          case .text(let text) where column.type == .dictionary:
            column.append(dictionaries[fields[index].name]!.code(text))
          case .text(let text): column.append(text)
          }
        }
      }
      try writer.write(arrowColumns)
      start += size
    }
    for (name, values) in extraValues {
      for value in values { _ = dictionaries[name]!.code(value) }
    }
    try writer.finish(dictionaries: dictionaries, metadata: metadata)
  }

  /// All types, with what each has of special values, in four batches, one of them without rows.
  static let allTypes: Sample = {
    let texts = ["Hà Nội", "", "Thừa Thiên Huế", "Đắk Lắk", "a\u{0}b", "Đà Nẵng", "", "😀", "x", "Bà Rịa – Vũng Tàu"]
    let doubles = [0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, -1, 2]
    let longs: [Int64] = [.min, .max, 0, -1, 1, 1 << 53 + 1, 7, 8, 9, 10]
    let ints: [Int32] = [.min, .max, 0, -1, 1, 5, 6, 7, 8, 9]
    func holes(_ cells: [Cell], _ step: Int) -> [Cell] {
      cells.enumerated().map { $0.offset % step == step - 1 ? .null : $0.element }
    }
    let cycled = (0..<10).map { Cell.text(texts[$0 % 4]) }
    return Sample(
      fields: [
        ArrowField("i", .int32), ArrowField("i?", .int32, nullable: true),
        ArrowField("l", .int64), ArrowField("l?", .int64, nullable: true),
        ArrowField("d", .float64), ArrowField("d?", .float64, nullable: true),
        ArrowField("s", .utf8), ArrowField("s?", .utf8, nullable: true),
        ArrowField("tỉnh", .dictionary), ArrowField("tỉnh?", .dictionary, nullable: true),
        ArrowField("all null", .utf8, nullable: true),
      ],
      columns: [
        ints.map(Cell.int32), holes(ints.map(Cell.int32), 2),
        longs.map(Cell.int64), holes(longs.map(Cell.int64), 3),
        doubles.map { Cell.float64($0) }, holes(doubles.map { Cell.float64($0) }, 4),
        texts.map(Cell.text), holes(texts.map(Cell.text), 2),
        cycled, holes(cycled, 3),
        [Cell](repeating: .null, count: 10),
      ],
      batches: [1, 0, 8, 1],
      metadata: ["z": "cuối", "a": "", "ấ": "giữa", "m": "line\nline"])
  }()

  /// Every type, no values: in one batch without rows, or in none.
  static func empty(batches: [Int], extraValues: [String: [String]] = [:]) -> Sample {
    Sample(
      fields: [
        ArrowField("i", .int32), ArrowField("l", .int64, nullable: true), ArrowField("d", .float64),
        ArrowField("s", .utf8), ArrowField("c", .dictionary), ArrowField("c?", .dictionary, nullable: true),
      ],
      columns: [[], [], [], [], [], []], batches: batches, extraValues: extraValues)
  }

  /// A dictionary without values, of which all codes are null.
  static let emptyDictionary = Sample(
    fields: [ArrowField("c", .dictionary, nullable: true), ArrowField("l", .int64)],
    columns: [[.null, .null, .null], [.int64(1), .int64(2), .int64(3)]], batches: [2, 1])

  /// Enough rows for validity bitmaps and buffers of several sizes.
  static let manyBatches: Sample = {
    let sizes = [7, 8, 9, 63, 64, 65, 1, 1000]
    let rows = 0..<sizes.reduce(0, +)
    return Sample(
      fields: [
        ArrowField("l", .int64, nullable: true), ArrowField("s", .utf8, nullable: true), ArrowField("c", .dictionary),
      ],
      columns: [
        rows.map { $0 % 5 == 0 ? .null : .int64(Int64($0)) },
        rows.map { $0 % 7 == 0 ? .null : .text(String(repeating: "ă", count: $0 % 11)) },
        rows.map { .text("mã \($0 % 301)") },
      ],
      batches: sizes)
  }()
}

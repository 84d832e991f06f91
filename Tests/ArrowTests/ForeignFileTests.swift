import Arrow
import Testing

/// That files of pyarrow are read, or refused in words.
@Suite(.enabled(if: Python.isAvailable, "MILEPOST_PYTHON names no Python with pyarrow and polars"))
struct ForeignFileTests {
  private static let samples = Result { () throws -> Scratch in
    let scratch = try Scratch()
    let result = try Python.run(script: "write_samples.py", [scratch.folder])
    if result.status != 0 { throw ArrowError(path: "write_samples.py", what: result.output) }
    return scratch
  }

  private let scratch: Scratch

  init() throws { scratch = try Self.samples.get() }

  private static let columns: [[Cell]] = [
    [.int32(1), .null, .int32(-3), .null, .int32(5)],
    [.int64(.min), .int64(.max), .int64(0), .int64(1), .int64(2)],
    [.float64(0.5), .null, .float64(.infinity), .float64(-0.0), .float64(.nan)],
    [.text("Hà Nội"), .text(""), .null, .text("Huế"), .text("Đà Nẵng")],
    [.text("đỏ"), .null, .text(""), .text("xanh"), .text("đỏ")],
  ]

  @Test(arguments: [
    ("all_types", 0..<5, [5]), ("many_batches", 0..<5, [2, 2, 1]), ("slice", 1..<4, [3]), ("version4", 0..<5, [5]),
    ("no_batches", 0..<0, []),
  ])
  func supportedTypesAreRead(_ name: String, _ rows: Range<Int>, _ batches: [Int]) throws {
    let file = try ArrowFile(path: scratch.path("\(name).arrow"), .unchecked)
    #expect(file.fields.map(\.type) == [.int32, .int64, .float64, .utf8, .dictionary])
    #expect(file.fields.map(\.nullable) == [true, false, true, true, true])
    #expect(file.metadata == ["nguồn": "pyarrow"])
    #expect((0..<file.batchCount).map { file.batch($0).rowCount } == batches)
    #expect(file.cells() == Self.columns.map { Array($0[rows]) })
  }

  @Test func filesWithoutRowsAreRead() throws {
    let file = try ArrowFile(path: scratch.path("no_rows.arrow"), .unchecked)
    #expect(file.rowCount == 0)
    #expect(file.fields.count == 5)
  }

  @Test(arguments: [
    ("int8_index", "field x has dictionary index type int8, which is not supported"),
    ("int16_index", "field x has dictionary index type int16, which is not supported"),
    ("int64_values", "field x has dictionary of int64 values, which is not supported"),
    ("large_utf8", "field x has type large utf8, which is not supported"),
    ("view", "field x has type utf8 view, which is not supported"),
    ("float32", "field x has type float32, which is not supported"),
    ("uint64", "field x has type uint64, which is not supported"),
    ("list", "field x has type list, which is not supported"),
    ("lz4", "is compressed, which is not supported"),
    ("zstd", "is compressed, which is not supported"),
    ("legacy", "no message where the footer says there is one"),
    ("null_value", "dictionary 0 has a null among its values, which is not supported"),
    ("delta", "dictionary 0 comes in parts, which is not supported"),
  ])
  func othersAreRefusedInWords(_ name: String, _ what: String) throws {
    let error = #expect(throws: ArrowError.self) { try ArrowFile(path: scratch.path("\(name).arrow"), .unchecked) }
    #expect(error?.what == what)
    #expect(error?.path == scratch.path("\(name).arrow"))
  }
}

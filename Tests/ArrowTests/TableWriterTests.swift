import Arrow
import Foundation
import Testing

@Suite struct TableWriterTests {
  static let fields = [
    ArrowField("l", .int64), ArrowField("i", .int32, nullable: true), ArrowField("d", .float64, nullable: true),
    ArrowField("s", .utf8, nullable: true), ArrowField("c", .dictionary),
  ]

  @Test func batchesAreWrittenAsTheyFill() throws {
    let scratch = try Scratch()
    let writer = try ArrowTableWriter(path: scratch.path("t"), fields: Self.fields)
    let rows = ArrowTableWriter.batchRows * 2 + 3
    let fixed = writer.code(4, text: "cố định")
    for row in 0..<rows {
      writer.append(0, Int64(row))
      if row % 2 == 0 { writer.append(1, Int32(row)) }
      if row % 3 == 0 { writer.append(2, Double(row)) } else { writer.appendNull(2) }
      if row % 5 == 0 { writer.append(3, text: "số \(row)") }
      if row % 7 == 0 { writer.append(4, code: fixed) } else { writer.append(4, text: "mã \(row % 1000)") }
      try writer.endRow()
    }
    #expect(writer.rowCount == rows)
    try writer.finish(metadata: ["k": "v"])

    let file = try ArrowFile(path: scratch.path("t"))
    #expect((0..<file.batchCount).map { file.batch($0).rowCount } == [65_536, 65_536, 3])
    #expect(file.metadata == ["k": "v"])
    let cells = file.cells()
    for row in 0..<rows {
      let expected: [Cell] = [
        .int64(Int64(row)), row % 2 == 0 ? .int32(Int32(row)) : .null, row % 3 == 0 ? .float64(Double(row)) : .null,
        row % 5 == 0 ? .text("số \(row)") : .null, .text(row % 7 == 0 ? "cố định" : "mã \(row % 1000)"),
      ]
      if cells.map({ $0[row] }) != expected { Issue.record("row \(row) is \(cells.map { $0[row] })") }
    }
  }

  /// Rows given many at a time are the bytes of rows given one by one.
  @Test(arguments: [1, 7, 8, 500, 65_536], [0, 1, 3, 1000])
  func manyRowsAtOnce(step: Int, missing: Int) throws {
    let fields = [
      ArrowField("l", .int64), ArrowField("d", .float64, nullable: true), ArrowField("s", .float64),
      ArrowField("c", .dictionary),
    ]
    let scratch = try Scratch()
    let rows = step == 65_536 || step == 500 ? ArrowTableWriter.batchRows + 5 : 100
    func value(_ row: Int) -> Double { missing > 0 && row % missing == missing - 1 ? .nan : Double(row) }
    let single = try ArrowTableWriter(path: scratch.path("single"), fields: fields)
    for row in 0..<rows {
      single.append(0, Int64(row))
      if value(row).isNaN { single.appendNull(1) } else { single.append(1, value(row)) }
      single.append(2, Double(row) / 2)
      single.append(3, text: "\(row % 10)")
      try single.endRow()
    }
    try single.finish(metadata: [:])

    let many = try ArrowTableWriter(path: scratch.path("many"), fields: fields)
    many.reserve(rows: step)
    var row = 0
    while row < rows {
      let count = min(step, rows - row, many.room)
      let (integers, doubles) = (many.appendInt64s(0, count), many.appendDoubles(2, count))
      for index in 0..<count {
        integers[index] = Int64(row + index)
        doubles[index] = Double(row + index) / 2
      }
      let values = (row..<(row + count)).map { value($0) }
      values.withUnsafeBufferPointer { many.append(1, optional: $0) }
      let codes = many.appendCodes(3, count)
      for index in 0..<count { codes[index] = many.code(3, text: "\((row + index) % 10)") }
      try many.endRows(count)
      row += count
    }
    #expect(many.rowCount == rows)
    try many.finish(metadata: [:])
    let contents = ["single", "many"].map { FileManager.default.contents(atPath: scratch.path($0)) }
    #expect(contents[0] == contents[1])
  }

  @Test func noMoreRowsAtOnceThanThereIsRoomFor() async {
    await #expect(processExitsWith: .failure) {
      let writer = try ArrowTableWriter(path: "/dev/null", fields: [ArrowField("l", .int64)])
      let count = writer.room + 1
      writer.appendInt64s(0, count).initialize(repeating: 0, count: count)
      try writer.endRows(count)
    }
  }

  @Test func rowsAtOnceMustHaveEveryValue() async {
    await #expect(processExitsWith: .failure) {
      let writer = try ArrowTableWriter(
        path: "/dev/null", fields: [ArrowField("l", .int64), ArrowField("m", .int64)])
      writer.appendInt64s(0, 3).initialize(repeating: 0, count: 3)
      writer.appendInt64s(1, 2).initialize(repeating: 0, count: 2)
      try writer.endRows(3)
    }
  }

  @Test func aTableWithoutRowsHasNoBatches() throws {
    let scratch = try Scratch()
    try ArrowTableWriter(path: scratch.path("t"), fields: Self.fields).finish(metadata: [:])
    let file = try ArrowFile(path: scratch.path("t"))
    #expect((file.batchCount, file.rowCount) == (0, 0))
    #expect(file.fields == Self.fields)
  }

  @Test func aRowMustHaveEveryValueThatIsNotNullable() async {
    await #expect(processExitsWith: .failure) {
      let writer = try ArrowTableWriter(path: "/dev/null", fields: TableWriterTests.fields)
      writer.append(0, 1 as Int64)
      try writer.endRow()
    }
  }

  @Test func aRowMustHaveNoValueTwice() async {
    await #expect(processExitsWith: .failure) {
      let writer = try ArrowTableWriter(path: "/dev/null", fields: [ArrowField("l", .int64)])
      writer.append(0, 1 as Int64)
      writer.append(0, 1 as Int64)
      try writer.endRow()
    }
  }

  @Test func theLastRowMustBeEnded() async {
    await #expect(processExitsWith: .failure) {
      let writer = try ArrowTableWriter(path: "/dev/null", fields: [ArrowField("l", .int64)])
      writer.append(0, 1 as Int64)
      try writer.finish(metadata: [:])
    }
  }
}

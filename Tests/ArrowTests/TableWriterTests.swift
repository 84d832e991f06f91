import Arrow
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

import Arrow
import Foundation
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: [
    Sample.allTypes, .empty(batches: []), .empty(batches: [0]), .empty(batches: [], extraValues: ["c": ["a"]]),
    .emptyDictionary, .manyBatches,
  ])
  func everyValueComesBack(_ sample: Sample) throws {
    let scratch = try Scratch()
    try sample.write(to: scratch.path("t.arrow"))
    let file = try ArrowFile(path: scratch.path("t.arrow"))
    #expect(file.fields == sample.fields)
    #expect(file.metadata == sample.metadata)
    #expect((0..<file.batchCount).map { file.batch($0).rowCount } == sample.batches)
    #expect(file.rowCount == sample.columns[0].count)
    #expect(file.cells() == sample.columns)
  }

  @Test func equalCallsGiveEqualBytes() throws {
    let scratch = try Scratch()
    try Sample.allTypes.write(to: scratch.path("a"))
    try Sample.allTypes.write(to: scratch.path("b"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path("a")))
    #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: scratch.path("b"))))
  }

  @Test func buffersLieAtMultiplesOf64() throws {
    let scratch = try Scratch()
    try Sample.allTypes.write(to: scratch.path("t.arrow"))
    let file = try ArrowFile(path: scratch.path("t.arrow"))
    for index in 0..<file.batchCount where file.batch(index).rowCount > 0 {
      let start = try #require(file.batch(index).int64(2).baseAddress)
      #expect(UInt(bitPattern: start) % 64 == 0)
    }
  }

  @Test func nullsAndFieldsCanBeAskedFor() throws {
    let scratch = try Scratch()
    try Sample.allTypes.write(to: scratch.path("t.arrow"))
    let file = try ArrowFile(path: scratch.path("t.arrow"))
    #expect(file.index(of: "tỉnh?") == 9)
    #expect(file.index(of: "huyện") == nil)
    #expect(!file.batch(2).hasNulls(0))
    #expect(file.batch(2).hasNulls(1))
    #expect(!file.batch(0).hasNulls(1))
    #expect(file.dictionary(8).count == 4)
    #expect(file.batch(2).codes(8)[0] == 1)
  }

  @Test func stringsOutliveTheirFile() throws {
    let scratch = try Scratch()
    try Sample.allTypes.write(to: scratch.path("t.arrow"))
    let strings = try ArrowFile(path: scratch.path("t.arrow")).dictionary(8)
    #expect(strings.string(2) == "Thừa Thiên Huế")
  }

  @Test func emptiedColumnsStartAfresh() {
    let column = ArrowColumn(.utf8)
    column.append("a")
    column.appendNull()
    #expect((column.count, column.nullCount) == (2, 1))
    column.removeAll(keepingCapacity: false)
    #expect((column.count, column.nullCount, column.byteCount) == (0, 0, 4))
  }
}

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

  @Test(arguments: [ArrowFile.Integrity.checked, .unchecked])
  func bytesInMemoryAreReadAsAFileIs(_ integrity: ArrowFile.Integrity) throws {
    let scratch = try Scratch()
    try Sample.allTypes.write(to: scratch.path("t.arrow"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path("t.arrow")))
    try bytes.withUnsafeBytes { bytes in
      let file = try ArrowFile(path: "memory", lent: bytes, integrity)
      #expect(file.cells() == Sample.allTypes.columns)
      // Lent memory stays as it is.
      file.release()
      #expect(file.cells() == Sample.allTypes.columns)
      #expect(throws: ArrowError.self) {
        try ArrowFile(path: "memory", lent: UnsafeRawBufferPointer(rebasing: bytes.dropLast()), integrity)
      }
    }
  }

  @Test func equalCallsGiveEqualBytes() throws {
    let scratch = try Scratch()
    try Sample.allTypes.write(to: scratch.path("a"))
    try Sample.allTypes.write(to: scratch.path("b"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path("a")))
    #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: scratch.path("b"))))
  }

  @Test func buffersOfTheCallersGiveTheSameBytes() throws {
    let scratch = try Scratch()
    let fields = [
      ArrowField("l", .int64), ArrowField("i", .int32), ArrowField("c", .dictionary, nullable: true),
      ArrowField("t", .utf8, nullable: true),
    ]
    var codes = ArrowDictionary()
    for text in ["a", "b"] { _ = codes.code(text) }
    let columns = fields.map { ArrowColumn($0.type) }
    for row in 0..<70 {
      columns[0].append(Int64(row))
      columns[1].append(Int32(-row))
      if row % 3 == 0 { columns[2].appendNull() } else { columns[2].append(Int32(row % 2)) }
      if row % 7 == 0 { columns[3].appendNull() } else { columns[3].append(String(repeating: "x", count: row % 4)) }
    }
    let gathered = try ArrowFileWriter(path: scratch.path("a"), fields: fields)
    try gathered.write(columns)
    try gathered.finish(dictionaries: ["c": codes], metadata: [:])

    let rows = 0..<70
    let bits = { (isNull: (Int) -> Bool) in
      stride(from: 0, to: 70, by: 8).map { byte in
        (byte..<min(byte + 8, 70)).reduce(UInt8(0)) { $0 | (isNull($1) ? 0 : 1 << UInt8($1 - byte)) }
      }
    }
    var offsets: [Int32] = [0]
    for row in rows { offsets.append(offsets[row] + (row % 7 == 0 ? 0 : Int32(row % 4))) }
    let lent = try ArrowFileWriter(path: scratch.path("b"), fields: fields)
    try rows.map(Int64.init).withUnsafeBufferPointer { longs in
      try rows.map { Int32(-$0) }.withUnsafeBufferPointer { ints in
        try rows.map { $0 % 3 == 0 ? 0 : Int32($0 % 2) }.withUnsafeBufferPointer { codes in
          try bits { $0 % 3 == 0 }.withUnsafeBytes { codeBits in
            try offsets.withUnsafeBufferPointer { offsets in
              try [UInt8](repeating: UInt8(ascii: "x"), count: Int(offsets[70])).withUnsafeBytes { text in
                try bits { $0 % 7 == 0 }.withUnsafeBytes { textBits in
                  try lent.write([
                    ArrowColumnBuffers(longs), ArrowColumnBuffers(ints),
                    ArrowColumnBuffers(codes: codes, nulls: .init(count: 24, validity: codeBits)),
                    ArrowColumnBuffers(offsets: offsets, text: text, nulls: .init(count: 10, validity: textBits)),
                  ])
                }
              }
            }
          }
        }
      }
    }
    try lent.finish(dictionaries: ["c": codes], metadata: [:])
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

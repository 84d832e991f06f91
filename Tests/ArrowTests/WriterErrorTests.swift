import Arrow
import Testing

@Suite struct WriterErrorTests {
  private func failure(_ fields: [ArrowField], _ columns: [ArrowColumn]) throws -> ArrowError? {
    let scratch = try Scratch()
    let writer = try ArrowFileWriter(path: scratch.path("t"), fields: fields)
    return #expect(throws: ArrowError.self) { try writer.write(columns) }
  }

  @Test func batchesMustFitTheFields() throws {
    let one = ArrowColumn(.int64)
    one.append(1 as Int64)
    let none = ArrowColumn(.int64)
    let null = ArrowColumn(.int64)
    null.appendNull()
    let negative = ArrowColumn(.dictionary)
    negative.append(-1 as Int32)
    let field = ArrowField("a", .int64)
    #expect(try failure([field], [])?.what == "0 columns for 1 fields")
    #expect(try failure([field, ArrowField("b", .int64)], [one, none])?.what == "0 values of b in a batch of 1 rows")
    #expect(try failure([field], [null])?.what == "a null in a")
    #expect(try failure([field], [negative])?.what == "a column of type dictionary for a, which is int64")
    #expect(try failure([ArrowField("c", .dictionary)], [negative])?.what == "negative code -1 in c")
  }

  @Test func codesMustHaveValues() throws {
    let scratch = try Scratch()
    let column = ArrowColumn(.dictionary)
    column.append(0 as Int32)
    let writer = try ArrowFileWriter(path: scratch.path("t"), fields: [ArrowField("c", .dictionary)])
    try writer.write([column])
    let error = #expect(throws: ArrowError.self) {
      try writer.finish(dictionaries: ["c": ArrowDictionary()], metadata: [:])
    }
    #expect(error?.what == "c has code 0 of a dictionary of 0")
  }

  @Test func everyDictionaryFieldNeedsItsDictionary() throws {
    let scratch = try Scratch()
    let writer = try ArrowFileWriter(path: scratch.path("t"), fields: [ArrowField("c", .dictionary)])
    #expect(throws: ArrowError.self) { try writer.finish(dictionaries: [:], metadata: [:]) }
    let other = try ArrowFileWriter(path: scratch.path("t"), fields: [ArrowField("l", .int64)])
    #expect(throws: ArrowError.self) { try other.finish(dictionaries: ["l": ArrowDictionary()], metadata: [:]) }
  }

  @Test func twoFieldsOfOneNameAreRefused() throws {
    let scratch = try Scratch()
    let fields = [ArrowField("l", .int64), ArrowField("l", .int32)]
    #expect(throws: ArrowError.self) { try ArrowFileWriter(path: scratch.path("t"), fields: fields) }
  }

  @Test func aFileThatCannotBeMadeIsNamed() throws {
    let scratch = try Scratch()
    let path = scratch.path("missing/t.arrow")
    let error = #expect(throws: ArrowError.self) { try ArrowFileWriter(path: path, fields: []) }
    #expect(error?.description == "\(path): cannot be created: No such file or directory")
  }

  @Test func aFullDeviceIsAnError() throws {
    let column = ArrowColumn(.int64)
    for value in 0..<100_000 as Range<Int64> { column.append(value) }
    let writer = try ArrowFileWriter(path: "/dev/full", fields: [ArrowField("l", .int64)])
    let error = #expect(throws: ArrowError.self) {
      try writer.write([column])
      try writer.finish(dictionaries: [:], metadata: [:])
    }
    #expect(
      error?.description == "/dev/full: cannot be written: No space left on device; make room on the disk, or raise "
        + "the quota (df -h, quota), and run again")
  }
}

import Arrow

/// The Arrow file of one delivery, written batch by batch.
final class RecordFile {
  private let writer: ArrowFileWriter
  private let names: [String]
  private let memory: RecordMemory
  /// Which rows of each column have a value, bit by bit.
  private var validity: RecordMemory.Block?

  init(path: String, columns: UnsafeBufferPointer<FieldColumn>, memory: RecordMemory) throws {
    self.memory = memory
    names = Self.columnNames(columns)
    var fields = [ArrowField("record", .int64), ArrowField("line", .int64), ArrowField("column", .int32)]
    for (index, name) in names.enumerated() {
      let type = columns[index].isText ? ArrowType.utf8 : .dictionary
      fields.append(ArrowField(name, type, nullable: index >= RecordWriter.givenFields))
    }
    writer = try ArrowFileWriter(path: path, fields: fields)
  }

  deinit {
    if let validity { memory.giveBack(validity) }
  }

  /// Writes a batch of as many rows as there are places. The columns must be prepared before they are used again.
  func write(_ columns: UnsafeBufferPointer<FieldColumn>, _ places: RecordPlaces, rows: Int) throws {
    let stride = (rows + 63) / 64 * 8
    let bitmaps = bitmaps(columns.count * stride)
    var buffers = places.buffers(rows: rows)
    buffers.reserveCapacity(columns.count + buffers.count)
    for (index, column) in columns.enumerated() {
      let codes = UnsafeMutableBufferPointer(start: column.codes, count: rows)
      let isGiven = index >= RecordWriter.givenFields
      // What every file has is never null: code 0 is "", which says that none was given.
      let nulls = isGiven ? Self.nulls(codes, bitmaps + index * stride) : .none
      if column.isText {
        let text = UnsafeRawBufferPointer(start: column.text, count: column.textCount)
        buffers.append(ArrowColumnBuffers(offsets: column.makeOffsets(rows: rows), text: text, nulls: nulls))
      } else {
        for row in 0..<rows { codes[row] = max(codes[row], 0) }
        buffers.append(ArrowColumnBuffers(codes: UnsafeBufferPointer(codes), nulls: nulls))
      }
    }
    try writer.write(buffers)
  }

  func finish(_ columns: UnsafeBufferPointer<FieldColumn>, metadata: [String: String]) throws {
    var dictionaries: [String: ArrowDictionary] = [:]
    for (index, name) in names.enumerated() where !columns[index].isText {
      dictionaries[name] = columns[index].dictionary
    }
    try writer.finish(dictionaries: dictionaries, metadata: metadata)
  }

  private func bitmaps(_ byteCount: Int) -> UnsafeMutableRawPointer {
    if let validity, validity.byteCount >= byteCount { return validity.start }
    if let validity { memory.giveBack(validity) }
    let block = memory.take(byteCount)
    validity = block
    return block.start
  }

  /// Finds the negative codes, and sets a bit in `bitmap`, which has eight bytes for every 64 of them, for each other one.
  private static func nulls(
    _ codes: UnsafeMutableBufferPointer<Int32>, _ bitmap: UnsafeMutableRawPointer
  ) -> ArrowColumnBuffers.Nulls {
    var signs: Int32 = 0
    for code in codes { signs |= code }
    if signs >= 0 { return .none }
    var present = 0
    var row = 0
    while row < codes.count {
      var word: UInt64 = 0
      let count = min(64, codes.count - row)
      for bit in 0..<count { word |= UInt64(UInt32(bitPattern: ~codes[row + bit]) >> 31) << UInt64(bit) }
      present += word.nonzeroBitCount
      bitmap.storeBytes(of: word.littleEndian, toByteOffset: row / 8, as: UInt64.self)
      row += 64
    }
    return ArrowColumnBuffers.Nulls(
      count: codes.count - present, validity: UnsafeRawBufferPointer(start: bitmap, count: (codes.count + 7) / 8))
  }

  /// The column of each field, made different from the columns that every file has.
  private static func columnNames(_ columns: UnsafeBufferPointer<FieldColumn>) -> [String] {
    let given: Set<String> = ["record", "line", "column", "member", "action", "structure"]
    var taken = given
    for column in columns { taken.insert(column.name) }
    return columns.enumerated().map { index, column in
      guard index >= RecordWriter.givenFields, given.contains(column.name) else { return column.name }
      var name = column.name + "_"
      while taken.contains(name) { name += "_" }
      taken.insert(name)
      return name
    }
  }
}

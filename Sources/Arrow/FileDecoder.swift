/// Reads the dictionaries and record batches that a footer lists.
struct FileDecoder {
  let file: MappedFile
  let footer: FlatTableView
  /// Where messages must end: at the footer.
  let limit: Int
  let schema: DecodedSchema

  /// The dictionary of each dictionary field.
  func dictionaries() throws(ArrowError) -> [ArrowStrings?] {
    var known: [Int64: ArrowStrings] = [:]
    for block in try blocks(2) {
      let message = try DecodedMessage(
        footer.buffer, block: block, headerType: ArrowFormat.headerDictionaryBatch, limit: limit)
      let id = try message.header.scalar(0, default: 0 as Int64)
      guard known[id] == nil, try message.header.scalar(2, default: 0 as UInt8) == 0 else {
        throw failure("dictionary \(id) comes in parts, which is not supported", message.header.at)
      }
      var decoder = try BatchDecoder(message.header.table(1, "the values of a dictionary"), body: message.body)
      let view = try decoder.column(.utf8, "dictionary \(id)")
      try decoder.finish()
      guard view.validity == nil else {
        throw failure("dictionary \(id) has a null among its values, which is not supported", message.header.at)
      }
      known[id] = ArrowStrings(view, owner: file)
    }
    // Writers leave out a dictionary that no batch needs.
    let none = ArrowColumnView(
      count: 0, validity: nil, values: file.bytes.baseAddress!, text: file.bytes.baseAddress!)
    return schema.dictionaryIDs.map { id in id.map { known[$0] ?? ArrowStrings(none, owner: file) } }
  }

  /// The record batches, their codes checked against `dictionaries`.
  func batches(_ dictionaries: [ArrowStrings?]) throws(ArrowError) -> [ArrowBatch] {
    let types = schema.fields.map(\.type)
    var batches: [ArrowBatch] = []
    for block in try blocks(3) {
      let message = try DecodedMessage(
        footer.buffer, block: block, headerType: ArrowFormat.headerRecordBatch, limit: limit)
      var decoder = try BatchDecoder(message.header, body: message.body)
      var columns: [ArrowColumnView] = []
      columns.reserveCapacity(types.count)
      for (index, field) in schema.fields.enumerated() {
        let view = try decoder.column(field.type, field.name)
        if !field.nullable && view.validity != nil {
          throw failure("a null in \(field.name), which is not nullable", message.header.at)
        }
        if let dictionary = dictionaries[index] { try checkCodes(view, dictionary.count, field.name) }
        columns.append(view)
      }
      try decoder.finish()
      batches.append(ArrowBatch(rowCount: decoder.rowCount, columns: columns, types: types, owner: file))
    }
    return batches
  }

  /// Where the blocks of a slot of the footer lie.
  private func blocks(_ slot: Int) throws(ArrowError) -> [Int] {
    guard let vector = try footer.vector(slot, stride: 24) else { return [] }
    return (0..<vector.count).map { vector.start + 24 * $0 }
  }

  private func checkCodes(_ view: ArrowColumnView, _ count: Int, _ name: String) throws(ArrowError) {
    let codes = UnsafeBufferPointer(start: view.values.assumingMemoryBound(to: UInt32.self), count: view.count)
    // Negative codes are the largest here.
    var largest: UInt32 = 0
    for code in codes { largest = max(largest, code) }
    if codes.isEmpty || Int(largest) < count { return }
    // Only now row by row, since a null may hold any code.
    for row in 0..<view.count where Int(codes[row]) >= count && !view.isNull(row) {
      let at = view.values - file.bytes.baseAddress! + 4 * row
      throw failure("\(name) has code \(Int32(bitPattern: codes[row])) of a dictionary of \(count)", at)
    }
  }

  private func failure(_ what: String, _ at: Int) -> ArrowError {
    ArrowError(path: file.path, what: what, offset: at)
  }
}

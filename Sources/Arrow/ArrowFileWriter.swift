/// Writes an Arrow IPC file (also called Feather version 2): uncompressed, little-endian, one pass.
///
/// Equal calls give equal bytes. A writer that is not finished leaves a file no reader accepts.
public final class ArrowFileWriter {
  /// The columns of the table.
  public let fields: [ArrowField]
  private let output: FileOutput
  private var batches: [MetadataEncoding.Block] = []
  /// The largest code written of each dictionary field, to be checked when the dictionaries are known.
  private var largestCodes: [Int32]
  private var isFinished = false

  /// Creates or truncates the file at `path`.
  public init(path: String, fields: [ArrowField]) throws(ArrowError) {
    self.fields = fields
    largestCodes = [Int32](repeating: -1, count: fields.count)
    guard Set(fields.map(\.name)).count == fields.count else {
      throw ArrowError(path: path, what: "two fields of one name", cause: .misuse)
    }
    output = try FileOutput(path: path)
    try output.write(ArrowFormat.magic)
    try output.align(8)
    let schema = MetadataEncoding.schema(fields, metadata: [:])
    let message = MetadataEncoding.message(ArrowFormat.headerSchema, schema, bodyLength: 0)
    _ = try writeMessage(message, body: nil)
  }

  /// Writes one record batch: a column for each field, in order, all of the same length.
  public func write(_ columns: [ArrowColumn]) throws(ArrowError) {
    try write(columns.map { ArrowColumnBuffers($0) })
    // The buffers point into the columns.
    withExtendedLifetime(columns) {}
  }

  /// Writes one record batch from memory of the caller's: a column for each field, in order, all of the same length.
  public func write(_ columns: [ArrowColumnBuffers]) throws(ArrowError) {
    precondition(!isFinished, "a record batch after the file was finished")
    let rowCount = columns.first?.count ?? 0
    try check(columns, rowCount: rowCount)
    let body = BodyLayout(columns: columns, rowCount: rowCount)
    let header = MetadataEncoding.recordBatch(body)
    let message = MetadataEncoding.message(ArrowFormat.headerRecordBatch, header, bodyLength: body.length)
    batches.append(try writeMessage(message, body: body))
  }

  /// Writes the values of each dictionary field, the footer and `metadata`, and closes the file.
  ///
  /// The values come last because only then are they all known. A reader of the file format finds them by the
  /// footer: dictionary batches may stand in any order there ("IPC File Format").
  public func finish(dictionaries: [String: ArrowDictionary], metadata: [String: String]) throws(ArrowError) {
    precondition(!isFinished, "the file was finished already")
    isFinished = true
    let blocks = try writeDictionaries(dictionaries)
    // End of stream.
    try output.write(ArrowFormat.continuation)
    try output.write(0 as UInt32)
    let schema = MetadataEncoding.schema(fields, metadata: metadata)
    var footer = MetadataEncoding.footer(
      schema: schema, dictionaries: blocks, recordBatches: batches,
      metadata: [FileIntegrity.key: String(decoding: ChecksumText.blank, as: UTF8.self)])
    // The checksum covers the footer that holds it, with zeros in its place.
    let checksum = try output.checksum(with: footer)
    let place = try FileIntegrity.digits(ofFooter: footer, path: output.path)
    footer.replaceSubrange(place, with: ChecksumText.digits(checksum))
    try output.write(footer)
    try output.write(UInt32(footer.count))
    try output.write(ArrowFormat.magic)
    try output.close()
  }

  private func writeDictionaries(
    _ dictionaries: [String: ArrowDictionary]
  ) throws(ArrowError) -> [MetadataEncoding.Block] {
    var blocks: [MetadataEncoding.Block] = []
    for (index, field) in fields.enumerated() where field.type == .dictionary {
      guard let dictionary = dictionaries[field.name] else { throw failure("no dictionary for \(field.name)") }
      guard Int(largestCodes[index]) < dictionary.count else {
        throw failure("\(field.name) has code \(largestCodes[index]) of a dictionary of \(dictionary.count)")
      }
      let body = BodyLayout(values: dictionary)
      let header = MetadataEncoding.dictionaryBatch(id: blocks.count, body)
      let message = MetadataEncoding.message(ArrowFormat.headerDictionaryBatch, header, bodyLength: body.length)
      blocks.append(try writeMessage(message, body: body))
      withExtendedLifetime(dictionary) {}
    }
    guard blocks.count == dictionaries.count else { throw failure("a dictionary for no dictionary field") }
    return blocks
  }

  /// "Encapsulated message format": continuation, length of the metadata, metadata, padding, body.
  private func writeMessage(_ message: [UInt8], body: BodyLayout?) throws(ArrowError) -> MetadataEncoding.Block {
    let start = output.position
    // Padding counts as metadata; it brings the body to the alignment of its buffers in the file.
    let end = (start + 8 + message.count).roundedUp(to: body == nil ? 8 : ArrowFormat.alignment)
    try output.write(ArrowFormat.continuation)
    try output.write(UInt32(end - start - 8))
    try output.write(message)
    try output.write([UInt8](repeating: 0, count: end - output.position))
    if let body { try output.write(body.parts, alignment: ArrowFormat.alignment) }
    return MetadataEncoding.Block(offset: start, metadataLength: end - start, bodyLength: body?.length ?? 0)
  }

  private func check(_ columns: [ArrowColumnBuffers], rowCount: Int) throws(ArrowError) {
    guard columns.count == fields.count else {
      throw failure("\(columns.count) columns for \(fields.count) fields")
    }
    for (index, field) in fields.enumerated() {
      let column = columns[index]
      guard column.type == field.type else {
        throw failure("a column of type \(column.type) for \(field.name), which is \(field.type)")
      }
      guard column.count == rowCount else {
        throw failure("\(column.count) values of \(field.name) in a batch of \(rowCount) rows")
      }
      guard field.nullable || column.nullCount == 0 else { throw failure("a null in \(field.name)") }
      if field.type == .dictionary { try noteCodes(column, index) }
    }
  }

  private func noteCodes(_ column: ArrowColumnBuffers, _ index: Int) throws(ArrowError) {
    let codes = column.values.assumingMemoryBound(to: Int32.self)
    var largest: Int32 = -1
    var smallest: Int32 = 0
    for code in codes {
      largest = max(largest, code)
      smallest = min(smallest, code)
    }
    guard smallest >= 0 else { throw failure("negative code \(smallest) in \(fields[index].name)") }
    // Nulls hold code zero, which a dictionary without values lacks.
    if column.nullCount == column.count { return }
    largestCodes[index] = max(largestCodes[index], largest)
  }

  private func failure(_ what: String) -> ArrowError { ArrowError(path: output.path, what: what, cause: .misuse) }
}

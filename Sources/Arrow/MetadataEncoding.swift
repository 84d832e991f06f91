/// What Arrow puts into FlatBuffers, as tables; the order of the slots is that of `Schema.fbs` and `Message.fbs`.
enum MetadataEncoding {
  /// Where a message lies in the file: `Block` of `File.fbs`.
  struct Block {
    var offset: Int
    var metadataLength: Int
    var bodyLength: Int
  }

  static func schema(_ fields: [ArrowField], metadata: [String: String]) -> FlatTable {
    var dictionaryID: Int64 = -1
    let fields = fields.map { field in
      if field.type == .dictionary { dictionaryID += 1 }
      return Self.field(field, dictionaryID: dictionaryID)
    }
    return FlatTable(.int16(0), .tables(fields), metadata.isEmpty ? nil : keyValues(metadata))
  }

  private static func keyValues(_ metadata: [String: String]) -> FlatValue {
    // By bytes, so that the file does not depend on the order of a hash table.
    let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return .tables(pairs.map { FlatTable(.string($0.key), .string($0.value)) })
  }

  static func message(_ headerType: UInt8, _ header: FlatTable, bodyLength: Int) -> [UInt8] {
    FlatBufferBuilder.encode(
      FlatTable(.int16(ArrowFormat.version5), .int8(headerType), .table(header), .int64(Int64(bodyLength))))
  }

  static func recordBatch(_ body: BodyLayout) -> FlatTable {
    FlatTable(
      .int64(Int64(body.rowCount)),
      .structs(words: body.nodes, count: body.nodes.count / 2),
      .structs(words: body.buffers, count: body.buffers.count / 2))
  }

  static func dictionaryBatch(id: Int, _ body: BodyLayout) -> FlatTable {
    FlatTable(.int64(Int64(id)), .table(recordBatch(body)), .int8(0))
  }

  static func footer(
    schema: FlatTable, dictionaries: [Block], recordBatches: [Block], metadata: [String: String]
  ) -> [UInt8] {
    FlatBufferBuilder.encode(
      FlatTable(
        .int16(ArrowFormat.version5), .table(schema), blocks(dictionaries), blocks(recordBatches), keyValues(metadata)))
  }

  private static func blocks(_ blocks: [Block]) -> FlatValue {
    // `metaDataLength` is 32 bits and four of padding, which little-endian makes one word.
    .structs(
      words: blocks.flatMap { [Int64($0.offset), Int64($0.metadataLength), Int64($0.bodyLength)] },
      count: blocks.count)
  }

  private static func field(_ field: ArrowField, dictionaryID: Int64) -> FlatTable {
    let int32 = FlatTable(.int32(32), .int8(1))
    let (type, table): (UInt8, FlatTable) =
      switch field.type {
      case .int32: (ArrowFormat.typeInt, int32)
      case .int64: (ArrowFormat.typeInt, FlatTable(.int32(64), .int8(1)))
      case .float64: (ArrowFormat.typeFloatingPoint, FlatTable(.int16(ArrowFormat.precisionDouble)))
      // A dictionary-encoded field has the type of its values.
      case .utf8, .dictionary: (ArrowFormat.typeUtf8, FlatTable())
      }
    let encoding: FlatValue? =
      field.type == .dictionary ? .table(FlatTable(.int64(dictionaryID), .table(int32), .int8(0))) : nil
    return FlatTable(
      .string(field.name), .int8(field.nullable ? 1 : 0), .int8(type), .table(table), encoding, .tables([]))
  }
}

/// An Arrow IPC file, mapped into memory and checked as a whole when it is opened, so that nothing read from it
/// later can fail: its bytes are those that were written, offsets, lengths and counts lie in bounds, and each code has a
/// value in its dictionary.
public final class ArrowFile: @unchecked Sendable {
  /// The columns of the table.
  public let fields: [ArrowField]
  /// The custom metadata of the schema.
  public let metadata: [String: String]
  /// How many rows all batches have together.
  public let rowCount: Int
  private let file: MappedFile
  private let batches: [ArrowBatch]
  /// By field; `nil` if it is not a dictionary field.
  private let dictionaries: [ArrowStrings?]

  /// What is asked of the bytes of a file.
  public enum Integrity: Sendable {
    /// They carry the checksum that `ArrowFileWriter` leaves, and it is theirs.
    case checked
    /// Nothing: a file of another program has no checksum, and one of which only the metadata are of interest need not be
    /// read from end to end.
    case unchecked
  }

  /// Opens the file at `path`.
  public convenience init(path: String, _ integrity: Integrity = .checked) throws(ArrowError) {
    try self.init(MappedFile(path: path), integrity)
  }

  /// Opens a file whose bytes the caller has in memory, and lends for as long as the object lives. They must begin where
  /// eight bytes may.
  package convenience init(
    path: String, lent bytes: UnsafeRawBufferPointer, _ integrity: Integrity
  ) throws(ArrowError) {
    try self.init(MappedFile(path: path, lent: bytes), integrity)
  }

  private init(_ file: MappedFile, _ integrity: Integrity) throws(ArrowError) {
    self.file = file
    let path = file.path
    let footerRange = try Self.footer(file)
    let view = FlatBufferView(path: path, bytes: file.bytes, range: footerRange)
    let footer = try view.root()
    try DecodedMessage.checkVersion(footer)
    if integrity == .checked { try FileIntegrity(file, footer: footerRange, footer).check() }
    let schema = try DecodedSchema(footer.table(1, "the schema"))
    fields = schema.fields
    metadata = schema.metadata
    let decoder = FileDecoder(file: file, footer: footer, limit: footerRange.lowerBound, schema: schema)
    let dictionaries = try decoder.dictionaries()
    self.dictionaries = dictionaries
    batches = try decoder.batches(dictionaries)
    var rowCount = 0
    for batch in batches {
      // Batches of a corrupt file may overlap, so that the file's size does not bound their sum.
      let (sum, isTooLarge) = rowCount.addingReportingOverflow(batch.rowCount)
      if isTooLarge { throw ArrowError(path: path, what: "more rows than can be counted") }
      rowCount = sum
    }
    self.rowCount = rowCount
  }

  /// Lets go of the memory that the file takes until it is read again, which is slower the first time.
  public func release() { file.release() }

  /// How many record batches.
  public var batchCount: Int { batches.count }

  /// One record batch.
  public func batch(_ index: Int) -> ArrowBatch { batches[index] }

  /// The values of a dictionary field.
  public func dictionary(_ field: Int) -> ArrowStrings {
    guard let dictionary = dictionaries[field] else { preconditionFailure("the field is of another type") }
    return dictionary
  }

  /// The first field called `name`.
  public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// Where the footer lies: before its length and the closing magic ("IPC File Format").
  private static func footer(_ file: MappedFile) throws(ArrowError) -> Range<Int> {
    let bytes = file.bytes
    let magic = ArrowFormat.magic
    guard bytes.count >= 8 + 4 + magic.count, bytes.prefix(magic.count).elementsEqual(magic) else {
      throw ArrowError(path: file.path, what: "is not an Arrow file", offset: 0)
    }
    let end = bytes.count - magic.count - 4
    guard bytes.suffix(magic.count).elementsEqual(magic) else {
      throw ArrowError(path: file.path, what: "does not end as an Arrow file does", offset: end + 4)
    }
    let length = Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: Int32.self)))
    guard length >= 4, length <= end - 8 else {
      throw ArrowError(path: file.path, what: "a footer of \(length) bytes", offset: end)
    }
    return (end - length)..<end
  }
}

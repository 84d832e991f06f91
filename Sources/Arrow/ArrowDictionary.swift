/// Gives byte strings dense codes, in the order in which they first appear.
///
/// The bytes lie end to end in one arena, as a `utf8` column's do; a copy shares them until either grows.
public struct ArrowDictionary: @unchecked Sendable {
  private var table = DictionaryTable()

  /// A dictionary without values.
  public init() {}

  /// The code of `bytes`, which is a new one if they were not met before. Traps when the bytes of all values pass
  /// 2 GiB, since the format's offsets are of 32 bits.
  public mutating func code(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    let hash = ByteHash.hash(bytes)
    // Looking up changes nothing, so only a new value asks whether the table is shared.
    let found = table.find(bytes, hash)
    if found >= 0 { return found }
    if !isKnownUniquelyReferenced(&table) { table = DictionaryTable(copying: table) }
    return table.insert(bytes, hash)
  }

  /// The code of `text`.
  public mutating func code(_ text: String) -> Int32 {
    var text = text
    return text.withUTF8 { code(UnsafeRawBufferPointer($0)) }
  }

  /// The code of `bytes` if they were met before.
  public func find(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    let found = table.find(bytes, ByteHash.hash(bytes))
    return found >= 0 ? found : nil
  }

  /// How many values.
  public var count: Int { table.count }

  /// How many bytes all values take together.
  public var byteCount: Int { table.text.count }

  /// Lends the bytes of a value.
  public func withBytes<R>(_ code: Int32, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try withExtendedLifetime(table) { try body(table.bytes(code)) }
  }

  /// A value as a string; bytes that are not UTF-8 are replaced.
  public func string(_ code: Int32) -> String {
    withBytes(code) { String(decoding: $0, as: UTF8.self) }
  }

  /// The offsets buffer of the values as a `utf8` column.
  var offsets: UnsafeRawBufferPointer { table.offsets }
  /// The data buffer of the values as a `utf8` column.
  var text: UnsafeRawBufferPointer { table.text }
}

/// Which SDMX-CSV a table is, and by what its columns are separated, as its header row tells.
///
/// The SDMX-CSV field guide puts the column that names the structure first: `DATAFLOW` in version 1.0, `STRUCTURE`,
/// with a sub-field separator in brackets where values may be multiple, from 2.0 on; the character behind it is the
/// separator. Exports reordered by hand are recognised too.
struct CSVDialect: Equatable {
  enum Version { case one, two }

  let version: Version
  let separator: UInt8
  /// Whether a line `sep=;` comes before the header row, which spreadsheet programs look for.
  let namesSeparator: Bool
  /// How many fields the rows have where all of them leave out the last columns; nil where they have all columns.
  ///
  /// Some exporters leave out columns that are empty to the end. A row that alone is too short is damaged.
  let shortRowFields: Int?

  /// Recognises the header row at the beginning of `head`; nil if it is no SDMX-CSV.
  init?(head: UnsafeRawBufferPointer) {
    var bytes = head
    while let first = bytes.first, first == 0x0A || first == 0x0D {
      bytes = UnsafeRawBufferPointer(rebasing: bytes[1...])
    }
    let named = Self.namedSeparator(bytes)
    namesSeparator = named != nil
    if let named { bytes = UnsafeRawBufferPointer(rebasing: bytes[named.end...]) }
    var candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    if let other = Self.characterBehindFirstTerm(bytes), !candidates.contains(other) { candidates.append(other) }
    for separator in candidates {
      let scanner = DelimitedScanner(separator: separator, limits: MessageLimits())
      scanner.load(UnsafeRawBufferPointer(rebasing: bytes.prefix(1 << 20)), isLast: true)
      guard (try? scanner.nextRow()) == true, scanner.fieldCount > 1 else { continue }
      let names = (0..<min(scanner.fieldCount, MessageLimits().columns)).map {
        CSVColumn.id(String(decoding: scanner.field($0), as: UTF8.self))
      }
      if names.contains("STRUCTURE_ID"), names.contains(where: { $0 == "STRUCTURE" || $0.hasPrefix("STRUCTURE[") }) {
        version = .two
      } else if names.contains("DATAFLOW") {
        version = .one
      } else {
        continue
      }
      self.separator = separator
      shortRowFields = Self.shortRowFields(bytes, separator, columns: scanner.fieldCount)
      return
    }
    return nil
  }

  /// The separator that a first line `sep=;` names, and where that line ends.
  private static func namedSeparator(_ bytes: UnsafeRawBufferPointer) -> (separator: UInt8, end: Int)? {
    guard bytes.count > 5, String(decoding: bytes.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    var end = 5
    while end < bytes.count, bytes[end] == 0x0A || bytes[end] == 0x0D { end += 1 }
    return end > 5 ? (bytes[4], end) : nil
  }

  private static func shortRowFields(_ bytes: UnsafeRawBufferPointer, _ separator: UInt8, columns: Int) -> Int? {
    let scanner = DelimitedScanner(separator: separator, limits: MessageLimits())
    // Not the last bytes: the row at their end may be cut.
    scanner.load(UnsafeRawBufferPointer(rebasing: bytes.prefix(1 << 16)), isLast: false)
    var rows = 0
    var fields = 0
    while (try? scanner.nextRow()) == true {
      rows += 1
      if rows == 1 { continue }
      if rows > 2, scanner.fieldCount != fields { return nil }
      fields = scanner.fieldCount
      if fields >= columns || fields < 2 { return nil }
    }
    return rows > 2 ? fields : nil
  }

  /// The character that follows `DATAFLOW`, `STRUCTURE` or `STRUCTURE[x]`, if it can be a separator.
  private static func characterBehindFirstTerm(_ bytes: UnsafeRawBufferPointer) -> UInt8? {
    for term in ["DATAFLOW", "STRUCTURE"] where bytes.prefix(term.utf8.count).elementsEqual(term.utf8) {
      var rest = bytes.dropFirst(term.utf8.count)
      if rest.first == UInt8(ascii: "["), let end = rest.prefix(8).firstIndex(of: UInt8(ascii: "]")) {
        rest = rest[(end + 1)...]
      }
      guard let character = rest.first, character < 0x80, character > 0x20 else { return nil }
      let isPartOfName = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_\":[]".utf8
      return isPartOfName.contains(character) ? nil : character
    }
    return nil
  }
}

import Definition
import Records
import SDMX

/// Recognises declared tables by their header, whatever a file is called.
public enum TableRecognition {
  /// The table that begins with `head`; nil where none is declared that looks like it.
  /// - Parameters:
  ///   - head: the first 64 KiB of the content, or all of it, decoded as the given encoding by `decode`.
  ///   - fileName: the delivery's name, for patterns.
  ///   - decode: the head read in a declared encoding.
  /// - Throws: `MessageError` where several sources claim it, or where it is claimed and cannot be placed.
  public static func claim(
    head: UnsafeRawBufferPointer, fileName: String, among tables: [DeclaredTable], limits: MessageLimits,
    isRecoded: Bool, decode: (UnsafeRawBufferPointer, String) throws -> [UInt8]?
  ) throws -> TableClaim? {
    var claims: [TableClaim] = []
    var decoded: [String: [UInt8]] = [:]
    for table in tables {
      let encoding = table.declaration.encoding
      if decoded[encoding] == nil { decoded[encoding] = try decode(head, encoding) ?? [] }
      let claim = try decoded[encoding]!.withUnsafeBytes { bytes -> TableClaim? in
        switch table.declaration.format {
        case .xml:
          return try XMLTableProbe(table, limits: limits, isRecoded: isRecoded, fileName: fileName).claim(bytes)
        case .delimited(let separator):
          return try DelimitedTableProbe(table, limits: limits, fileName: fileName).claim(bytes, separator)
        }
      }
      if let claim { claims.append(claim) }
    }
    guard claims.count < 2 else {
      let names = claims.map(\.table.id)
      throw MessageError(
        .ambiguousTable, "Several declared sources claim the table: \(names.joined(separator: ", ")).",
        remedy: "Tell them apart in the pipeline definition, by a title under \"header\" or by another column.", line: 1
      )
    }
    return claims.first
  }

  /// What was looked for, to be said of a file that is none of it; "" where no table is declared.
  public static func wanted(_ tables: [DeclaredTable]) -> String {
    guard !tables.isEmpty else { return "" }
    return "The declared tables were looked for by their headers: \(tables.map(\.wanted).joined(separator: "; "))."
  }

  /// The reader of a claimed table.
  public static func reader(
    _ claim: TableClaim, writer: RecordWriter, limits: MessageLimits, isRecoded: Bool, describedRejects: Int
  ) -> any MessageReader {
    let cells = TableCells(claim, writer: writer, describedRejects: describedRejects)
    if case .delimited(let separator, let line) = claim.form {
      return DelimitedTableReader(cells, separator: separator, headerLine: line, limits: limits)
    }
    return XMLTableReader(cells, claim: claim, limits: limits, isRecoded: isRecoded)
  }

  /// What titles and the file name say of the dimensions; nil where a title is lacking.
  static func constants(
    _ table: DeclaredTable, titles: [String], fileName: String
  ) throws -> [TableDimension: String]? {
    for pattern in table.declaration.titles
    where !titles.contains(where: { pattern.match($0, anywhere: true) != nil }) { return nil }
    var constants: [TableDimension: String] = [:]
    for (dimension, origin) in table.declaration.dimensions.sorted(by: { $0.key < $1.key }) {
      let match: TextPattern.Match?
      switch origin {
      case .column: continue
      case .constant(let code):
        constants[dimension] = code
        continue
      case .title(let pattern):
        let matches = titles.compactMap { pattern.match($0, anywhere: true) }
        match = matches.first
        if match == nil { return nil }
        // "Resolution of 2025" above "Results of 2026": which of the two is meant nobody can know.
        let said = Set(matches.map { (dimension == .period ? $0.period : $0.text) ?? "" })
        if said.count > 1 {
          throw MessageError(
            .invalidHeader,
            "The lines above the header give source \(table.id) several \(dimension.key)s by \"\(pattern.source)\": "
              + "\(said.sorted().joined(separator: ", ")).",
            remedy: "Declare more of the line that counts, for example \"Kết quả * \(pattern.source)\".")
        }
      case .file(let pattern):
        let name = fileName.split(separator: "/").last.map(String.init) ?? fileName
        match = pattern.match(name, anywhere: true)
        if match == nil {
          throw MessageError(
            .invalidHeader,
            "The file's name does not read \"\(pattern.source)\", which source \(table.id) takes the "
              + "\(dimension.key) from.",
            remedy: "Name the file like that, or declare another origin of the \(dimension.key).")
        }
      }
      constants[dimension] = dimension == .period ? match?.period : match?.text
    }
    return constants
  }
}

/// Looks for the header of one delimited table.
struct DelimitedTableProbe {
  let table: DeclaredTable
  let limits: MessageLimits
  let fileName: String

  init(_ table: DeclaredTable, limits: MessageLimits, fileName: String) {
    self.table = table
    self.limits = limits
    self.fileName = fileName
  }

  func claim(_ head: UnsafeRawBufferPointer, _ separator: UInt8?) throws -> TableClaim? {
    let separators: [UInt8] = separator.map { [$0] } ?? [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    for separator in separators {
      if let claim = try claim(head, separator: separator) { return claim }
    }
    return nil
  }

  private func claim(_ head: UnsafeRawBufferPointer, separator: UInt8) throws -> TableClaim? {
    let scanner = DelimitedScanner(separator: separator, limits: limits)
    scanner.load(head.head(1 << 18), isLast: true)
    var titles: [String] = []
    var previous: [String]?
    while (try? scanner.nextRow()) == true, scanner.line <= table.declaration.headerWithin {
      // No header of a table has one cell, and none has cells of which some are no text.
      let count = min(scanner.fieldCount, limits.columns)
      var cells: [String] = []
      var isText = true
      for index in 0..<count {
        let field = scanner.field(index)
        isText = isText && TextValidity.isValid(field)
        cells.append(String(decoding: field.head(1000), as: UTF8.self))
      }
      if isText, count > 1, let columns = columns(cells, below: previous),
        let constants = try TableRecognition.constants(table, titles: titles, fileName: fileName)
      {
        if scanner.fieldCount > limits.columns {
          throw MessageError(
            .limitColumns, "The header row has \(scanner.fieldCount) columns, more than \(limits.columns).",
            remedy: "Check that the file has line ends.", line: scanner.line)
        }
        try requireUnique(columns, line: scanner.line)
        return TableClaim(
          table: table, form: .delimited(separator: separator, headerLine: scanner.line), columns: columns,
          constants: constants)
      }
      titles += cells.filter { !$0.isEmpty }
      previous = cells
    }
    return nil
  }

  private func columns(_ cells: [String], below previous: [String]?) -> TableColumns? {
    if table.declaration.headerRows == 1 { return TableColumns(table.declaration, header: TableHeader(cells)) }
    guard let previous else { return nil }
    return TableColumns(table.declaration, header: TableHeader(upper: previous, lower: cells))
  }

  private func requireUnique(_ columns: TableColumns, line: Int64) throws {
    guard let name = columns.repeated else { return }
    throw MessageError(
      .invalidHeader, "The header of source \(table.id) has the column \"\(name)\" more than once.",
      remedy: "Name one of them otherwise; below a common header declare it as \"upper / lower\".", line: line)
  }
}

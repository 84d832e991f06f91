import Definition
import Records
import SDMX

/// Reads a table in XML row by row.
final class XMLTableReader: MessageReader {
  private let cells: TableCells
  private let parser: SAXParser
  private var rows: XMLRows!
  /// The column of each name.
  private let indexes: [String: Int]

  init(_ cells: TableCells, claim: TableClaim, limits: MessageLimits, isRecoded: Bool) {
    self.cells = cells
    parser = SAXParser(limits: limits, isRecoded: isRecoded)
    indexes = Dictionary(
      claim.columns.names.enumerated().map { (ComparedText.key($1), $0) }, uniquingKeysWith: { first, _ in first })
    guard case .xml(let path) = claim.table.declaration.format else { return }
    let width = claim.columns.width
    let indexes = indexes
    var keys: [String: Int?] = [:]
    rows = XMLRows(path: path, limits: limits, parser: parser) { [unowned self] found, place in
      var row = Row(count: width, start: place, rows: rows)
      for cell in found {
        let index: Int?
        if let known = keys[cell.name] {
          index = known
        } else {
          index = indexes[ComparedText.key(cell.name)]
          if keys.count < 10_000 { keys[cell.name] = index }
        }
        if let index { row.cells[index] = cell }
      }
      try cells.read(&row)
    }
    parser.handler = rows
  }

  var lessons: MessageLessons { MessageLessons() }

  var summary: MessageSummary {
    MessageSummary(
      format: "table \(cells.claim.table.id)", prepared: nil, setAside: nil, notes: cells.notes, rejects: cells.rejects)
  }

  func read(_ chunk: UnsafeRawBufferPointer) throws {
    try parsing { try parser.parse(chunk) }
  }

  func finish() throws {
    try parsing { try parser.finish() }
  }

  private func parsing(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch var error as MessageError {
      if let failure = rows.failure { throw failure }
      error.record = error.record ?? cells.writer.recordCount + 1
      throw error
    }
  }

  private struct Row: TableRow {
    var cells: [XMLRows.Cell?]
    let start: SAXParser.Place
    let rows: XMLRows

    init(count: Int, start: SAXParser.Place, rows: XMLRows) {
      cells = Array(repeating: nil, count: count)
      self.start = start
      self.rows = rows
    }

    var count: Int { cells.count }
    var place: (line: Int64, column: Int) { (start.line, Int(start.column)) }

    func cell(_ index: Int) -> UnsafeRawBufferPointer {
      cells[index].map { rows.text(of: $0) } ?? UnsafeRawBufferPointer(start: nil, count: 0)
    }

    func place(of index: Int) -> (line: Int64, column: Int) {
      let place = cells[index]?.place ?? start
      return (place.line, Int(place.column))
    }
  }
}

/// Looks for the first row of one table in XML.
struct XMLTableProbe {
  private struct Found: Error {
    let names: [String]
  }

  let table: DeclaredTable
  let limits: MessageLimits
  let isRecoded: Bool
  let fileName: String

  init(_ table: DeclaredTable, limits: MessageLimits, isRecoded: Bool, fileName: String) {
    self.table = table
    self.limits = limits
    self.isRecoded = isRecoded
    self.fileName = fileName
  }

  func claim(_ head: UnsafeRawBufferPointer) throws -> TableClaim? {
    guard case .xml(let path) = table.declaration.format,
      head.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "<")
    else { return nil }
    let parser = SAXParser(limits: limits, isRecoded: isRecoded)
    let rows = XMLRows(path: path, limits: limits, parser: parser) { cells, _ in
      throw Found(names: cells.map(\.name))
    }
    parser.handler = rows
    // Whatever is wrong with the message, the reader that takes it says so.
    try? parser.parse(head)
    guard let found = rows.failure as? Found,
      let columns = TableColumns(table.declaration, header: TableHeader(found.names)),
      let constants = try TableRecognition.constants(table, titles: [], fileName: fileName)
    else { return nil }
    return TableClaim(table: table, form: .xml, columns: columns, constants: constants)
  }
}

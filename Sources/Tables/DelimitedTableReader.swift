import Records
import SDMX

/// Reads a delimited table row by row, from the line behind its header on.
final class DelimitedTableReader: MessageReader {
  private let cells: TableCells
  private let scanner: DelimitedScanner
  private let headerLine: Int64

  init(_ cells: TableCells, separator: UInt8, headerLine: Int64, limits: MessageLimits) {
    self.cells = cells
    self.headerLine = headerLine
    scanner = DelimitedScanner(separator: separator, limits: limits)
  }

  var lessons: MessageLessons { MessageLessons() }

  var summary: MessageSummary {
    MessageSummary(
      format: "table \(cells.claim.table.id)", prepared: nil, setAside: nil, notes: cells.notes, rejects: cells.rejects)
  }

  func read(_ chunk: UnsafeRawBufferPointer) throws {
    scanner.load(chunk, isLast: false)
    try readRows()
  }

  func finish() throws {
    scanner.load(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    try readRows()
  }

  private func readRows() throws {
    do {
      while try scanner.nextRow() {
        if scanner.line <= headerLine { continue }
        var row = Row(scanner: scanner)
        try cells.read(&row)
      }
    } catch var error as MessageError {
      if error.record == nil { error.record = cells.writer.recordCount + 1 }
      throw error
    }
  }

  private struct Row: TableRow {
    let scanner: DelimitedScanner
    private var mark = DelimitedScanner.PlaceMark()

    init(scanner: DelimitedScanner) { self.scanner = scanner }

    var count: Int { scanner.fieldCount }
    var place: (line: Int64, column: Int) { (scanner.line, 1) }

    /// Cells beyond those that the scanner keeps have no column either.
    func cell(_ index: Int) -> UnsafeRawBufferPointer {
      index < scanner.keptFields ? scanner.field(index) : UnsafeRawBufferPointer(start: nil, count: 0)
    }

    mutating func place(of index: Int) -> (line: Int64, column: Int) { scanner.place(index, after: &mark) }
  }
}

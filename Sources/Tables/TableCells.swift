import Definition
import Records
import SDMX

/// Turns the rows of a claimed table into records, one for every cell with a value.
final class TableCells {
  let claim: TableClaim
  let writer: RecordWriter
  private(set) var rejects: RejectLog
  private var judge: RowJudge
  private let valueField: Int
  private let structure: [UInt8]
  private var dimensions: [DimensionColumn] = []
  /// What is the same for all records, and what differs by column of values.
  private let constants: [(field: Int, text: [UInt8])]
  private let columnConstants: [[(field: Int, text: [UInt8])]]
  private let leavesOutEmptyCells: Bool
  private var emptyCells = 0

  /// A dimension that stands in a column.
  private struct DimensionColumn {
    let field: Int, index: Int, isCarried: Bool, isAreaName: Bool
    /// The text that the record gets: of this row or, where it is carried, of one above.
    var text: [UInt8] = []
    var isGiven = false
  }

  init(_ claim: TableClaim, writer: RecordWriter, describedRejects: Int) {
    self.claim = claim
    self.writer = writer
    rejects = RejectLog(limit: describedRejects)
    judge = RowJudge(claim)
    leavesOutEmptyCells = claim.table.declaration.leavesOutEmptyCells
    structure = Array(Source.tableStructure(claim.table.id).utf8)
    let given = Set(claim.constants.keys).union(claim.columns.dimensions.map(\.dimension))
      .union(claim.columns.values.flatMap(\.constants.keys))
    var fields: [TableDimension: Int] = [:]
    for dimension in given.sorted() { fields[dimension] = writer.field(named: dimension.rawValue) }
    valueField = writer.field(named: "OBS_VALUE")
    dimensions = claim.columns.dimensions.map {
      DimensionColumn(
        field: fields[$0.dimension]!, index: $0.index, isCarried: $0.isCarried, isAreaName: $0.dimension.isAreaName)
    }
    func bytes(_ constants: [TableDimension: String]) -> [(field: Int, text: [UInt8])] {
      constants.sorted { $0.key < $1.key }.map { (fields[$0.key]!, Array($0.value.utf8)) }
    }
    constants = bytes(claim.constants)
    columnConstants = claim.columns.values.map { bytes($0.constants) }
  }

  /// What was left out, for the delivery's summary.
  var notes: [String] {
    var notes = judge.notes
    func add(_ count: Int, _ one: String, _ several: String) {
      if count > 0 { notes.append("\(count) \(count == 1 ? one : several) declared") }
    }
    add(emptyCells, "empty cell is no observation, as", "empty cells are no observation, as")
    add(claim.columns.otherYears, "column is of another year than", "columns are of other years than")
    return notes
  }

  /// Reads a row.
  /// - Throws: `ArrowError` if the records cannot be written.
  func read(_ row: inout some TableRow) throws {
    switch judge.verdict(row) {
    case .skipped: return
    case .heading:
      carry(row)
      return
    case .ragged:
      let width = claim.columns.width
      return reject(
        row.place, code: "field_count", field: "", value: "",
        message: "The row has \(row.count) cells where the header has \(width).",
        remedy: "Check for a separator inside a value without quotation marks; if it is a note or a total, declare how "
          + "it begins under \"footer\".")
    case .kept: break
    }
    carry(row)
    for dimension in dimensions where !dimension.isCarried {
      guard TextValidity.isValid(row.cell(dimension.index)) else { return rejectEncoding(&row, dimension.index) }
    }
    for (position, column) in claim.columns.values.enumerated() {
      let bytes = row.cell(column.index)
      if leavesOutEmptyCells, bytes.isBlank {
        emptyCells += 1
        continue
      }
      guard writer.set(valueField, bytes) else {
        rejectEncoding(&row, column.index)
        continue
      }
      let place = row.place(of: column.index)
      set(RecordWriter.structure, structure)
      for constant in constants { set(constant.field, constant.text) }
      for dimension in dimensions where dimension.isGiven { set(dimension.field, dimension.text) }
      for constant in columnConstants[position] { set(constant.field, constant.text) }
      try writer.endRecord(line: place.line, column: Int32(clamping: place.column))
    }
  }

  /// Takes what the row says of the dimensions. One that is carried keeps what was said above, until an area around it
  /// changes.
  private func carry(_ row: some TableRow) {
    for index in dimensions.indices {
      let bytes = row.cell(dimensions[index].index)
      if dimensions[index].isCarried, bytes.isBlank || !TextValidity.isValid(bytes) { continue }
      if dimensions[index].isGiven, dimensions[index].text.elementsEqual(bytes) { continue }
      dimensions[index].isGiven = true
      dimensions[index].text = Array(bytes)
      guard dimensions[index].isCarried, dimensions[index].isAreaName else { continue }
      for inner in dimensions.indices.dropFirst(index + 1) where dimensions[inner].isAreaName {
        dimensions[inner].isGiven = false
      }
    }
  }

  private func set(_ field: Int, _ text: [UInt8]) {
    text.withUnsafeBytes { _ = writer.set(field, $0) }
  }

  private func rejectEncoding(_ row: inout some TableRow, _ index: Int) {
    let bytes = row.cell(index)
    let hasNUL = bytes.contains(0)
    let excerpt = Reject.excerpt(bytes)
    reject(
      row.place(of: index), code: hasNUL ? "nul_byte" : "invalid_encoding", field: "column \(index + 1)",
      value: excerpt, message: hasNUL ? "The cell holds a NUL byte." : "The cell is not valid UTF-8.",
      remedy: hasNUL
        ? "The file is damaged or no text; export it again."
        : "Export as UTF-8, or declare the table's \"encoding\" and deliver the file again.")
  }

  private func reject(
    _ place: (line: Int64, column: Int), code: String, field: String, value: String, message: String, remedy: String
  ) {
    rejects.add(
      Reject(
        record: writer.recordCount + 1, line: place.line, column: place.column, field: field, value: value, code: code,
        message: message, remedy: remedy))
    writer.rejectRecord()
  }
}

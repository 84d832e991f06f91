import Definition
import Workspace

/// A part of the published folder that is written while others are.
enum Output: Sendable {
  /// The flags of the workbook, which are no file of their own, and then the workbook.
  case flagSheet(ComplianceWorkbook), workbook(ComplianceWorkbook)
  case database, report
  /// The aggregates as an SDMX data message, and its structure.
  case aggregateMessage, structureMessage
  case table(TableFile)

  /// All of them. What takes longest comes first, so that nothing is waited for at the end.
  static func all(_ content: PublishedContent, in folder: String) throws -> [Output] {
    let workbook = try ComplianceWorkbook(content, in: folder)
    return [.flagSheet(workbook), .workbook(workbook), .database, .report, .aggregateMessage]
      + TableFile.allCases.map(Output.table) + [.structureMessage]
  }

  /// Writes the part; the file, where it is one.
  func write(_ content: PublishedContent, _ workspace: Workspace, in folder: String) throws -> PublishedFile? {
    switch self {
    case .flagSheet(let workbook):
      try workbook.writeFlags()
      return nil
    case .workbook(let workbook): return try workbook.finish()
    case .database: return try TableFile.writeDatabase(content, in: folder)
    case .report:
      return try PublishedFile.write(
        try Report.text(content, try ReportChanges(content, workspace)), name: Report.name, in: folder)
    case .table(let table): return try table.write(content, in: folder)
    case .aggregateMessage: return try AggregateMessage.write(content, in: folder)
    case .structureMessage:
      return try PublishedFile.write(StructureMessage(content).text, name: StructureMessage.name, in: folder)
    }
  }

  /// What the data package says of the file.
  func resource(_ definition: Definition) -> DataResource {
    switch self {
    case .flagSheet, .workbook:
      .plain(
        name: "workbook", title: "Workbook",
        description: "Summary, compliance table, flags and a matrix of the provinces, for spreadsheet programs.",
        format: "xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    case .database:
      .plain(
        name: "database", title: "Database",
        description: "The same tables for SQL, with names of everything that has a code, and views.",
        format: "sqlite", mediaType: "application/vnd.sqlite3")
    case .report:
      .plain(
        name: "report", title: "Report", description: "One page in Vietnamese and English.", format: "html",
        mediaType: "text/html")
    case .table(let table): .table(table.layout(definition))
    case .aggregateMessage: .table(AggregateMessage.layout(definition))
    case .structureMessage:
      .plain(
        name: "aggregates.structure", title: "Structure of the SDMX data message",
        description: "SDMX-ML 2.1: data structure, concepts, code lists in Vietnamese and English, dataflow.",
        format: "xml", mediaType: "application/vnd.sdmx.structure+xml;version=2.1")
    }
  }
}

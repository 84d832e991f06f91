import Definition
import GRDB
import Workspace

/// Writes every table once as CSV and once into the database, from the same values.
struct TableFiles {
  /// The tables written, each with its file.
  private(set) var tables: [(table: PublishedTable, file: PublishedFile)] = []
  /// The database.
  private(set) var database: PublishedFile

  init(_ content: PublishedContent, in folder: String) throws {
    let definition = content.definition
    let file = try SQLiteFile(in: folder)
    var written: [(table: PublishedTable, file: PublishedFile)] = []
    try file.fill { database in
      let targets = HeadlineView.layout(definition)
      try SQLiteFile.create(targets, in: database)
      let insertion = try SQLiteFile.insertion(targets, in: database)
      for row in HeadlineView.rows(definition) { try SQLiteFile.insert(row, insertion) }
      func write<Row>(_ table: PublishedTable, _ rows: [Row], _ values: (Row) -> [PublishedValue]) throws {
        let csv = try CSVFile(table, in: folder)
        try SQLiteFile.create(table, in: database)
        let insertion = try SQLiteFile.insertion(table, in: database)
        for row in rows {
          let values = values(row)
          try csv.append(values)
          try SQLiteFile.insert(values, insertion)
        }
        try SQLiteFile.index(table, in: database)
        written.append((table, try csv.finish()))
      }
      try write(ComplianceTable.layout(definition), content.compliance.rows) {
        ComplianceTable.values($0, definition)
      }
      try write(FlagTable.layout(definition), content.flags) {
        FlagTable.values($0, firstSeen: content.firstSeen, content.run, definition)
      }
      try write(AggregateTable.layout(definition), content.sums) {
        AggregateTable.values($0, withheld: content.control.reason($0), definition)
      }
      try write(RejectTable.layout, content.rejects, RejectTable.values)
      try HeadlineView.create(in: database)
    }
    tables = written
    database = try file.finish()
  }
}

import Foundation
import Definition
import Workspace

/// `rejects.csv`: records that do not count.
enum RejectTable {
  static let layout = PublishedTable(
    name: "rejects", title: "Rejected records",
    description: "Records, and whole deliveries, that do not count: where they stand, why, and what to do. Sorted by "
      + "delivery, record, line and column.",
    columns: [
      PlaceColumns.delivery,
      PublishedColumn(
        name: "record", kind: .integer, title: "Record",
        description: "Ordinal of the record in the delivery; empty for the delivery as a whole.", minimum: 0),
      PublishedColumn(
        name: "line", kind: .integer, title: "Line", description: "Line of the file as delivered, decompressed.",
        minimum: 0),
      PublishedColumn(
        name: "column", kind: .integer, title: "Column", description: "Column of that line.", minimum: 0),
      PublishedColumn(name: "field", kind: .text, title: "Field", description: "The delivered field at fault."),
      // Taming what a spreadsheet would take for a formula means changing it, and the reader looks for the very text
      // that the office sent. So it stays, and the description warns.
      PublishedColumn(
        name: "value", kind: .text, title: "Value",
        description:
          "What the field holds, exactly as delivered. It comes from outside: import the column as text, since "
          + "a spreadsheet may take a value that begins with =, +, - or @ for a formula."),
      PublishedColumn(
        name: "code", kind: .text, title: "Code", description: "Stable code of the reason.", isRequired: true),
      PublishedColumn(name: "message", kind: .text, title: "Message", description: "What is wrong."),
      PublishedColumn(name: "remedy", kind: .text, title: "Remedy", description: "What to do."),
    ], indexes: [["delivery", "record"], ["code"]])

  static func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    for reject in content.rejects {
      writer.append(text: reject.delivery)
      writer.append(integer: reject.record)
      writer.append(integer: reject.line)
      writer.append(integer: reject.column)
      writer.append(text: reject.field)
      writer.append(text: reject.value)
      writer.append(text: reject.code)
      writer.append(text: reject.message)
      writer.append(text: reject.remedy)
      try writer.endRow()
    }
  }

  /// All rejects of the workspace, in order.
  static func read(_ workspace: Workspace, _ definition: Definition) throws -> [RejectRow] {
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path(.rejected))
    var rejects: [RejectRow] = []
    for name in names.sorted() where name.hasSuffix(".arrow") {
      rejects += try RejectRow.readAll(workspace.path(.rejected, name), definition)
    }
    func place(_ reject: RejectRow) -> (String, Int, Int, Int, String, String) {
      (reject.delivery, reject.record ?? -1, reject.line ?? -1, reject.column ?? -1, reject.field, reject.code)
    }
    return rejects.sorted { place($0) < place($1) }
  }
}

import Arrow
import Definition
import Records
import Vocabulary
import Workspace

/// Where a record stands that does not count, and how to report it.
struct RejectedPlace {
  let fields: FieldMap
  private let reader: RecordReader?
  private let batch: ArrowBatch
  private let row: Int
  private let delivery: String
  private let columns: DeliveryRecords.Columns

  /// The place of a record of a chunk.
  init(_ chunk: DeliveryRecords.Chunk, _ index: Int, _ records: DeliveryRecords, _ delivery: String) {
    batch = chunk.batch
    row = chunk.rows.lowerBound + index
    columns = records.columns
    reader = records.reader(batch, row)
    fields = reader?.source.fields ?? FieldMap()
    self.delivery = RejectRow.name(delivery, member: records.members[Int(batch.codes(columns.member)[row])])
  }

  /// The reject of the row. A value that its office has not set free is not repeated: rejects are published.
  func reject(_ problem: Problem) -> RejectRow {
    let confidentiality = reader?.text(of: fields.confidentiality, batch, row) ?? ""
    let isFree = confidentiality.isEmpty || confidentiality == ConfidentialityStatus.free
    let value = !isFree && problem.field == fields.value ? "" : reader?.text(of: problem.field, batch, row) ?? ""
    return RejectRow(
      delivery: delivery, record: Int(batch.int64(columns.record)[row]), line: Int(batch.int64(columns.line)[row]),
      column: Int(batch.int32(columns.column)[row]), field: reader?.title(of: problem.field) ?? problem.field,
      value: String(value.prefix(200)), code: problem.code,
      message: problem.message, remedy: problem.remedy)
  }
}

extension RejectRow {
  /// The name of a delivery, and of the member of it where it is an archive, as `delivery.zip!member.csv`.
  static func name(_ delivery: String, member: String) -> String {
    member.isEmpty ? delivery : delivery + "!" + member
  }

  /// What ingest could not read of a delivery: every described row, then how many more there are.
  static func rows(of delivery: DeliveryEntry) -> [RejectRow] {
    var rows = delivery.rejects.map { RejectRow($0, delivery: delivery.name) }
    let more = Int(delivery.rejected) - rows.count
    if more > 0, delivery.outcome == .read {
      rows.append(
        RejectRow(
          delivery: delivery.name, record: nil, line: nil, column: nil, field: "", value: "", code: "more_rejects",
          message: "\(more) more rows could not be read as records", remedy: "mend the rows named, and send it again"))
    }
    return rows
  }

  /// A row that ingest could not read as a record.
  init(_ row: Reject, delivery: String) {
    self.init(
      delivery: Self.name(delivery, member: row.member ?? ""), record: row.record.map(Int.init),
      line: row.line.map(Int.init), column: row.column, field: row.field, value: row.value, code: row.code,
      message: row.message, remedy: row.remedy)
  }
}

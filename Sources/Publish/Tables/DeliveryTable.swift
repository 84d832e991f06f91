/// `deliveries.csv`: every file of the inbox, and what became of it.
enum DeliveryTable {
  static let layout = PublishedTable(
    name: "deliveries", title: "Deliveries",
    description: "Every file of the inbox and what became of it. Sorted by name.",
    columns: [
      PlaceColumns.delivery,
      PublishedColumn(
        name: "sha256", kind: .text, title: "SHA-256",
        description: "Of the bytes as delivered, in hexadecimal digits; empty where they could not be read."),
      PublishedColumn(
        name: "format", kind: .text, title: "Format", description: "What it was recognised as; empty where unknown."),
      PublishedColumn(
        name: "outcome", kind: .text, title: "Outcome", description: "Whether it could be read.", isRequired: true),
      PublishedColumn(
        name: "records", kind: .integer, title: "Records", description: "Records in it.", unit: "records",
        isRequired: true, minimum: 0),
      PublishedColumn(
        name: "rejected", kind: .integer, title: "Rejected", description: "Records of them that do not count.",
        unit: "records", isRequired: true, minimum: 0),
    ], key: ["delivery"])

  static func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    for delivery in content.run.deliveries.sorted(by: { $0.name < $1.name }) {
      writer.append(text: delivery.name)
      writer.append(text: delivery.sha256)
      writer.append(text: delivery.format)
      writer.append(text: delivery.outcome)
      writer.append(integer: delivery.records)
      writer.append(integer: delivery.rejected)
      try writer.endRow()
    }
  }
}

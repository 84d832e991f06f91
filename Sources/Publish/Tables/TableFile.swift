import Definition

/// The tables that are published, each as a CSV file and all together in a database.
enum TableFile: CaseIterable, Sendable {
  case compliance, flags, aggregates, deliveries, origins, rejects

  func layout(_ definition: Definition) -> PublishedTable {
    switch self {
    case .compliance: ComplianceTable.layout(definition)
    case .flags: FlagTable.layout(definition)
    case .aggregates: AggregateTable.layout(definition)
    case .origins: OriginTable.layout(definition)
    case .deliveries: DeliveryTable.layout
    case .rejects: RejectTable.layout
    }
  }

  /// Writes the table as CSV.
  func write(_ content: PublishedContent, in folder: String) throws -> PublishedFile {
    var file = try CSVFile(layout(content.definition), in: folder)
    try write(content, to: &file)
    return try file.finish()
  }

  /// Writes all tables into the database.
  static func writeDatabase(_ content: PublishedContent, in folder: String) throws -> PublishedFile {
    let file = try DatabaseFile(in: folder)
    for table in LookupTable.allCases { try file.add(table.layout) { try table.write(content, to: &$0) } }
    for table in allCases { try file.add(table.layout(content.definition)) { try table.write(content, to: &$0) } }
    for view in DatabaseViews.all { try file.add(view: view) }
    return try file.finish()
  }

  private func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    switch self {
    case .compliance: try ComplianceTable.write(content, to: &writer)
    case .flags: try FlagTable.write(content, to: &writer)
    case .aggregates: try AggregateTable.write(content, to: &writer)
    case .origins: try OriginTable.write(content, to: &writer)
    case .deliveries: try DeliveryTable.write(content, to: &writer)
    case .rejects: try RejectTable.write(content, to: &writer)
    }
  }
}

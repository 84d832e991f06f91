import Definition
import Workspace

/// Writes the published folder from what the stages before left in the workspace, and replaces it as a whole.
///
/// - Parameters:
///   - definition: What the workspace was made with.
///   - workspace: Holds `assessed/`, `aggregates/` and `rejected/`.
///   - out: The published folder: new, empty, or published before.
///   - run: What is recorded of the run.
///   - firstSeen: Day on which a flag was first raised (`YYYY-MM-DD`), by the flag's name; the run's day for others.
/// - Returns: Rows written.
@discardableResult
public func publish(
  definition: Definition, workspace: Workspace, out: String, run: RunRecord, firstSeen: [String: String] = [:]
) throws -> PublishedRows {
  let folder = try PublishedFolder(out, workspace)
  let content = try PublishedContent(definition, workspace, run, firstSeen: firstSeen)
  try folder.replace { draft in
    let tables = try TableFiles(content, in: draft)
    let package = try PublishedFile.write(DataPackage.text(content, tables), name: DataPackage.name, in: draft)
    let page = try Report.text(content, ReportChanges(content, workspace))
    let report = try PublishedFile.write(page, name: Report.name, in: draft)
    let files = tables.tables.map(\.file) + [tables.database, package, report]
    _ = try PublishedFile.write(RunFile.text(content, files), name: RunFile.name, in: draft)
  }
  return PublishedRows(
    compliance: content.compliance.rows.count, flags: content.flags.count, aggregates: content.sums.count,
    rejects: content.rejects.count,
    suppressed: content.compliance.rows.count { $0.row.status == .suppressed },
    withheld: content.compliance.withheld(definition))
}

/// The compliance rows as they are published: without the figures that are withheld. In published order.
public func publishedRows(_ definition: Definition, _ workspace: Workspace) throws -> [ComplianceRow] {
  let rows = try ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition)
  let sums = try MeasureSum.readAll(workspace.path(.aggregates, "measures.arrow"), definition)
  let control = DisclosureControl(definition, compliance: rows, sums: sums)
  return PublishedCompliance(definition, ComplianceTable.sorted(rows, definition), control).rows.map(\.row)
}

/// How many rows were published.
public struct PublishedRows: Sendable, Equatable {
  /// Rows of each table.
  public let compliance: Int, flags: Int, aggregates: Int, rejects: Int
  /// Compliance rows whose figures are withheld.
  public let suppressed: Int
  /// Names of the compliance rows that say less than was assessed.
  public let withheld: [String]

  /// Keeps in the folder of a run what the report of the next run must not speak of.
  public func keepWithheld(in folder: String) throws {
    try JSONFile.save(withheld, to: folder + "/" + EarlierRun.withheldFile)
  }
}

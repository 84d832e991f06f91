import Arrow
import Definition
import Foundation
import Ingest
import Normalize
import Records
import Tables
import Workspace

/// An inbox of tables, ingested and normalised by a definition.
final class TableInbox {
  let definition: Definition
  private let root: String
  private let workspace: Workspace
  private(set) var entries: [String: DeliveryEntry] = [:]

  static let checkout = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let pipeline = checkout.appendingPathComponent("Pipelines/emma-2026-2030")
  private static let programme = Result { () throws(DefinitionErrors) in
    try Definition.load(path: pipeline.appendingPathComponent("pipeline.yaml").path)
  }

  /// The programme's own definition.
  static func programmeDefinition() throws -> Definition { try programme.get() }

  /// The programme's definition with one source in place of its own, declared by `table` in YAML.
  convenience init(table: String, vintage: String = "by_period") throws {
    try self.init(sources: Self.source("sample", table, vintage))
  }

  /// The programme's definition, or the same with these sources in place of its own.
  init(sources: String? = nil) throws {
    root = NSTemporaryDirectory() + "milepost-tables-" + UUID().uuidString
    workspace = Workspace(root + "/workspace")
    for path in ["inbox", "workspace/ingested"] {
      try FileManager.default.createDirectory(atPath: root + "/" + path, withIntermediateDirectories: true)
    }
    if let sources {
      definition = try Self.definition(in: root, sources: sources)
    } else {
      definition = try Self.programmeDefinition()
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// A source in YAML.
  static func source(_ id: String, _ table: String, _ vintage: String = "by_period") -> String {
    let lines = table.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    return "  \(id):\n    vintage: \(vintage)\n    error_budget: { share: 10 %, records: 20 }\n    table:\n\(lines)\n"
  }

  private static func definition(in folder: String, sources: String) throws -> Definition {
    for name in try FileManager.default.contentsOfDirectory(atPath: pipeline.path) where name != "pipeline.yaml" {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + name, withDestinationPath: pipeline.appendingPathComponent(name).path)
    }
    let yaml = try String(contentsOf: pipeline.appendingPathComponent("pipeline.yaml"), encoding: .utf8)
    let start = yaml.range(of: "\nsources:\n")!.upperBound
    try (yaml[..<start] + sources).write(toFile: folder + "/pipeline.yaml", atomically: true, encoding: .utf8)
    return try Definition.load(path: folder + "/pipeline.yaml")
  }

  func deliver(_ bytes: some Sequence<UInt8>, as name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: root + "/inbox/" + name))
  }

  func deliver(_ text: String, as name: String) throws { try deliver(text.utf8, as: name) }

  /// Delivers a file of the checkout.
  func deliver(fixture: String) throws {
    let url = Self.checkout.appendingPathComponent("Fixtures/" + fixture)
    try deliver(Data(contentsOf: url), as: url.lastPathComponent)
  }

  /// Ingests and normalises everything.
  func run() throws {
    let outcome = try Ingest.ingest(
      inbox: root + "/inbox", into: workspace.path(.ingested), jobs: 2, tables: DeclaredTable.all(in: definition))
    entries = Dictionary(uniqueKeysWithValues: outcome.manifest.deliveries.map { ($0.name, $0) })
    _ = try Normalize.normalize(definition, in: workspace, jobs: 2)
  }

  /// Canonical rows: `area group sex measure period value status line`, where an area was split each of its parts.
  func observations(_ name: String) throws -> [String] {
    let path = workspace.path(.canonical, delivery: name)
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let file = try ArrowFile(path: path)
    let columns: [ObservationTable.Column] = [.areaDelivered, .ethnicGroup, .sex, .measure, .period]
    var rows: [String] = []
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      func text(_ column: ObservationTable.Column, _ row: Int) -> String {
        file.dictionary(column.rawValue).string(Int(batch.codes(column.rawValue)[row]))
      }
      for row in 0..<batch.rowCount {
        let value = ObservationTable.Column.value.rawValue
        let number = batch.isNull(value, row) ? "missing" : "\(batch.float64(value)[row])"
        let line = batch.int64(ObservationTable.Column.line.rawValue)[row]
        rows.append(
          columns.map { text($0, row) }.joined(separator: " ") + " \(number) \(text(.obsStatus, row)) \(line)")
      }
    }
    return rows
  }

  /// Rejected records, and the delivery's own rejects.
  func rejects(_ name: String) throws -> [RejectRow] {
    let path = workspace.path(.rejected, delivery: name)
    return FileManager.default.fileExists(atPath: path) ? try RejectRow.readAll(path, definition) : []
  }

  /// Line and column of an ingested record.
  func places(_ name: String, at record: Int) throws -> (Int64, Int32) {
    let file = try ArrowFile(path: workspace.path(.ingested, delivery: name))
    var row = record
    for number in 0..<file.batchCount {
      let batch = file.batch(number)
      if row < batch.rowCount { return (batch.int64(1)[row], batch.int32(2)[row]) }
      row -= batch.rowCount
    }
    return (0, 0)
  }

  /// Ingested rows of a field.
  func ingested(_ name: String, _ field: String) throws -> [String?] {
    let file = try ArrowFile(path: workspace.path(.ingested, delivery: name))
    guard let index = file.index(of: field) else { return [] }
    var rows: [String?] = []
    for number in 0..<file.batchCount {
      let batch = file.batch(number)
      for row in 0..<batch.rowCount {
        if batch.isNull(index, row) { rows.append(nil); continue }
        rows.append(
          file.fields[index].type == .utf8
            ? batch.utf8(index).string(row) : file.dictionary(index).string(Int(batch.codes(index)[row])))
      }
    }
    return rows
  }
}

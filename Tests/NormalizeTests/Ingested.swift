import Arrow
import Definition
import Foundation
import Records
import Vocabulary
import Workspace

@testable import Normalize

/// A workspace as ingest leaves it, with deliveries written by hand.
final class Ingested {
  typealias Record = [String: String]

  let workspace: Workspace
  let definition: Definition
  private var manifest = DeliveryManifest(deliveries: [])

  private static let programme = Result { () throws(DefinitionErrors) in
    let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    let file = here.appendingPathComponent("../../Pipelines/emma-2026-2030/pipeline.yaml").standardized
    return try Definition.load(path: file.path)
  }

  /// The programme's own definition.
  static func definition() throws -> Definition { try programme.get() }

  /// The same with other sources.
  static func definition(_ sources: [Source]) throws -> Definition {
    let from = try Self.definition()
    return Definition(
      id: from.id, title: from.title, digest: from.digest, phase: from.phase, baselineYear: from.baselineYear,
      years: from.years, canonicalVintage: from.canonicalVintage, vintages: from.vintages, areas: from.areas,
      outlinesPath: nil, groups: from.groups, measures: from.measures, scopeMeasure: from.scopeMeasure,
      indicators: from.indicators, targets: from.targets, sources: sources, settings: from.settings)
  }

  init(_ definition: Definition? = nil) throws {
    self.definition = try definition ?? Self.definition()
    workspace = Workspace(NSTemporaryDirectory() + "normalize-" + UUID().uuidString)
    try FileManager.default.createDirectory(atPath: workspace.path(.ingested), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: workspace.root) }

  /// Adds a delivery: fields in order of name, `member`, `action` and `structure` beside them.
  func add(
    _ name: String, _ records: [Record], textFields: Set<String> = [],
    _ change: (inout DeliveryEntry) -> Void = { _ in }
  ) throws {
    let plan = RecordPlan(textFields: textFields)
    let writer = RecordWriter(path: workspace.path(.ingested, delivery: name), plan: plan)
    for name in Set(records.flatMap(\.keys)).subtracting(["member", "action", "structure"]).sorted() {
      _ = writer.field(named: name)
    }
    for (index, record) in records.enumerated() {
      if let member = record["member"] { writer.startMember(member) }
      for (field, value) in record where field != "member" {
        let position =
          field == "action"
          ? RecordWriter.action : field == "structure" ? RecordWriter.structure : writer.field(named: field)
        var value = value
        _ = value.withUTF8 { writer.set(position, UnsafeRawBufferPointer($0)) }
      }
      try writer.endRecord(line: Int64(index + 2), column: 1)
    }
    _ = try writer.finish()
    var entry = DeliveryEntry(name: name)
    entry.outcome = .read
    entry.records = Int64(records.count)
    change(&entry)
    manifest.deliveries.append(entry)
    try manifest.save(to: workspace.path(.ingested))
  }

  /// Normalises everything.
  @discardableResult
  func normalize(jobs: Int = 2, _ way: DeliveryRecords.Way = .quick) throws -> NormalizeSummary {
    try Normalize.normalize(definition, in: workspace, jobs: jobs, way).summary
  }

  /// Canonical rows of a delivery.
  func observations(_ name: String = "a.csv") throws -> [Observation] {
    let file = try ArrowFile(path: workspace.path(.canonical, delivery: name))
    var rows: [Observation] = []
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      for row in 0..<batch.rowCount { rows.append(Observation(file, batch, row)) }
    }
    return rows
  }

  /// Rejects of a delivery.
  func rejects(_ name: String = "a.csv") throws -> [RejectRow] {
    let path = workspace.path(.rejected, delivery: name)
    if !FileManager.default.fileExists(atPath: path) { return [] }
    return try RejectRow.readAll(path, definition)
  }
}

/// One row of a canonical file.
struct Observation {
  private var texts: [ObservationTable.Column: String] = [:]
  let value: Double, share: Double
  let record: Int64, line: Int64

  init(_ file: ArrowFile, _ batch: ArrowBatch, _ row: Int) {
    for column in ObservationTable.Column.allCases
    where ObservationTable.fields[column.rawValue].type == .dictionary {
      texts[column] = file.dictionary(column.rawValue).string(Int(batch.codes(column.rawValue)[row]))
    }
    let value = ObservationTable.Column.value.rawValue
    self.value = batch.isNull(value, row) ? .nan : batch.float64(value)[row]
    share = batch.float64(ObservationTable.Column.share.rawValue)[row]
    record = batch.int64(ObservationTable.Column.record.rawValue)[row]
    line = batch.int64(ObservationTable.Column.line.rawValue)[row]
  }

  /// The text of a coded column.
  subscript(_ column: ObservationTable.Column) -> String { texts[column] ?? "" }
}

extension Ingested.Record {
  /// A record of the standard structure, changed in the fields given; an empty text takes a field away.
  static func standard(_ changes: [String: String] = [:]) -> Ingested.Record {
    let record = [
      "structure": "VN_EMMA:COMMUNE_OBS(1.0)", "FREQ": "A", "REF_AREA": "00070", "ETHNIC_GROUP": "08", "SEX": "_T",
      "MEASURE": "HH", "TIME_PERIOD": "2026", "OBS_VALUE": "100",
    ]
    return record.merging(changes) { $1 }.filter { !$1.isEmpty }
  }
}

extension SuccessorTable {
  /// The successors of every area.
  var byCode: [String: [Successor]] { Dictionary(uniqueKeysWithValues: areas.map { ($0.code, $0.successors) }) }
}

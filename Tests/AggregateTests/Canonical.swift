import Arrow
import Definition
import Foundation
import Records
import Vocabulary
import Workspace

@testable import Aggregate

/// A workspace as normalize leaves it, with canonical rows written by hand.
final class Canonical {
  /// One row: `40001 02 HH 2026 100`, with what differs from the usual after it as `sex=F status=P conf=C from=10001
  /// vintage=2020-01-01 basis=assumed`. A value of `-` is missing, one of `D` makes the row a deletion, and `*` leaves a
  /// dimension of a deletion open.
  struct Row {
    var words: [String], extra: [String: String] = [:]

    init(_ text: String) {
      let all = text.split(separator: " ").map(String.init)
      words = all.prefix(5).map { $0 == "*" ? "" : $0 }
      for word in all.dropFirst(5) {
        let parts = word.split(separator: "=", omittingEmptySubsequences: false)
        extra[String(parts[0])] = String(parts[1])
      }
    }
  }

  let workspace = Workspace(NSTemporaryDirectory() + "aggregate-" + UUID().uuidString)
  var definition = SmallDefinition.definition
  private var manifest = DeliveryManifest(deliveries: [])
  private var summary = NormalizeSummary(deliveries: [], sources: [])

  init() throws {
    for folder in [Workspace.Folder.ingested, .canonical, .rejected] {
      try FileManager.default.createDirectory(atPath: workspace.path(folder), withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: workspace.root) }

  /// A workspace of one delivery.
  convenience init(_ rows: [String]) throws {
    try self.init()
    try add("a_2026-01-01.csv", rows)
  }

  /// Adds a delivery.
  func add(_ name: String, _ rows: [String]) throws {
    let table = try ArrowTableWriter(
      path: workspace.path(.canonical, delivery: name), fields: ObservationTable.fields)
    for (index, text) in rows.enumerated() {
      try write(Row(text), to: table, name, record: index + 1)
    }
    try table.finish(metadata: [:])
    var entry = DeliveryEntry(name: name)
    entry.outcome = .read
    manifest.deliveries.append(entry)
    var counts = NormalizeSummary.Delivery(name: name, sources: ["standard"])
    let areas = definition.areas
    counts.coverage = try CanonicalCoverage(path: workspace.path(.canonical, delivery: name)) { code in
      areas.index(of: code).map { areas.codes[Int(areas.provinceOf[Int($0)])] }
    }
    summary.deliveries.append(counts)
    try manifest.save(to: workspace.path(.ingested))
    try summary.save(to: workspace.path(.rejected))
  }

  private func write(_ row: Row, to table: ArrowTableWriter, _ name: String, record: Int) throws {
    let area = row.words[0]
    let index = definition.areas.index(of: area)
    let vintage = row.extra["vintage"] ?? (area.isEmpty ? "" : "2026-04-30")
    let texts: [ObservationTable.Column: String] = [
      .area: area, .areaLevel: index.map { definition.areas.level($0).name } ?? "", .province: "",
      .ethnicGroup: row.words[1], .sex: row.extra["sex"] ?? "_T", .measure: row.words[2], .period: row.words[3],
      .unit: "", .obsStatus: row.extra["status"] ?? "A", .confStatus: row.extra["conf"] ?? "F",
      .areaDelivered: row.extra["from"] ?? area, .vintageDelivered: vintage, .delivery: name,
      .shareBasis: row.extra["basis"] ?? "whole", .action: row.words[4] == "D" ? "D" : "",
    ]
    for column in ObservationTable.Column.allCases {
      switch column {
      case .value:
        if let value = Double(row.words[4]) {
          table.append(column.rawValue, value)
        } else {
          table.appendNull(column.rawValue)
        }
      case .share: table.append(column.rawValue, 1.0)
      case .record: table.append(column.rawValue, Int64(record))
      case .line: table.append(column.rawValue, Int64(record + 1))
      default: table.append(column.rawValue, text: texts[column] ?? "")
      }
    }
    try table.endRow()
  }

  /// The values of a year.
  func values(_ year: Int = 2026) throws -> YearValues {
    let files = try CanonicalFiles(definition, in: workspace)
    return YearValues(
      year: year, .whole(definition.areas), files.contributions(year: year), files.order, definition)
  }

  /// The value of a commune in a year; nil where there is none.
  func value(
    _ area: String, _ group: String, _ measure: String, _ sex: Sex = .total, year: Int = 2026
  ) throws -> Double? {
    try values(year).cells(
      measure: SmallDefinition.measure(measure), group: SmallDefinition.group(group), sex: sex
    ).first { $0.area == SmallDefinition.area(area) }?.value
  }

  /// Runs the stage and reads its sums.
  func aggregate(jobs: Int = 2) throws -> (ratios: [RatioSum], measures: [MeasureSum], findings: [Finding]) {
    _ = try Aggregate.aggregate(definition, in: workspace, jobs: jobs)
    return (
      try RatioSum.readAll(workspace.path(.aggregates, "ratios.arrow"), definition),
      try MeasureSum.readAll(workspace.path(.aggregates, "measures.arrow"), definition),
      try Finding.readAll(workspace.path(.aggregates, "findings.arrow"), definition)
    )
  }
}

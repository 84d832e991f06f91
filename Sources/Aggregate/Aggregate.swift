import Crypto
import Definition
import Foundation
import Records
import Vocabulary
import Workspace

/// What became of the stage.
public struct AggregateOutcome: Sendable, CustomStringConvertible {
  /// Slices of areas (the nation and its provinces) that were worked on, and that were kept.
  public var calculated = 0, kept = 0
  /// Whether nothing had changed, so that the tables stand as they are.
  public var isUnchanged = false

  /// For the log.
  public var description: String {
    isUnchanged ? "nothing changed" : "\(calculated) provinces calculated, \(kept) as they were"
  }
}

/// Stage 3 (GSBPM 5.7, Calculate aggregates): canonical observations become sums by area, group, sex and year.
///
/// Writes `aggregates/measures.arrow`, `ratios.arrow`, `findings.arrow` and `origins.arrow`, and the parts they are made of
/// under `aggregates/provinces/`, whole or not at all. A part is kept where all that it depends on is as it was.
public func aggregate(
  _ definition: Definition, in workspace: Workspace, jobs: Int, progress: ProgressReport? = nil
) throws -> AggregateOutcome {
  let deliveries = try CanonicalDeliveries(definition, in: workspace)
  let stamp = StageStamp.aggregated(DefinitionDigests(definition), try workspace.deliveries())
  let slices = AreaSlice.all(definition.areas)
  let keys = slices.map { SliceKey.text($0, deliveries, definition) }
  let before = slices.map { SliceFile(area: $0.area, in: workspace.path(.aggregates, "provinces"), definition) }
  let isKept = zip(keys, before).map { $0 == $1.key }
  var outcome = AggregateOutcome()
  outcome.kept = isKept.count { $0 }
  outcome.calculated = slices.count - outcome.kept
  if outcome.calculated == 0,
    stamp.stands(in: .aggregates, of: workspace)
  {
    outcome.isUnchanged = true
    return outcome
  }
  try FolderReplacement.replace(.aggregates, of: workspace) { folder in
    let provinces = folder + "/provinces"
    try FileManager.default.createDirectory(atPath: provinces, withIntermediateDirectories: true)
    let weights = zip(slices, isKept).map { $1 ? 0 : deliveries.weight($0, definition) }
    let parts = try concurrently(weights: weights, jobs: jobs, progress: progress) { index in
      let slice = slices[index]
      let file = SliceFile(area: slice.area, in: provinces, definition)
      if isKept[index] {
        try before[index].keep(as: file)
        return try file.read(area: slice.area, years: deliveries.years, definition)
      }
      let files = try deliveries.concerning(slice, definition).map { try deliveries.open($0, definition) }
      let part = SlicePart(slice, CanonicalFiles(files, deliveries.order), years: deliveries.years, definition)
      try file.write(part, key: keys[index], definition)
      return part
    }
    try AggregateTables.write(parts, years: deliveries.years, to: folder, stamp, definition, jobs: jobs)
  }
  return outcome
}

/// The tables of the whole country.
private enum AggregateTables {
  /// Writes them.
  static func write(
    _ parts: [SlicePart], years: [Int], to folder: String, _ stamp: StageStamp, _ definition: Definition, jobs: Int
  ) throws {
    // One year after the other: each takes as much memory as the parts of all its provinces.
    let tables = years.indices.map { index in
      let sums = NationalSums(parts.map { $0.sums[index] }, year: years[index], definition)
      let findings = parts.flatMap { $0.findings[index] } + sums.findings()
      return (measures: sums.measures(), ratios: sums.ratios(), findings: findings.sorted(by: Finding.precedes))
    }
    _ = try concurrently(4, jobs: jobs) { table in
      switch table {
      case 0:
        try MeasureSum.write(tables.flatMap(\.measures), to: folder + "/measures.arrow", definition, stamp: stamp)
      case 1: try RatioSum.write(tables.flatMap(\.ratios), to: folder + "/ratios.arrow", definition, stamp: stamp)
      case 2:
        try Finding.write(tables.flatMap(\.findings), to: folder + "/findings.arrow", definition, stamp: stamp)
      default:
        let origins = parts.flatMap { $0.origins.joined() }.sorted(by: FigureOrigin.precedes)
        try FigureOrigin.write(origins, to: folder + "/origins.arrow", definition, stamp: stamp)
      }
    }
  }
}

/// What the sums of a slice depend on: the program, what the definition says of measures, areas and so on, the years that
/// are summed, and the deliveries that concern the slice, in the order in which newer ones count.
private enum SliceKey {
  static func text(_ slice: AreaSlice, _ deliveries: CanonicalDeliveries, _ definition: Definition) -> String {
    var lines = [ProgramVersion.stages, definition.foundation, definition.areas.codes[Int(slice.area)]]
    lines.append(deliveries.years.map(String.init).joined(separator: " "))
    lines += deliveries.concerning(slice, definition).map { "\($0.name)\t\($0.sha256)" }
    return HexText.text(SHA256.hash(data: Array(lines.joined(separator: "\n").utf8)))
  }
}

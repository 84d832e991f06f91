import Arrow
import Definition
import Records
import Workspace

/// Stage 2 (GSBPM 5, Process): ingested records become canonical observations, or rejects with reasons.
///
/// Writes `canonical/<delivery>.arrow` for every delivery that a source claims, `rejected/<delivery>.arrow` for every one
/// with rejects, and `rejected/summary.json`. Each folder is replaced as a whole. What an earlier run made of a delivery
/// is kept where the delivery, the program and what the definition says of records are the same.
public func normalize(
  _ definition: Definition, in workspace: Workspace, jobs: Int, progress: ProgressReport? = nil
) throws -> NormalizeOutcome {
  try normalize(definition, in: workspace, jobs: jobs, .quick, progress)
}

/// Stage 2, its records read one way or the other.
func normalize(
  _ definition: Definition, in workspace: Workspace, jobs: Int, _ way: DeliveryRecords.Way,
  _ progress: ProgressReport? = nil
) throws -> NormalizeOutcome {
  let manifest = try workspace.deliveries()
  let stamp = StageStamp.normalized(DefinitionDigests(definition), manifest)
  let earlier = EarlierObservations(in: workspace, stamp)
  let kept = manifest.deliveries.map { earlier.counts(of: $0) }
  if kept.allSatisfy({ $0 != nil }), let summary = earlier.summary, summary.stamp == stamp {
    return NormalizeOutcome(summary: summary, kept: Set(summary.deliveries.map(\.name)), isUnchanged: true)
  }
  return try FolderReplacement.replace(.rejected, of: workspace) { rejected in
    try FolderReplacement.replace(.canonical, of: workspace) { canonical in
      let deliveries = manifest.deliveries
      // The largest first, so that none is left alone at the end.
      let order = deliveries.indices.sorted { (-deliveries[$0].records, $0) < (-deliveries[$1].records, $1) }
      let results = try concurrently(order.count, jobs: jobs, progress: progress) { position in
        let index = order[position]
        return Result {
          if let counts = kept[index] {
            try earlier.keep(counts, canonical: canonical, rejected: rejected)
            return counts
          }
          return try normalize(
            deliveries[index], definition, way, ingested: workspace.path(.ingested, delivery: deliveries[index].name),
            canonical: canonical, rejected: rejected)
        }
      }
      let counts = try zip(order, results).sorted { $0.0 < $1.0 }.map { try $0.1.get() }
      let summary = NormalizeSummary(deliveries: counts, sources: sources(of: counts, definition), stamp: stamp)
      try summary.save(to: rejected)
      return NormalizeOutcome(summary: summary, kept: Set(kept.compactMap { $0?.name }))
    }
  }
}

/// What became of the stage.
public struct NormalizeOutcome: Sendable {
  /// The counts of every delivery and source.
  public var summary: NormalizeSummary
  /// Names of the deliveries that were as an earlier run had left them, and whether that was all there is.
  public var kept: Set<String>, isUnchanged = false
}

private func normalize(
  _ delivery: DeliveryEntry, _ definition: Definition, _ way: DeliveryRecords.Way, ingested: String,
  canonical: String, rejected: String
) throws -> NormalizeSummary.Delivery {
  let file = "/" + Workspace.fileName(of: delivery.name)
  var summary = NormalizeSummary.Delivery(name: delivery.name)
  var rejects: [RejectRow]
  if delivery.outcome == .read {
    var normalizer = try DeliveryNormalizer(delivery: delivery, ingested: ingested, definition: definition, way: way)
    (summary, rejects) = try normalizer.normalize(to: canonical + file)
  } else {
    rejects = RejectRow.rows(of: delivery)
    summary.rejected = rejects.count
  }
  summary.sha256 = delivery.sha256
  summary.hasRejects = !rejects.isEmpty
  if !rejects.isEmpty { try RejectRow.write(rejects, to: rejected + file, definition) }
  return summary
}

/// A delivery's counts go to the source that claims it; one that several sources claim counts for each.
private func sources(of deliveries: [NormalizeSummary.Delivery], _ definition: Definition) -> [NormalizeSummary.Source]
{
  definition.sources.compactMap { source in
    let claimed = deliveries.filter { $0.sources.contains(source.id) }
    guard !claimed.isEmpty else { return nil }
    let records = claimed.reduce(0) { $0 + $1.records }
    let rejected = claimed.reduce(0) { $0 + $1.rejected }
    return NormalizeSummary.Source(
      id: source.id, records: records, rejected: rejected,
      overBudget: source.errorBudget.isExceeded(rejected: rejected, of: records))
  }
}

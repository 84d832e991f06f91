import Arrow
import Definition
import Records
import Workspace

/// Stage 2 (GSBPM 5, Process): ingested records become canonical observations, or rejects with reasons.
///
/// Writes `canonical/<delivery>.arrow` for every delivery that a source claims, `rejected/<delivery>.arrow` for every one
/// with rejects, and `rejected/summary.json`. Each folder is replaced as a whole.
public func normalize(_ definition: Definition, in workspace: Workspace, jobs: Int) throws -> NormalizeSummary {
  let manifest = try workspace.deliveries()
  return try FolderReplacement.replace(.rejected, of: workspace) { rejected in
    try FolderReplacement.replace(.canonical, of: workspace) { canonical in
      let deliveries = manifest.deliveries
      let counts = try concurrently(deliveries.count, jobs: jobs) { index in
        try normalize(
          deliveries[index], definition, ingested: workspace.path(.ingested, delivery: deliveries[index].name),
          canonical: canonical, rejected: rejected)
      }
      let summary = NormalizeSummary(
        deliveries: counts, sources: sources(of: counts, definition), stamp: .normalized(definition, manifest))
      try summary.save(to: rejected)
      return summary
    }
  }
}

private func normalize(
  _ delivery: DeliveryEntry, _ definition: Definition, ingested: String, canonical: String,
  rejected: String
) throws -> NormalizeSummary.Delivery {
  let file = "/" + Workspace.fileName(of: delivery.name)
  var summary = NormalizeSummary.Delivery(name: delivery.name)
  var rejects: [RejectRow]
  if delivery.outcome == .read {
    var normalizer = try DeliveryNormalizer(delivery: delivery, ingested: ingested, definition: definition)
    (summary, rejects) = try normalizer.normalize(to: canonical + file)
    if !summary.sources.isEmpty {
      summary.coverage = try CanonicalCoverage(path: canonical + file) { code in
        definition.areas.index(of: code).map { definition.areas.codes[Int(definition.areas.provinceOf[Int($0)])] }
      }
    }
  } else {
    rejects = RejectRow.rows(of: delivery)
    summary.rejected = rejects.count
  }
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

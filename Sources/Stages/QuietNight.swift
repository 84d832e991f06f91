import Console
import Definition
import Foundation
import Ingest
import Logging
import Records
import Vocabulary
import Workspace

/// A night in which nothing came that the last one had not: found out by hashes alone, before the definition is read.
///
/// It is quiet where the definition with its files, the deliveries, the day and the program are those of the run that
/// published last, and every stage's files and the published folder are as that run left them. Otherwise the stages run,
/// and find out for themselves what they can keep.
public struct QuietNight {
  /// What the last run published.
  public let published: PublishedOutcome

  /// Looks for a reason to do something; nil where there is one.
  public init?(_ options: CommonOptions, label: String) throws {
    let workspace = Workspace(options.workspace)
    guard FileManager.default.fileExists(atPath: workspace.path(.runs)) else { return nil }
    let lock = try WorkspaceLock(workspace)
    defer { withExtendedLifetime(lock) {} }
    guard let record = PublicationRecord(latestIn: workspace), record.asOf == options.day,
      DefinitionDigests(path: options.pipeline, files: record.definitionFiles) == record.definition
    else { return nil }
    let plan = try IngestPlan(
      inbox: options.inbox, earlier: workspace.path(.ingested), declared: record.definition.collection,
      jobs: options.jobs)
    guard plan.isUnchanged, let manifest = plan.previous, Self.stagesStand(workspace, manifest, record, options),
      record.stands(out: options.out, in: workspace, jobs: options.jobs)
    else { return nil }
    let log = options.log(label)
    _ = Ingest.unchanged(plan) { log.warning("\(options.inbox)/\($0)") }
    log.info("nothing changed since run \(record.run): \(options.out) stands")
    published = PublishedOutcome(summary: record.summary, unmet: record.unmet)
  }

  /// Ends with exit code 4 where a target is unmet and that was asked to count.
  public func requireTargetsMet(_ options: CommonOptions) throws { try published.requireTargetsMet(options) }

  /// Whether the stages after ingest left files that were made of the same, and no source is over its budget.
  private static func stagesStand(
    _ workspace: Workspace, _ manifest: DeliveryManifest, _ record: PublicationRecord, _ options: CommonOptions
  ) -> Bool {
    guard let summary = try? NormalizeSummary.load(from: workspace),
      options.failOn != .rejected || !summary.sources.contains(where: \.overBudget)
    else { return false }
    let digests = record.definition
    return summary.stamp == .normalized(digests, manifest) && summary.filesStand(in: workspace)
      && StageStamp.aggregated(digests, manifest)
        .stands(in: .aggregates, of: workspace, "measures.arrow", "ratios.arrow", "findings.arrow")
      && StageStamp.assessed(digests, manifest).stands(in: .assessed, of: workspace, "compliance.arrow", "flags.arrow")
  }
}

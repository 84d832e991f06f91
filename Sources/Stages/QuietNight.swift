import Console
import Definition
import Foundation
import History
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
  /// What the last run published, where the night is quiet.
  public let published: PublishedOutcome?
  /// What the inbox holds, as far as it was looked at.
  let inbox: IngestPlan?
  /// Holds the workspace from here on, so that what was found out stays true.
  public let lock: WorkspaceLock?

  /// Looks for a reason to do something.
  public init(_ options: CommonOptions, label: String) throws {
    let workspace = Workspace(options.workspace)
    var inbox: IngestPlan?
    let hasRuns = FileManager.default.fileExists(atPath: workspace.path(.runs))
    lock = hasRuns ? try WorkspaceLock(workspace) : nil
    published = hasRuns ? try Self.published(options, workspace, label, &inbox) : nil
    self.inbox = inbox
  }

  private static func published(
    _ options: CommonOptions, _ workspace: Workspace, _ label: String, _ inbox: inout IngestPlan?
  ) throws -> PublishedOutcome? {
    guard let record = PublicationRecord(latestIn: workspace), record.asOf == options.day,
      DefinitionDigests(path: options.pipeline, files: record.definitionFiles) == record.definition
    else { return nil }
    let plan = try IngestPlan(
      inbox: options.inbox, earlier: workspace.path(.ingested), declared: record.definition.collection,
      jobs: options.jobs)
    inbox = plan
    guard plan.isUnchanged, let manifest = plan.previous, stagesStand(workspace, manifest, record, options),
      let day = CalendarDate(options.day),
      record.stands(on: day, out: options.out, in: workspace, jobs: options.jobs)
    else { return nil }
    let log = options.log(label)
    _ = Ingest.unchanged(plan) { log.warning("\(options.inbox)/\($0)") }
    // The night was done all the same: whoever watches asks when the last one ended.
    try record.noteLatest(in: workspace)
    log.info("nothing changed since run \(record.run): \(options.out) stands")
    return PublishedOutcome(summary: record.summary, unmet: record.unmet)
  }

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

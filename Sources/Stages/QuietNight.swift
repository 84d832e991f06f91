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
/// published last, and every stage's files, what that run kept and the published folder are as it left them; where the
/// night ends with assess, neither what is kept and published matters, nor the day as long as no deadline passed.
/// Otherwise the stages run, and find out for themselves what they can keep.
public struct QuietNight {
  /// Whether there is nothing to do.
  public let isQuiet: Bool
  /// What the last run published, where the night is quiet and ends with publish.
  public let published: PublishedOutcome?
  /// What the inbox holds, as far as it was looked at.
  let inbox: IngestPlan?
  /// Holds the workspace from here on, so that what was found out stays true.
  public let lock: WorkspaceLock?

  /// Looks for a reason to do something.
  ///
  /// - Parameter last: The last stage of the night, which begins with ingest.
  public init(_ options: CommonOptions, until last: Stage, label: String) throws {
    let workspace = Workspace(options.workspace)
    var inbox: IngestPlan?
    let folder = last == .publish ? Workspace.Folder.runs : .assessed
    let hasResults = FileManager.default.fileExists(atPath: workspace.path(folder))
    let hasStages = FileManager.default.fileExists(atPath: workspace.path(.ingested))
    lock = hasResults || hasStages ? try WorkspaceLock(workspace) : nil
    let isUntouched = hasStages ? try StageRepair(options, label: label).removesDamageSinceLastRun() : false
    let mayBeQuiet = hasResults && isUntouched
    published = mayBeQuiet && last == .publish ? try Self.published(options, workspace, label, &inbox) : nil
    let isAssessed = mayBeQuiet && last == .assess ? try Self.isAssessed(options, workspace, label, &inbox) : false
    isQuiet = published != nil || isAssessed
    self.inbox = inbox
  }

  /// Whether all is assessed that there is to assess.
  private static func isAssessed(
    _ options: CommonOptions, _ workspace: Workspace, _ label: String, _ inbox: inout IngestPlan?
  ) throws -> Bool {
    let path = workspace.path(.assessed, "compliance.arrow")
    // Which targets are unmet is told by the rows, not by hashes.
    guard options.failOn != .unmet, let stamp = try? StageStamp(path: path),
      let digests = DefinitionDigests(path: options.pipeline, files: stamp.definitionFiles),
      digests.digest == stamp.definition
    else { return false }
    guard let plan = try standingPlan(digests, options, workspace, &inbox) else { return false }
    let log = options.log(label)
    _ = Ingest.unchanged(plan) { log.note($0, in: options.inbox) }
    log.note(.nightUnchanged, "nothing changed: \(workspace.path(.assessed)) stands")
    return true
  }

  private static func published(
    _ options: CommonOptions, _ workspace: Workspace, _ label: String, _ inbox: inout IngestPlan?
  ) throws -> PublishedOutcome? {
    guard let record = try PublicationRecord(latestIn: workspace), record.asOf == options.day,
      DefinitionDigests(path: options.pipeline, files: record.definition.files) == record.definition,
      StageInspection.areUntouched(KeptRun.sealedFiles(of: record.run, in: workspace), in: workspace)
    else { return nil }
    guard let plan = try standingPlan(record.definition, options, workspace, &inbox),
      try record.stands(on: options.date, out: options.out, in: workspace, jobs: options.jobs)
    else { return nil }
    let log = options.log(label)
    _ = Ingest.unchanged(plan) { log.note($0, in: options.inbox) }
    // The night was done all the same: whoever watches asks when the last one ended.
    try record.noteLatest(in: workspace)
    log.note(
      .nightUnchanged, "nothing changed since run \(record.run): \(options.out) stands", ["run": .text(record.run)])
    RunReport.note([
      "published": .text("unchanged"), "run": .text(record.run), "out": .text(options.out),
      "unmet": .texts(record.unmet), "deliveries": .count(plan.previous?.deliveries.count ?? 0),
    ])
    return PublishedOutcome(summary: record.summary, unmet: record.unmet)
  }

  /// What the inbox holds, where it and everything that the stages made of it stand.
  private static func standingPlan(
    _ digests: DefinitionDigests, _ options: CommonOptions, _ workspace: Workspace, _ inbox: inout IngestPlan?
  ) throws -> IngestPlan? {
    let plan = try IngestPlan(
      inbox: options.inbox, earlier: workspace.path(.ingested), declared: digests.collection, jobs: options.jobs)
    inbox = plan
    guard plan.isUnchanged, let manifest = plan.previous, stagesStand(workspace, manifest, digests, options) else {
      return nil
    }
    return plan
  }

  /// Whether the stages after ingest left files that were made of the same, and no source is over its budget.
  private static func stagesStand(
    _ workspace: Workspace, _ manifest: DeliveryManifest, _ digests: DefinitionDigests, _ options: CommonOptions
  ) -> Bool {
    guard let summary = try? NormalizeSummary.load(from: workspace),
      options.failOn != .rejected || !summary.sources.contains(where: \.overBudget)
    else { return false }
    return summary.stamp == .normalized(digests, manifest) && summary.filesStand(in: workspace)
      && StageStamp.aggregated(digests, manifest).stands(in: .aggregates, of: workspace)
      && StageStamp.assessed(digests, manifest).stands(in: .assessed, of: workspace, on: options.day)
  }
}

import Aggregate
import Assess
import CLinux
import Console
import Definition
import Foundation
import History
import Ingest
import Normalize
import Publish
import Records
import Tables
import Vocabulary
import Workspace

/// What each executable does, and `milepost run` does in a row: the stage, its messages, its ending.
extension Session {
  /// Runs one stage.
  ///
  /// - Parameter night: What was found out of the night before the definition was read.
  /// - Returns: What there is to say of the publication; nil where the stage publishes nothing.
  @discardableResult
  public func run(_ stage: Stage, after night: QuietNight? = nil) throws -> PublishedOutcome? {
    // What a stage needed is not needed by the next: the peak of a run is that of one stage.
    defer { milepost_trim() }
    log.note(.stageStarted, .debug, "\(stage.rawValue): begins", ["stage": .text(stage.rawValue)])
    progress?.begin(stage.rawValue, parts: stage.parts)
    defer { progress?.end() }
    switch stage {
    case .ingest: try runIngest(night?.inbox)
    case .normalize: try runNormalize()
    case .aggregate: try runAggregate()
    case .assess: try runAssess()
    case .publish: return try runPublish()
    }
    return nil
  }

  /// Tells how a stage ended.
  private func finish(
    _ stage: Stage, _ message: String, isUnchanged: Bool = false, _ members: [String: EventMember] = [:]
  ) {
    let event: Event = isUnchanged ? .stageUnchanged : .stageFinished
    log.note(event, "\(stage.rawValue): \(message)", members.merging(["stage": .text(stage.rawValue)]) { $1 })
  }

  /// Fails where the stage before worked on other deliveries, or by a definition that differs in what it works with.
  private func requireCurrent(
    _ stamp: StageStamp?, _ current: StageStamp? = nil, of path: String, stage: String, judged: Bool = false,
    on day: String? = nil
  ) throws {
    let current = try current ?? .assessed(DefinitionDigests(definition), workspace.deliveries())
    try stamp?.require(current, of: path, stage: stage, judged: judged, on: day)
  }

  private func requireCurrent(
    _ folder: Workspace.Folder, _ file: String, stage: String, judged: Bool = false, on day: String? = nil
  ) throws {
    try workspace.require(folder, from: stage)
    let path = workspace.path(folder, file)
    try requireCurrent(try StageStamp(path: path), of: path, stage: stage, judged: judged, on: day)
  }

  /// Fails unless what was assessed stands on what is ingested and declared now; for questions about it.
  public func requireAssessed() throws {
    try requireCurrent(.assessed, "compliance.arrow", stage: "assess", judged: true)
  }

  /// Fails unless the aggregates are those of what is ingested and declared now; for questions about deliveries.
  public func requireAggregated() throws { try requireCurrent(.aggregates, FigureOrigin.fileName, stage: "aggregate") }

  private func runIngest(_ inbox: IngestPlan?) throws {
    try requireInbox()
    func warn(_ remark: IngestRemark) { log.note(remark, in: options.inbox) }
    let plan =
      if let inbox, inbox.basis.tables == definition.collection {
        inbox
      } else {
        try IngestPlan(
          inbox: options.inbox, earlier: workspace.path(.ingested), declared: definition.collection,
          jobs: options.jobs)
      }
    if let outcome = Ingest.unchanged(plan, log: warn) {
      let count = outcome.manifest.deliveries.count
      RunReport.note(["deliveries": .count(count), "unreadable": .count(outcome.unreadable)])
      finish(.ingest, "\(count) deliveries, nothing changed", isUnchanged: true, ["deliveries": .count(count)])
      return
    }
    let outcome = try FolderReplacement.replace(.ingested, of: workspace) { folder in
      let tables = DeclaredTable.all(in: definition)
      let outcome = try Ingest.ingest(
        plan, into: folder, jobs: options.jobs, tables: tables, progress: progress?.report, log: warn)
      let deliveries = outcome.manifest.deliveries
      if deliveries.isEmpty {
        throw Ending(
          .failed,
          "\(options.inbox): the inbox holds no delivery, so there is nothing to do; "
            + "check that the offices have delivered, and that --inbox names the right folder")
      }
      if !deliveries.contains(where: { $0.outcome == .read }) {
        throw Ending(
          .failed,
          "\(options.inbox): none of its \(deliveries.count) deliveries could be read as data; "
            + "the messages above say why; nothing was changed")
      }
      return outcome
    }
    let present = Set(outcome.manifest.deliveries.map(\.name))
    for gone in plan.previous?.deliveries ?? [] where !present.contains(gone.name) {
      log.note(
        .deliveryRemoved, .warning,
        "\(options.inbox)/\(gone.name): no longer there; what the last run took from it does not count any more",
        ["delivery": .text(gone.name), "stage": .text(Stage.ingest.rawValue)])
    }
    let counts = "\(outcome.records) records, \(outcome.rejected) rows rejected, \(outcome.unreadable) unreadable"
    let kept = outcome.kept > 0 ? " (\(outcome.kept) as before)" : ""
    let members: [String: EventMember] = [
      "deliveries": .count(outcome.manifest.deliveries.count), "records": .count(Int(outcome.records)),
      "unreadable": .count(outcome.unreadable), "rejected_rows": .count(Int(outcome.rejected)),
    ]
    RunReport.note(members)
    finish(.ingest, "\(outcome.manifest.deliveries.count) deliveries\(kept), \(counts)", members)
  }

  private func runNormalize() throws {
    let outcome = try Normalize.normalize(definition, in: workspace, jobs: options.jobs, progress: progress?.report)
    let summary = outcome.summary
    let accepted = summary.deliveries.reduce(0) { $0 + $1.accepted }
    if accepted == 0 {
      throw Ending(
        .failed,
        "\(workspace.path(.canonical)): no record of \(summary.deliveries.count) deliveries counts, so there is "
          + "nothing to publish; \(workspace.path(.rejected)) and the messages above say why")
    }
    let rejected = summary.deliveries.reduce(0) { $0 + $1.rejected }
    for delivery in summary.deliveries
    where delivery.rejected > 0 && delivery.records > 0 && !outcome.kept.contains(delivery.name) {
      let isMuch = delivery.isOverBudget(definition)
      let remedy = isMuch ? "more than its source may, by itself; milepost explain --reject" : "see rejects.csv"
      log.note(
        .deliveryRejects, isMuch ? .warning : .info,
        "\(delivery.name): \(delivery.rejected) of \(delivery.records) records rejected; \(remedy)",
        [
          "delivery": .text(delivery.name), "stage": .text(Stage.normalize.rawValue),
          "rejected": .count(delivery.rejected), "records": .count(delivery.records),
        ])
    }
    let some = outcome.kept.isEmpty ? "" : " (\(outcome.kept.count) deliveries as before)"
    let kept = outcome.isUnchanged ? ", nothing changed" : some
    let members: [String: EventMember] = ["observations": .count(accepted), "rejected": .count(rejected)]
    RunReport.note(members)
    finish(
      .normalize, "\(accepted) observations, \(rejected) rejected\(kept)", isUnchanged: outcome.isUnchanged, members)
    try requireBudget(summary)
  }

  /// Ends with exit code 3 where a source is over its error budget and that was asked to count.
  private func requireBudget(_ summary: NormalizeSummary) throws {
    guard options.failOn == .rejected else { return }
    let over = summary.sources.filter(\.overBudget)
    guard !over.isEmpty else { return }
    let named = over.map { source in
      let worst = summary.deliveries.filter { $0.sources.contains(source.id) && $0.rejected > 0 }
        .sorted { ($1.rejected, $0.name) < ($0.rejected, $1.name) }.prefix(3)
        .map { "\($0.name) \($0.rejected) of \($0.records)" }
      return "\(source.id): \(source.rejected) of \(source.records) records, most in \(worst.joined(separator: ", "))"
    }.joined(separator: "; ")
    throw Ending(
      .tooManyRejects,
      "more records rejected than the error budget allows (\(named)); nothing is published; "
        + "milepost explain --reject FILE lists them; have the deliveries corrected, or run with --fail-on never")
  }

  private func runAggregate() throws {
    try workspace.require(.canonical, from: "normalize")
    let summary = try NormalizeSummary.load(from: workspace)
    try requireCurrent(
      summary.stamp, .normalized(DefinitionDigests(definition), try workspace.deliveries()),
      of: workspace.path(.canonical),
      stage: "normalize")
    let outcome = try Aggregate.aggregate(definition, in: workspace, jobs: options.jobs, progress: progress?.report)
    finish(.aggregate, "\(outcome)")
  }

  private func runAssess() throws {
    try requireCurrent(.aggregates, "ratios.arrow", stage: "aggregate")
    let rows = try Assess.assess(definition, in: workspace, on: day, jobs: options.jobs, progress: progress?.report)
    finish(
      .assess, rows.map { "\($0) rows" } ?? "nothing changed", isUnchanged: rows == nil,
      rows.map { ["rows": .count($0)] } ?? [:])
  }

  /// The compliance rows as they would be published.
  public func publishedRows() throws -> [ComplianceRow] {
    try Publish.publishedRows(definition, workspace, jobs: options.jobs)
  }

  /// Targets whose headline of the nation is unmet in the year that is judged.
  private func unmetTargets(among rows: [ComplianceRow]) -> [String] {
    guard let latest = ComplianceRow.judgedYear(of: rows, on: day) else { return [] }
    return rows.filter { row in
      let target = definition.targets[row.target]
      return row.status == .unmet && row.year == latest && row.area == AreaRegister.nation
        && row.group == target.headline && !target.isMonitor
    }.map { definition.targets[$0.target].id }
  }

  /// What there is to say of compliance rows as published.
  private func outcome(_ rows: [ComplianceRow]) -> PublishedOutcome {
    PublishedOutcome(summary: TargetSummary(rows, on: day, definition).description, unmet: unmetTargets(among: rows))
  }

  /// Ends with exit code 4 where a target is unmet and that was asked to count.
  ///
  /// - Parameter published: What was published; nil to decide from the workspace what would be.
  public func requireTargetsMet(_ published: PublishedOutcome? = nil) throws {
    guard options.failOn == .unmet else { return }
    try (published ?? outcome(publishedRows())).requireTargetsMet(options)
  }

  private func runPublish() throws -> PublishedOutcome {
    try requireCurrent(.assessed, "compliance.arrow", stage: "assess", judged: true, on: options.day)
    let manifest = try workspace.deliveries()
    let summary = try NormalizeSummary.load(from: workspace)
    try requireBudget(summary)
    let identity = RunIdentity(day: options.day, definition: definition.digest, manifest)
    if let record = try PublicationRecord(run: identity.id, in: workspace), try runStands(identity),
      try record.stands(on: day, out: options.out, in: workspace, jobs: options.jobs)
    {
      try record.noteLatest(in: workspace)
      RunReport.note([
        "published": .text("unchanged"), "run": .text(record.run), "out": .text(options.out),
        "unmet": .texts(record.unmet),
      ])
      finish(.publish, "nothing changed in \(options.out)", isUnchanged: true)
      return PublishedOutcome(summary: record.summary, unmet: record.unmet)
    }
    var history = try FlagHistory(workspace)
    let published = try Publish.publish(
      definition: definition, workspace: workspace, out: options.out,
      run: runRecord(identity, manifest, summary), jobs: options.jobs,
      firstSeen: { flags in
        let days = history.note(flags, on: options.day)
        // Before the folder is in its place: a run that ends in between must not forget what it showed.
        try history.save(to: workspace)
        return days
      }, progress: progress?.report)
    for remark in published.remarks { log.note(.outputRemark, .warning, "\(options.out)/\(remark)") }
    let outcome = outcome(published.rows)
    try keep(identity, published, outcome)
    let rows = "\(published.compliance) rows (\(published.suppressed) suppressed)"
    let members: [String: EventMember] = [
      "rows": .count(published.compliance), "suppressed": .count(published.suppressed),
      "flags": .count(published.flags), "run": .text(identity.id), "out": .text(options.out),
    ]
    RunReport.note(members)
    RunReport.note(["published": .text("new"), "unmet": .texts(outcome.unmet)])
    finish(
      .publish, "\(rows), \(published.flags) flags, \(published.rejects) rejects in \(options.out)", members)
    return outcome
  }

  private func runRecord(
    _ identity: RunIdentity, _ manifest: DeliveryManifest, _ summary: NormalizeSummary
  ) -> RunRecord {
    let counts = Dictionary(summary.deliveries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let deliveries = manifest.deliveries.map { entry in
      RunRecord.Delivery(
        name: entry.name, sha256: entry.sha256, format: entry.format, outcome: entry.outcome.rawValue,
        // What was refused as a row is a record too; a file that cannot be read has none.
        records: entry.outcome == .read ? Int(entry.records + entry.rejected) : Int(entry.records),
        rejected: counts[entry.name]?.rejected ?? Int(entry.rejected))
    }
    return RunRecord(
      id: identity.id, asOf: day, deliveries: deliveries,
      counts: [
        "observations": summary.deliveries.reduce(0) { $0 + $1.accepted },
        "missing": summary.deliveries.reduce(0) { $0 + $1.missing },
        "deletions": summary.deliveries.reduce(0) { $0 + $1.deletions },
        "repeated": summary.deliveries.reduce(0) { $0 + $1.repeated },
        "undeclared": summary.deliveries.reduce(0) { $0 + $1.undeclared },
      ])
  }

  /// Whether everything that a run keeps is there and undamaged.
  private func runStands(_ identity: RunIdentity) throws -> Bool {
    try KeptRun.sealedFiles(of: identity.id, in: workspace).allSatisfy { try StageInspection.isIntact($0) }
      && FileManager.default.contentsEqual(
        atPath: workspace.path(.runs, identity.id) + "/run.json", andPath: options.out + "/run.json")
  }

  /// Keeps the run's record and full figures under `runs/<run-id>/`, for comparison with another night.
  private func keep(
    _ identity: RunIdentity, _ published: Publication, _ outcome: PublishedOutcome
  ) throws {
    let record = try PublicationRecord(
      run: identity.id, asOf: options.day, program: ProgramVersion.stages, definition: definition,
      history: FlagHistory.digest(workspace), earlier: RunList(workspace).newest(before: day)?.id,
      files: published.files.map { PublicationRecord.File(name: $0.name, bytes: $0.bytes, sha256: $0.sha256) },
      summary: outcome.summary, unmet: outcome.unmet)
    try FolderReplacement.replace(
      workspace.path(.runs, identity.id), draft: workspace.root + "/.draft-run"
    ) { folder in
      try KeptFile.keep(workspace.path(.assessed, "compliance.arrow"), as: folder + "/compliance.arrow")
      try KeptFile.keep(workspace.path(.assessed, "flags.arrow"), as: folder + "/flags.arrow")
      try KeptFile.keep(workspace.path(.aggregates, FigureOrigin.fileName), as: folder + "/" + FigureOrigin.fileName)
      try KeptFile.keep(workspace.path(.runs, FlagHistory.fileName), as: folder + "/" + FlagHistory.fileName)
      try FileContent.write(Array(FileContent.bytes(of: options.out + "/run.json") ?? Data()), to: folder + "/run.json")
      try published.keepWithheld(in: folder)
      try record.save(in: folder)
    }
    try record.noteLatest(in: workspace)
    try prune(keeping: identity)
  }

  /// Removes the runs that the definition no longer asks to keep, the oldest first; never the one that was just kept, nor
  /// the one that its report speaks of.
  private func prune(keeping identity: RunIdentity) throws {
    guard let count = definition.settings.keptRuns else { return }
    let runs = try RunList(workspace)
    let needed = Set([identity.id, runs.newest(before: day)?.id])
    var removed = 0
    for run in runs.entries.dropLast(count) where !needed.contains(run.id) {
      try RemovedFolder.remove(workspace.path(.runs, run.id), of: workspace)
      removed += 1
    }
    if removed > 0 {
      log.note(.runsPruned, "runs: \(removed) removed, the newest \(count) kept", ["removed": .count(removed)])
    }
  }
}

extension PublishedOutcome {
  /// Ends with exit code 4 where a target is unmet and that was asked to count.
  public func requireTargetsMet(_ options: CommonOptions) throws {
    guard options.failOn == .unmet, !unmet.isEmpty else { return }
    throw Ending(
      .unmet, "unmet for the nation: \(unmet.joined(separator: ", ")); the figures stand in \(options.out)")
  }
}

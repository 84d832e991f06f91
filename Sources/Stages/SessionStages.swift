import Aggregate
import Assess
import Console
import Definition
import Foundation
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
  public func run(_ stage: Stage) throws {
    switch stage {
    case .ingest: try runIngest()
    case .normalize: try runNormalize()
    case .aggregate: try runAggregate()
    case .assess: try runAssess()
    case .publish: try runPublish()
    }
  }

  /// Fails where the stage before worked on other deliveries, or by a definition that differs in what it works with.
  private func requireCurrent(
    _ stamp: StageStamp?, _ current: StageStamp? = nil, of path: String, stage: String, judged: Bool = false
  ) throws {
    let current = try current ?? StageStamp(definition, try workspace.deliveries())
    try stamp?.require(current, of: path, stage: stage, judged: judged)
  }

  private func requireCurrent(_ folder: Workspace.Folder, _ file: String, stage: String, judged: Bool = false) throws {
    try workspace.require(folder, from: stage)
    let path = workspace.path(folder, file)
    try requireCurrent(try StageStamp(path: path), of: path, stage: stage, judged: judged)
  }

  /// Fails unless what was assessed stands on what is ingested and declared now; for questions about it.
  public func requireAssessed() throws {
    try requireCurrent(.assessed, "compliance.arrow", stage: "assess", judged: true)
  }

  private func runIngest() throws {
    try requireInbox()
    func warn(_ line: String) { log.warning("\(options.inbox)/\(line)") }
    let plan = try IngestPlan(
      inbox: options.inbox, earlier: workspace.path(.ingested), declared: definition.collection, jobs: options.jobs)
    if let outcome = Ingest.unchanged(plan, log: warn) {
      log.info("ingest: \(outcome.manifest.deliveries.count) deliveries, nothing changed")
      return
    }
    let outcome = try FolderReplacement.replace(.ingested, of: workspace) { folder in
      let tables = DeclaredTable.all(in: definition)
      let outcome = try Ingest.ingest(plan, into: folder, jobs: options.jobs, tables: tables, log: warn)
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
    let counts = "\(outcome.records) records, \(outcome.rejected) rows rejected, \(outcome.unreadable) unreadable"
    let kept = outcome.kept > 0 ? " (\(outcome.kept) as before)" : ""
    log.info("ingest: \(outcome.manifest.deliveries.count) deliveries\(kept), \(counts)")
  }

  private func runNormalize() throws {
    let outcome = try Normalize.normalize(definition, in: workspace, jobs: options.jobs)
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
      log.info("\(delivery.name): \(delivery.rejected) of \(delivery.records) records rejected; see rejects.csv")
    }
    let some = outcome.kept.isEmpty ? "" : " (\(outcome.kept.count) deliveries as before)"
    let kept = outcome.isUnchanged ? ", nothing changed" : some
    log.info("normalize: \(accepted) observations, \(rejected) rejected\(kept)")
    try requireBudget(summary)
  }

  /// Ends with exit code 3 where a source is over its error budget and that was asked to count.
  private func requireBudget(_ summary: NormalizeSummary) throws {
    guard options.failOn == .rejected else { return }
    let over = summary.sources.filter(\.overBudget)
    guard !over.isEmpty else { return }
    let named = over.map { "\($0.id): \($0.rejected) of \($0.records) records" }.joined(separator: "; ")
    throw Ending(
      .tooManyRejects,
      "more records rejected than the error budget allows (\(named)); nothing is published; "
        + "see \(workspace.path(.rejected)), mend the deliveries, or run with --fail-on never")
  }

  private func runAggregate() throws {
    try workspace.require(.canonical, from: "normalize")
    let summary = try NormalizeSummary.load(from: workspace)
    try requireCurrent(
      summary.stamp, .normalized(definition, try workspace.deliveries()), of: workspace.path(.canonical),
      stage: "normalize")
    let outcome = try Aggregate.aggregate(definition, in: workspace, jobs: options.jobs)
    log.info("aggregate: \(outcome)")
  }

  private func runAssess() throws {
    try requireCurrent(.aggregates, "ratios.arrow", stage: "aggregate")
    let rows = try Assess.assess(definition, in: workspace, jobs: options.jobs)
    log.info("assess: \(rows.map { "\($0) rows" } ?? "nothing changed")")
  }

  /// Targets whose headline of the nation is unmet in the year that is judged.
  public func unmetTargets() throws -> [String] {
    let rows = try Publish.publishedRows(definition, workspace)
    guard let latest = ComplianceRow.judgedYear(of: rows, on: day) else { return [] }
    return rows.filter { row in
      let target = definition.targets[row.target]
      return row.status == .unmet && row.year == latest && row.area == AreaRegister.nation
        && row.group == target.headline && !target.isMonitor
    }.map { definition.targets[$0.target].id }
  }

  /// Ends with exit code 4 where a target is unmet and that was asked to count.
  public func requireTargetsMet() throws {
    guard options.failOn == .unmet else { return }
    let unmet = try unmetTargets()
    guard !unmet.isEmpty else { return }
    throw Ending(
      .unmet, "unmet for the nation: \(unmet.joined(separator: ", ")); the figures stand in \(options.out)")
  }

  private func runPublish() throws {
    try requireCurrent(.assessed, "compliance.arrow", stage: "assess", judged: true)
    let manifest = try workspace.deliveries()
    let summary = try NormalizeSummary.load(from: workspace)
    try requireBudget(summary)
    let identity = RunIdentity(day: options.day, definition, manifest)
    var history = try FlagHistory(workspace)
    history.note(try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition), on: options.day)
    let published = try Publish.publish(
      definition: definition, workspace: workspace, out: options.out,
      run: runRecord(identity, manifest, summary), firstSeen: history.firstSeen)
    try keep(identity, history, published)
    let rows = "\(published.compliance) rows (\(published.suppressed) suppressed)"
    log.info("publish: \(rows), \(published.flags) flags, \(published.rejects) rejects in \(options.out)")
  }

  private func runRecord(
    _ identity: RunIdentity, _ manifest: DeliveryManifest, _ summary: NormalizeSummary
  ) -> RunRecord {
    let counts = Dictionary(summary.deliveries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let deliveries = manifest.deliveries.map { entry in
      RunRecord.Delivery(
        name: entry.name, sha256: entry.sha256, format: entry.format, outcome: entry.outcome.rawValue,
        records: Int(entry.records), rejected: counts[entry.name]?.rejected ?? Int(entry.rejected))
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

  /// Keeps the run's record and full figures under `runs/<run-id>/`, for comparison with another night.
  private func keep(_ identity: RunIdentity, _ history: FlagHistory, _ published: PublishedRows) throws {
    try FileManager.default.createDirectory(atPath: workspace.path(.runs), withIntermediateDirectories: true)
    try FolderReplacement.replace(
      workspace.path(.runs, identity.id), draft: workspace.root + "/.draft-run"
    ) { folder in
      let copies = [
        (options.out + "/run.json", "run.json"), (workspace.path(.assessed, "compliance.arrow"), "compliance.arrow"),
        (workspace.path(.assessed, "flags.arrow"), "flags.arrow"),
      ]
      for (source, name) in copies { try FileManager.default.copyItem(atPath: source, toPath: folder + "/" + name) }
      try published.keepWithheld(in: folder)
    }
    try history.save(to: workspace)
  }
}

import Definition
import Foundation
import History
import Records
import Vocabulary
import Workspace

/// Whether the nightly run does its work: what a workspace and its published folder tell, without a run.
///
/// Needs no valid definition: a definition broken by an edit is one of the things that can be wrong.
public struct WorkspaceHealth: Sendable {
  /// Where to look, and what is expected.
  public struct Question: Sendable {
    /// Paths as given.
    public var pipeline: String, workspace: String, out: String
    /// Hours after which the last run is too old.
    public var maximumAge: Double
    /// Whether warnings are reasons too.
    public var isStrict: Bool
    /// The day that judges, and now.
    public var day: CalendarDate, now: Date
    /// Files to read at a time.
    public var jobs: Int

    /// A question.
    public init(
      pipeline: String, workspace: String, out: String, maximumAge: Double, isStrict: Bool, day: CalendarDate,
      now: Date,
      jobs: Int
    ) {
      self.pipeline = pipeline
      self.workspace = workspace
      self.out = out
      self.maximumAge = maximumAge
      self.isStrict = isStrict
      self.day = day
      self.now = now
      self.jobs = jobs
    }
  }

  let question: Question
  let workspace: Workspace
  /// The definition, where it is valid.
  public let definition: Definition?
  /// The run that published last, and when a run ended last.
  let record: PublicationRecord?, ended: Date?
  let manifest: DeliveryManifest?, summary: NormalizeSummary?
  /// The runs that are kept; nil where they cannot be listed.
  let runs: RunList?
  /// Since when another run holds the workspace.
  let heldSince: Date?
  /// Areas that reported before and do not for the year that is judged; nil where that is not known.
  let missing: [Finding]?
  /// In the order asked.
  public let checks: [HealthCheck]
  /// Whether what is assessed stands on what is ingested and declared now.
  public let isAssessed: Bool

  /// Looks at a workspace.
  public init(_ question: Question) {
    let workspace = Workspace(question.workspace)
    let check = DefinitionCheck(path: question.pipeline, jobs: question.jobs)
    let record = try? PublicationRecord(latestIn: workspace)
    let ended = PublicationRecord.lastEnd(in: workspace)
    let manifest = try? workspace.deliveries()
    let summary = try? NormalizeSummary.load(from: workspace)
    let heldSince = WorkspaceLock.heldSince(workspace)
    let unfinished = WorkspaceLock.unfinished(workspace)
    let runs = try? RunList(workspace)
    self.question = question
    self.workspace = workspace
    definition = check.definition
    self.record = record
    self.ended = ended
    self.manifest = manifest
    self.summary = summary
    self.heldSince = heldSince
    self.runs = runs
    guard FileManager.default.fileExists(atPath: workspace.root) else {
      isAssessed = false
      missing = nil
      checks = [
        HealthCheck.definition(check),
        .failed("workspace", "\(workspace.root): no workspace there", "run milepost run, or give another --workspace"),
      ]
      return
    }
    let stages = StageHealth(workspace, manifest, summary, record, check.definition, isHeld: heldSince != nil)
    isAssessed = stages.isAssessed
    let (year, missing) = Self.missing(check.definition, workspace, question.day)
    self.missing = missing
    checks =
      [
        HealthCheck.definition(check), .lock(heldSince, question), .lastRun(record, ended, unfinished, question),
      ] + stages.checks + [
        .published(record, question), .deliveries(manifest, summary, Self.removed(record, runs, workspace)),
        .budget(summary, check.definition),
        .missing(missing, year, check.definition),
      ]
  }

  /// Deliveries that the run of the day before had and the last one has not, and that run; none where that is not known.
  private static func removed(
    _ record: PublicationRecord?, _ runs: RunList?, _ workspace: Workspace
  ) -> (names: [String], since: String) {
    guard let record, let runs, let last = runs.entry(record.run),
      let before = runs.newest(before: last.day), let earlier = try? RunSources(run: before.id, in: workspace),
      let later = try? RunSources(run: last.id, in: workspace)
    else { return ([], "") }
    let changes = SourceChanges(from: earlier, to: later).deliveries ?? []
    return (changes.filter { $0.kind == .removed }.map(\.name), before.id)
  }

  /// The year that is judged, and what was found to be missing in it.
  private static func missing(
    _ definition: Definition?, _ workspace: Workspace, _ day: CalendarDate
  ) -> (year: Int?, findings: [Finding]?) {
    guard let definition,
      let findings = try? Finding.readAll(workspace.path(.aggregates, Finding.fileName), definition),
      let rows = try? ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition),
      let year = ComplianceRow.judgedYear(of: rows, on: day)
    else { return (nil, nil) }
    return (year, findings.filter { $0.kind == .missingDelivery && $0.period == String(year) })
  }

  /// The checks that make the workspace not healthy.
  public var reasons: [HealthCheck] {
    checks.filter { $0.state == .failed || question.isStrict && $0.state == .warning }
  }

  /// Whether there is no such reason.
  public var isHealthy: Bool { reasons.isEmpty }
}

extension HealthCheck {
  fileprivate static func definition(_ check: DefinitionCheck) -> HealthCheck {
    if let definition = check.definition {
      return .ok("definition", "\(definition.id) \(definition.digest.prefix(12)), valid")
    }
    let first = check.problems.first.map { "\($0)".split(separator: "\n").first.map(String.init) ?? "" } ?? ""
    let more = check.problems.count > 1 ? " and \(check.problems.count - 1) more" : ""
    return .failed(
      "definition", "\(check.path) is invalid: \(first)\(more)", "mend it; milepost check lists everything")
  }

  fileprivate static func lock(_ since: Date?, _ question: WorkspaceHealth.Question) -> HealthCheck {
    guard let since else { return .ok("lock", "no run holds the workspace") }
    let age = question.now.timeIntervalSince(since)
    let detail = "a run holds the workspace since \(Moment.text(since)), for \(Moment.span(age))"
    if age > question.maximumAge * 3600 {
      return .failed("lock", detail, "see what it waits for; end it and run milepost run again")
    }
    return .ok("lock", detail)
  }

  fileprivate static func lastRun(
    _ record: PublicationRecord?, _ ended: Date?, _ unfinished: String?, _ question: WorkspaceHealth.Question
  ) -> HealthCheck {
    if let unfinished {
      let before = record.map { "; what run \($0.run) published stands" } ?? ""
      return .failed(
        "last_run", "the last run (\(unfinished)) did not end well\(before)",
        "see its last message, mend that, and run milepost run again")
    }
    guard let record, let ended else {
      return .failed("last_run", "no run has published from this workspace", "run milepost run")
    }
    let age = question.now.timeIntervalSince(ended)
    let detail = "\(record.run), as of \(record.asOf), ended \(Moment.text(ended)), \(Moment.span(age)) ago"
    if age > question.maximumAge * 3600 {
      let limit = Moment.span(question.maximumAge * 3600)
      return .failed(
        "last_run", "\(detail): more than \(limit)",
        "see why the scheduler did not run, or how the run ended; run milepost run")
    }
    return .ok("last_run", detail)
  }

  fileprivate static func published(_ record: PublicationRecord?, _ question: WorkspaceHealth.Question) -> HealthCheck {
    let out = question.out
    guard FileManager.default.fileExists(atPath: out) else {
      return .failed("published", "\(out): not there", "run milepost-publish, or give another --out")
    }
    guard let record else {
      return .failed("published", "\(out): no run of this workspace has published it", "run milepost run")
    }
    guard let files = try? PublicationRecord.files(of: out, jobs: question.jobs) else {
      return .failed("published", "\(out): cannot be read", "check its permissions")
    }
    if files == record.files {
      return .ok("published", "\(out): \(files.count) files, as \(record.run) published them")
    }
    let (before, after) = (
      Dictionary(record.files.map { ($0.name, $0) }) { first, _ in first },
      Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    )
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    return .failed(
      "published", "\(out): not the bytes that \(record.run) published: \(changed.joined(separator: ", "))",
      "find out who wrote there, then run milepost-publish again")
  }

  fileprivate static func deliveries(
    _ manifest: DeliveryManifest?, _ summary: NormalizeSummary?, _ removed: (names: [String], since: String)
  ) -> HealthCheck {
    guard let manifest else { return .warning("deliveries", "nothing is ingested", "run milepost run") }
    let records = manifest.deliveries.reduce(0) { $0 + Int($1.records) }
    let rejected = summary?.deliveries.reduce(0) { $0 + $1.rejected }
    let all =
      "\(manifest.deliveries.count) deliveries, \(records) records"
      + (rejected.map { ", \($0) rejected" } ?? "")
    let unreadable = manifest.deliveries.filter { $0.outcome == .unreadable }.map(\.name)
    var found: [String] = [], remedies: [String] = []
    if !unreadable.isEmpty {
      found.append("unreadable: \(unreadable.joined(separator: ", "))")
      remedies.append("milepost explain --delivery NAME says why; ask the office to deliver again")
    }
    if !removed.names.isEmpty {
      found.append("in the inbox of \(removed.since) and no longer: \(removed.names.joined(separator: ", "))")
      remedies.append("milepost diff shows what that changed; ask who took it away")
    }
    if found.isEmpty { return .ok("deliveries", all) }
    return .warning("deliveries", ([all] + found).joined(separator: "; "), remedies.joined(separator: "; "))
  }

  fileprivate static func budget(_ summary: NormalizeSummary?, _ definition: Definition?) -> HealthCheck {
    guard let summary else {
      return .warning("rejects", "not known: milepost-normalize has not run", "run milepost run")
    }
    let over = summary.sources.filter(\.overBudget)
    if over.isEmpty {
      let within = "every source is within its error budget"
      let alone = definition.map { definition in summary.deliveries.filter { $0.isOverBudget(definition) } } ?? []
      if alone.isEmpty { return .ok("rejects", within) }
      let named = alone.map { "\($0.name): \($0.rejected) of \($0.records) records" }.joined(separator: "; ")
      return .warning(
        "rejects", "\(within), but of some deliveries more is rejected: \(named)",
        "milepost explain --reject NAME lists them; ask the office for a correction")
    }
    let named = over.map { "\($0.id): \($0.rejected) of \($0.records) records" }.joined(separator: "; ")
    return .failed(
      "rejects", "OVER the error budget: \(named)",
      "see rejects.csv or milepost explain --reject, and mend the deliveries")
  }

  fileprivate static func missing(_ missing: [Finding]?, _ year: Int?, _ definition: Definition?) -> HealthCheck {
    guard let definition else { return .warning("missing", "not known while the definition is invalid", "mend it") }
    guard let missing, let year else {
      return .warning("missing", "not known: nothing is assessed", "run milepost run")
    }
    if missing.isEmpty { return .ok("missing", "every area that reported before reports for \(year)") }
    let named = missing.map { "\(definition.named($0.area)): \($0.detail)" }
    return .warning("missing", named.joined(separator: "; "), "ask these offices for their deliveries")
  }
}

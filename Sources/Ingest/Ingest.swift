import Dispatch
import Synchronization
import Records
import Tables
import Workspace

/// Something to be told of a delivery.
public struct IngestRemark: Sendable, CustomStringConvertible {
  /// What it is about.
  public enum Kind: Sendable {
    case skipped, setAside, unreadable, rejects, note
  }

  /// What it is about.
  public let kind: Kind
  /// Name of the delivery in the inbox.
  public let delivery: String
  /// A stable word for the reason, of one that cannot be read.
  public var code = ""
  /// One line that begins with the delivery's name.
  public let description: String
}

/// What became of an inbox.
public struct IngestOutcome: Sendable {
  /// The manifest that was written.
  public var manifest: DeliveryManifest
  /// What was left alone in the inbox and why.
  public var skipped: [String]
  /// How many records were written.
  public var records: Int64
  /// How many records were rejected.
  public var rejected: Int64
  /// How many deliveries could not be read.
  public var unreadable: Int
  /// How many deliveries were as an earlier run had read them.
  public var kept: Int

  init(_ manifest: DeliveryManifest, skipped: [String], kept: Int) {
    self.manifest = manifest
    self.skipped = skipped
    self.kept = kept
    records = manifest.deliveries.reduce(0) { $0 + $1.records }
    rejected = manifest.deliveries.reduce(0) { $0 + $1.rejected }
    unreadable = manifest.deliveries.count { $0.outcome == .unreadable }
  }
}

/// Ingests every delivery of an inbox (GSBPM 4, Collect).
///
/// For each one that can be read an Arrow file is written, see `RecordWriter`; what became of all of them stands in
/// `deliveries.json`, see `DeliveryManifest`. The files do not depend on `jobs`, on the order in which the file system
/// lists the inbox, or on the time.
/// - Parameters:
///   - inbox: a folder; only read.
///   - ingestedFolder: an empty folder to write into.
///   - jobs: how many deliveries are read at the same time, at least 1.
///   - tables: the tables that the definition declares.
///   - limits: see `IngestLimits`.
///   - log: told what was skipped, could not be read or was rejected, in byte order of the names.
/// - Throws: `IngestError` if the inbox cannot be listed, `ArrowError` if a file cannot be written. What a delivery
///   has wrong with it is no error but stands in the manifest.
public func ingest(
  inbox: String, into ingestedFolder: String, jobs: Int, tables: [DeclaredTable] = [],
  limits: IngestLimits = IngestLimits(), log: (IngestRemark) -> Void = { _ in }
) throws -> IngestOutcome {
  let plan = try IngestPlan(inbox: inbox, earlier: ingestedFolder, declared: "", jobs: jobs)
  return try ingest(plan, into: ingestedFolder, jobs: jobs, tables: tables, limits: limits, log: log)
}

/// Ingests the deliveries of a plan as `ingest(inbox:)` does, but for those that an earlier run has read.
public func ingest(
  _ plan: IngestPlan, into ingestedFolder: String, jobs: Int, tables: [DeclaredTable] = [],
  limits: IngestLimits = IngestLimits(), progress: ProgressReport? = nil, log: (IngestRemark) -> Void = { _ in }
) throws -> IngestOutcome {
  let skipped = reportSkipped(plan, log)
  for case .some(let entry) in plan.kept {
    if let file = entry.file { try KeptFile.keep(plan.keptFolder + "/" + file, as: ingestedFolder + "/" + file) }
  }
  let due = plan.kept.indices.filter { plan.kept[$0] == nil }
  let results = try ingestAll(
    due.map { plan.listing.deliveries[$0] }, into: ingestedFolder, jobs: jobs, tables, limits, progress)
  var entries = plan.kept
  for (index, entry) in zip(due, results) { entries[index] = entry }
  let manifest = DeliveryManifest(deliveries: entries.compactMap { $0 }, basis: plan.basis)
  for entry in manifest.deliveries { report(entry, log) }
  try manifest.save(to: ingestedFolder)
  return IngestOutcome(manifest, skipped: skipped, kept: entries.count - due.count)
}

/// What became of an inbox that an earlier run has read; tells again what it told.
public func unchanged(_ plan: IngestPlan, log: (IngestRemark) -> Void = { _ in }) -> IngestOutcome? {
  guard plan.isUnchanged, let manifest = plan.previous else { return nil }
  let skipped = reportSkipped(plan, log)
  for entry in manifest.deliveries { report(entry, log) }
  return IngestOutcome(manifest, skipped: skipped, kept: manifest.deliveries.count)
}

private func reportSkipped(_ plan: IngestPlan, _ log: (IngestRemark) -> Void) -> [String] {
  plan.listing.skipped.map { name, reason in
    let line = "\(name): skipped, \(reason)"
    log(IngestRemark(kind: .skipped, delivery: name, description: line))
    return line
  }
}

/// Work that threads take one by one, largest first, so that none is left with a large delivery at the end.
private final class Queue: Sendable {
  private struct State {
    var next = 0
    var entries: [DeliveryEntry?]
    var errors: [Int: any Error] = [:]
  }

  private let state: Mutex<State>
  private let order: [Int]

  init(_ deliveries: [Inbox.Delivery]) {
    order = deliveries.indices.sorted { (deliveries[$0].size, $1) > (deliveries[$1].size, $0) }
    state = Mutex(State(entries: Array(repeating: nil, count: deliveries.count)))
  }

  /// The index of the next delivery; nil if none is left or one has failed.
  func take() -> Int? {
    state.withLock { state in
      guard state.next < order.count, state.errors.isEmpty else { return nil }
      state.next += 1
      return order[state.next - 1]
    }
  }

  func finish(_ index: Int, _ result: Result<DeliveryEntry, any Error>) {
    state.withLock { state in
      switch result {
      case .success(let entry): state.entries[index] = entry
      case .failure(let error): state.errors[index] = error
      }
    }
  }

  /// All entries in order of the deliveries.
  func entries() throws -> [DeliveryEntry] {
    try state.withLock { state in
      if let first = state.errors.min(by: { $0.key < $1.key }) { throw first.value }
      return state.entries.compactMap { $0 }
    }
  }
}

private func ingestAll(
  _ deliveries: [Inbox.Delivery], into folder: String, jobs: Int, _ tables: [DeclaredTable], _ limits: IngestLimits,
  _ progress: ProgressReport?
) throws -> [DeliveryEntry] {
  let queue = Queue(deliveries)
  let done = ProgressCount(deliveries.count, progress)
  DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, deliveries.count))) { _ in
    let memory = RecordMemory()
    while let index = queue.take() {
      let task = DeliveryIngest(
        delivery: deliveries[index], folder: folder, limits: limits, tables: tables, memory: memory)
      queue.finish(index, Result { try task.run() })
      done.finishOne()
    }
  }
  return try queue.entries()
}

private func report(_ entry: DeliveryEntry, _ log: (IngestRemark) -> Void) {
  func tell(_ kind: IngestRemark.Kind, _ line: String, code: String = "") {
    log(IngestRemark(kind: kind, delivery: entry.name, code: code, description: line))
  }
  switch entry.outcome {
  case .read:
    for note in entry.notes { tell(.note, "\(entry.name): \(note)") }
    if entry.rejected > 0 {
      tell(.rejects, "\(entry.name): \(entry.rejected) of \(entry.records + entry.rejected) records rejected")
    }
  case .setAside: tell(.setAside, "\(entry.name): set aside. \(entry.notes.last ?? "")")
  case .unreadable:
    for reject in entry.rejects {
      let place = reject.line.map { ":\($0):\(reject.column ?? 1)" } ?? ""
      let record = reject.record.map { ", record \($0)" } ?? ""
      let member = reject.member.map { "!" + $0 } ?? ""
      tell(
        .unreadable,
        "\(entry.name)\(member)\(place)\(record): unreadable (\(reject.code)). \(reject.message) \(reject.remedy)",
        code: reject.code)
    }
  }
}

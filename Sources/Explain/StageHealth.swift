import Definition
import Foundation
import History
import Records
import Workspace

/// Whether each stage's files are there, and stand on what the stage before has left and on the definition as it is now.
struct StageHealth {
  private(set) var checks: [HealthCheck] = []
  private(set) var isAssessed = false

  private enum Finding {
    case done, absent
    case stale(String)
  }

  init(
    _ workspace: Workspace, _ manifest: DeliveryManifest?, _ summary: NormalizeSummary?, _ record: PublicationRecord?,
    _ definition: Definition?, isHeld: Bool
  ) {
    // What an invalid definition says is not known: then the last run's counts.
    let digests = definition.map { DefinitionDigests($0) } ?? record?.definition
    func check(_ stage: String, _ finding: Finding) {
      let name = "stage_" + stage
      // Between its stages a run leaves what is out of date, and mends it.
      switch finding {
      case .done: checks.append(.ok(name, "done, up to date"))
      case .absent where isHeld: checks.append(.warning(name, "not done yet, a run is at work", "wait until it ends"))
      case .stale(let why) where isHeld: checks.append(.warning(name, "\(why), a run is at work", "wait until it ends"))
      case .absent: checks.append(.failed(name, "not done", "run milepost run"))
      case .stale(let why): checks.append(.failed(name, "out of date: \(why)", "run milepost run"))
      }
    }
    guard let manifest else {
      for stage in ["ingest", "normalize", "aggregate", "assess", "publish"] { check(stage, .absent) }
      return
    }
    let isCollected = definition == nil || manifest.basis == nil || manifest.basis?.tables == definition?.collection
    check("ingest", isCollected ? .done : .stale("the tables that the definition declares are others"))
    func compared(_ stamp: StageStamp?, _ now: StageStamp?) -> Finding {
      guard let stamp else { return .absent }
      guard let now else { return .done }
      if stamp.deliveries != now.deliveries { return .stale("made from other deliveries than are ingested") }
      if stamp.foundation != now.foundation { return .stale("made with another definition") }
      return stamp.definition == now.definition ? .done : .stale("assessed with other targets or settings")
    }
    func stamp(_ folder: Workspace.Folder) -> StageStamp? {
      let stamps = folder.stampedFiles.map { try? StageStamp(path: workspace.path(folder, $0)) }
      return stamps.contains { $0 == nil } ? nil : stamps[0]
    }
    let hasFiles = summary?.filesStand(in: workspace) ?? false
    check("normalize", compared(hasFiles ? summary?.stamp : nil, digests.map { .normalized($0, manifest) }))
    check("aggregate", compared(stamp(.aggregates), digests.map { .aggregated($0, manifest) }))
    let assessed = compared(stamp(.assessed), digests.map { .assessed($0, manifest) })
    check("assess", assessed)
    if case .done = assessed, definition != nil { isAssessed = true }
    guard let record else {
      check("publish", .absent)
      return
    }
    let name = digests.map { RunIdentity(day: record.asOf, definition: $0.digest, manifest).id }
    check(
      "publish",
      name == nil || name == record.run ? .done : .stale("published from other deliveries or another definition"))
  }
}

import Foundation
import Records
import Workspace

/// What an earlier run left of the stage, as far as it may stand.
struct EarlierObservations: Sendable {
  /// Its summary, where program and definition are the same.
  let summary: NormalizeSummary?
  private let workspace: Workspace
  private let counts: [String: NormalizeSummary.Delivery]

  init(in workspace: Workspace, _ stamp: StageStamp) {
    self.workspace = workspace
    let loaded = try? NormalizeSummary.load(from: workspace)
    let isSame = loaded?.stamp?.program == stamp.program && loaded?.stamp?.foundation == stamp.foundation
    summary = isSame ? loaded : nil
    counts = Dictionary((summary?.deliveries ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The counts of a delivery of which everything is as it was; nil where it must be worked on.
  func counts(of delivery: DeliveryEntry) -> NormalizeSummary.Delivery? {
    guard let counts = counts[delivery.name], !delivery.sha256.isEmpty, counts.sha256 == delivery.sha256,
      counts.files(in: workspace).allSatisfy({ FileManager.default.fileExists(atPath: $0.path) })
    else { return nil }
    return counts
  }

  /// Keeps a delivery's files in the folders that will replace the earlier ones.
  func keep(_ counts: NormalizeSummary.Delivery, canonical: String, rejected: String) throws {
    for (folder, path) in counts.files(in: workspace) {
      let target = folder == .canonical ? canonical : rejected
      try KeptFile.keep(path, as: target + "/" + Workspace.fileName(of: counts.name))
    }
  }
}

import Console
import Foundation
import Workspace

extension Session {
  /// What the workspace holds, as text.
  public func status() throws -> String {
    let manager = FileManager.default
    guard manager.fileExists(atPath: workspace.root) else {
      throw Ending(.failed, "\(workspace.root): no workspace there; run milepost run, or give another --workspace")
    }
    var lines = ["workspace \(workspace.root), definition \(definition.id) \(definition.digest.prefix(12))"]
    for folder in Workspace.Folder.allCases where folder != .runs {
      let files = try? manager.contentsOfDirectory(atPath: workspace.path(folder))
      lines.append("  \(folder.rawValue): \(files.map { "\($0.count) files" } ?? "not there")")
    }
    if let manifest = try? workspace.deliveries() {
      let summary = try? NormalizeSummary.load(from: workspace)
      lines.append("deliveries")
      for entry in manifest.deliveries {
        let counts = summary?.deliveries.first { $0.name == entry.name }
        let rejected = counts?.rejected ?? Int(entry.rejected)
        let accepted = counts.map { ", \($0.accepted) observations" } ?? ""
        lines.append(
          "  \(entry.name): \(entry.outcome.rawValue), \(entry.records) records\(accepted), \(rejected) rejected")
      }
      for source in summary?.sources ?? [] {
        let budget = source.overBudget ? "OVER its error budget" : "within its error budget"
        lines.append("source \(source.id): \(source.rejected) of \(source.records) rejected, \(budget)")
      }
    }
    let runs = ((try? manager.contentsOfDirectory(atPath: workspace.path(.runs))) ?? []).filter {
      !$0.hasSuffix(".json")
    }
    lines.append("runs: \(runs.isEmpty ? "none" : runs.sorted().joined(separator: ", "))")
    if manager.fileExists(atPath: workspace.path(.assessed)) {
      try requireAssessed()
      lines += ["", try summary()]
    }
    return lines.joined(separator: "\n")
  }
}

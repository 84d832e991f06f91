import Definition
import Workspace

/// `run.json`: what the published folder was made of, and what is in it.
enum RunFile {
  static let name = "run.json"

  static func text(_ content: PublishedContent, _ files: [PublishedFile]) -> String {
    let run = content.run
    let definition = content.definition
    return JSON.object([
      ("run", .text(run.id)),
      ("as_of", .text(run.asOf.description)),
      (
        "definition",
        .object([
          ("id", .text(definition.id)), ("title", .text(definition.title.en)), ("sha256", .text(definition.digest)),
        ])
      ),
      ("deliveries", .array(run.deliveries.sorted { $0.name < $1.name }.map(delivery))),
      ("counts", .object(run.counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
      ("rows", rows(content)),
      ("statuses", statuses(content)),
      (
        "files",
        .array(
          files.sorted { $0.name < $1.name }.map { file in
            .object([("name", .text(file.name)), ("bytes", .integer(file.bytes)), ("sha256", .text(file.sha256))])
          })
      ),
    ]).text
  }

  private static func delivery(_ delivery: RunRecord.Delivery) -> JSON {
    .object([
      ("name", .text(delivery.name)), ("sha256", .text(delivery.sha256)), ("format", .text(delivery.format)),
      ("outcome", .text(delivery.outcome)), ("records", .integer(delivery.records)),
      ("rejected", .integer(delivery.rejected)),
    ])
  }

  private static func rows(_ content: PublishedContent) -> JSON {
    .object([
      ("compliance", .integer(content.compliance.rows.count)), ("flags", .integer(content.flags.count)),
      ("aggregates", .integer(content.sums.count)), ("rejects", .integer(content.rejects.count)),
    ])
  }

  /// Rows of each status for each target, all statuses each time.
  private static func statuses(_ content: PublishedContent) -> JSON {
    var counts: [Int: [ComplianceStatus: Int]] = [:]
    for row in content.compliance.rows { counts[row.row.target, default: [:]][row.row.status, default: 0] += 1 }
    let all = ComplianceStatus.allCases.sorted { $0.rawValue < $1.rawValue }
    return .object(
      content.definition.targets.enumerated().map { index, target in
        (target.id, .object(all.map { ($0.rawValue, .integer(counts[index]?[$0] ?? 0)) }))
      })
  }
}

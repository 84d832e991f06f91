import ArgumentParser
import Console
import struct Explain.Explanation
import Publish
import Stages

/// `milepost explain`: where a figure comes from.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show where a figure comes from: communes, deliveries, lines.",
    discussion: "The figures are the workspace's, before any is suppressed: they may be confidential.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "A target or monitor, for example T02.")
  var target: String

  @Option(help: "VN, or the 2-digit code of a province.")
  var area = "VN"

  @Option(help: "An ethnic group, EM or _T (default: the target's headline group).")
  var group: String?

  @Option(help: ArgumentHelp("The year.", valueName: "year"))
  var period: String

  /// Whether the row that is explained is published without its figures.
  private func isWithheld(_ session: Session) throws -> Bool {
    let definition = session.definition
    return try publishedRows(definition, session.workspace).contains { row in
      row.status == .suppressed && definition.targets[row.target].id == target && String(row.year) == period
        && definition.areas.codes[Int(row.area)] == area
        && definition.groups.codes[Int(row.group)] == group
          ?? definition.groups.codes[Int(definition.targets[row.target].headline)]
    }
  }

  func run() throws {
    let session = try Session(options, label: Milepost.label, locking: false)
    try session.requireAssessed()
    let headline = session.definition.targets.first { $0.id == target }?.headline
    do {
      print(
        try Explanation(
          target: target, area: area,
          group: group ?? headline.map { session.definition.groups.codes[Int($0)] } ?? "_T", period: period,
          session.definition, in: session.workspace))
      if try isWithheld(session) {
        print("\nThe published tables withhold the figures of this row: they are confidential.")
      }
    } catch let unknown as Explanation.Unknown {
      throw Ending(.usage, unknown.description)
    }
  }
}

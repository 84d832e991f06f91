import Definition
import Vocabulary
import Workspace

/// `flags.csv`: what somebody should look at.
enum FlagTable {
  static func layout(_ definition: Definition) -> PublishedTable {
    PublishedTable(
      name: "flags", title: "Flags",
      description: "What somebody should look at. Sorted by target as the programme lists them (flags of the data "
        + "themselves last), period, area, ethnic group, reason and name. Nothing is flagged about withheld figures.",
      columns: columns(definition), key: ["flag"], indexes: [["target", "area", "period"], ["severity", "reason"]])
  }

  static func values(
    _ flag: Flag, firstSeen: [String: String], _ run: RunRecord, _ definition: Definition
  ) -> [PublishedValue] {
    [
      .text(flag.id), .text(flag.severity.rawValue), .text(flag.target.map { definition.targets[$0].id } ?? ""),
      .text(definition.areas.level(flag.area).name), .text(definition.areas.codes[Int(flag.area)]),
      .text(definition.groups.codes[Int(flag.group)]), .text(flag.period), .text(flag.reason), .text(flag.detail),
      .text(firstSeen[flag.id] ?? run.asOf.description), .text(run.id),
    ]
  }

  static func sorted(_ flags: [Flag], _ definition: Definition) -> [Flag] {
    let order = PublishedOrder(definition.groups)
    func place(_ flag: Flag) -> (Int, String, AreaIndex, Int, String, String) {
      (flag.target ?? Int.max, flag.period, flag.area, order.rank(flag.group), flag.reason, flag.id)
    }
    return flags.sorted { place($0) < place($1) }
  }

  private static func columns(_ definition: Definition) -> [PublishedColumn] {
    [
      PublishedColumn(
        name: "flag", kind: .text, title: "Flag", description: "Name that stays the same from night to night.",
        isRequired: true),
      PublishedColumn(
        name: "severity", kind: .text, title: "Severity", description: "How bad it is.",
        values: ["info", "warning", "critical"], isRequired: true),
      PublishedColumn(
        name: "target", kind: .text, title: "Target", description: "Target or monitor; empty for a flag of the data.",
        values: definition.targets.map(\.id)),
      PlaceColumns.areaLevel, PlaceColumns.area, PlaceColumns.group,
      PublishedColumn(
        name: "period", kind: .text, title: "Period", description: "Year, quarter (2026-Q1) or month (2026-03)."),
      PublishedColumn(
        name: "reason", kind: .text, title: "Reason", description: "Why the flag was raised.",
        values: [
          "unmet_threshold", "off_track", "moving_away", "insufficient_coverage", "missing_delivery",
          "inconsistent_total", "revised_value",
        ], isRequired: true),
      PublishedColumn(name: "detail", kind: .text, title: "Detail", description: "One sentence."),
      PublishedColumn(
        name: "first_seen", kind: .date, title: "First seen", description: "Day of the run that first raised it.",
        isRequired: true),
      PublishedColumn(
        name: "run", kind: .text, title: "Run", description: "The run that raised it this time.", isRequired: true),
    ]
  }
}

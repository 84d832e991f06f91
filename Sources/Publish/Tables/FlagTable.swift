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
      columns: columns(definition), key: ["flag"],
      indexes: [["target", "area", "period"], ["severity", "reason"], ["area", "period"]],
      references: ["target": "targets", "area": "areas", "ethnic_group": "ethnic_groups", "run": "run"])
  }

  static func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    let definition = content.definition
    let places = content.places
    let severities = Words(Self.severities.map(\.rawValue))
    let targets = Words(definition.targets.map(\.id) + [""])
    let run = Words([content.run.id])
    for (flag, firstSeen) in zip(content.flags, content.firstSeen) {
      writer.append(text: flag.id)
      writer.append(severities, Self.severities.firstIndex(of: flag.severity)!)
      writer.append(targets, flag.target ?? definition.targets.count)
      places.append(flag.area, to: &writer)
      places.append(flag.group, to: &writer)
      writer.append(text: flag.period)
      writer.append(text: flag.reason)
      writer.append(text: flag.detail)
      writer.append(text: firstSeen)
      writer.append(run, 0)
      try writer.endRow()
    }
  }

  static let severities: [Finding.Severity] = [.info, .warning, .critical]
  static let reasons = [
    "unmet_threshold", "off_track", "moving_away", "insufficient_coverage", "missing_delivery", "inconsistent_total",
    "revised_value", "implausible",
  ]

  /// Positions of flags in published order.
  static func order(_ flags: [Flag], _ definition: Definition) -> [Int] {
    let order = PublishedOrder(definition.groups)
    let periods = Set(flags.map(\.period)).sorted()
    let rankOfPeriod = Dictionary(uniqueKeysWithValues: periods.enumerated().map { ($1, $0) })
    // Flags of the data themselves come last.
    let places = flags.map { flag in
      order.place(flag.target ?? definition.targets.count, rankOfPeriod[flag.period]!, flag.area, flag.group)
    }
    return flags.indices.sorted { a, b in
      if places[a] != places[b] { return places[a] < places[b] }
      return (flags[a].reason, flags[a].id) < (flags[b].reason, flags[b].id)
    }
  }

  private static func columns(_ definition: Definition) -> [PublishedColumn] {
    [
      PublishedColumn(
        name: "flag", kind: .text, title: "Flag", description: "Name that stays the same from night to night.",
        isRequired: true),
      PublishedColumn(
        name: "severity", kind: .text, title: "Severity", description: "How bad it is.",
        values: severities.map(\.rawValue), isRequired: true),
      PublishedColumn(
        name: "target", kind: .text, title: "Target",
        description: "Target or monitor; empty for a flag of the data, whose name begins with its measure or rule.",
        values: definition.targets.map(\.id)),
      PlaceColumns.areaLevel, PlaceColumns.area, PlaceColumns.group,
      PublishedColumn(
        name: "period", kind: .text, title: "Period", description: "Year, quarter (2026-Q1) or month (2026-03)."),
      PublishedColumn(
        name: "reason", kind: .text, title: "Reason", description: "Why the flag was raised.",
        values: reasons, isRequired: true),
      PublishedColumn(name: "detail", kind: .text, title: "Detail", description: "One sentence."),
      PublishedColumn(
        name: "first_seen", kind: .date, title: "First seen", description: "Day of the run that first raised it.",
        isRequired: true),
      PublishedColumn(
        name: "run", kind: .text, title: "Run", description: "The run that raised it this time.", isRequired: true),
    ]
  }
}

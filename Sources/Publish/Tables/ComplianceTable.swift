import Definition
import Vocabulary
import Workspace

/// `compliance.csv`: one row for each target, period, area and ethnic group.
enum ComplianceTable {
  static func layout(_ definition: Definition) -> PublishedTable {
    PublishedTable(
      name: "compliance", title: "Compliance with the targets",
      description:
        "One row for each target, period, area and ethnic group. Sorted by target and monitor as the programme "
        + "lists them, then by period, area (nation, then provinces by code), ethnic group (_T, EM, then by code) and sex. "
        + "Ratios are printed so that they read back to the same double.",
      columns: columns(definition), key: ["target", "area", "ethnic_group", "sex", "period"],
      indexes: [["area", "ethnic_group", "period"], ["status", "period"]],
      references: ["target": "targets", "area": "areas", "ethnic_group": "ethnic_groups"])
  }

  static func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    let definition = content.definition
    let places = content.places
    let targets = Words(definition.targets.map(\.id))
    let comparators = Words(definition.targets.map(\.comparator.rawValue))
    let statuses = ComplianceStatus.allCases, outlooks = Outlook.allCases
    let statusWords = Words(statuses.map(\.rawValue)), outlookWords = Words(outlooks.map(\.rawValue))
    for published in content.compliance.rows {
      let row = published.row
      writer.append(targets, row.target)
      places.append(row.area, row.group, row.sex, row.year, to: &writer)
      writer.append(number: row.value)
      writer.append(comparators, row.target)
      writer.append(number: row.threshold)
      writer.append(number: definition.targets[row.target].tolerance ?? .nan)
      writer.append(statusWords, statuses.firstIndex(of: row.status)!)
      writer.append(number: row.gap)
      writer.append(number: row.gapUnits)
      writer.append(number: row.numerator)
      writer.append(number: row.denominator)
      writer.append(integer: row.reporting)
      writer.append(integer: row.expected)
      writer.append(number: row.coverage)
      writer.append(integer: row.baselineYear)
      writer.append(number: row.baselineValue)
      writer.append(number: row.paceObserved)
      writer.append(number: row.paceRequired)
      writer.append(outlookWords, outlooks.firstIndex(of: row.outlook)!)
      writer.append(text: row.observationStatus)
      writer.append(text: published.confidentiality)
      try writer.endRow()
    }
  }

  static func sorted(_ rows: [ComplianceRow], _ definition: Definition) -> [ComplianceRow] {
    let order = PublishedOrder(definition.groups)
    return PublishedOrder.sorted(rows) { order.place($0.target, $0.year, $0.area, $0.group, $0.sex) }
  }

  private static func columns(_ definition: Definition) -> [PublishedColumn] {
    [
      PublishedColumn(
        name: "target", kind: .text, title: "Target", description: "Target (T..) or monitor (M..) of the programme.",
        values: definition.targets.map(\.id), isRequired: true),
      PlaceColumns.areaLevel, PlaceColumns.area, PlaceColumns.areaName, PlaceColumns.group, PlaceColumns.groupName,
      PlaceColumns.sex, PlaceColumns.period,
      ratio("value", "Value", "The indicator: sum of numerators over sum of denominators, and what it is set against."),
      PublishedColumn(
        name: "comparator", kind: .text, title: "Comparator", description: "How value is compared with threshold.",
        values: Comparator.allCases.map(\.rawValue), isRequired: true),
      ratio("threshold", "Threshold", "What the value is compared with; empty where it is not known or not published."),
      ratio("tolerance", "Tolerance", "Distance from the threshold that \"basically\" allows; empty where none."),
      PublishedColumn(
        name: "status", kind: .text, title: "Status", description: "The verdict.",
        values: ComplianceStatus.allCases.map(\.rawValue).sorted(), isRequired: true),
      ratio("gap", "Gap", "Value minus threshold in the direction wanted: negative always means short."),
      PublishedColumn(
        name: "gap_units", kind: .number, title: "Gap in units",
        description: "Least number of units of the numerator that must change for the target to hold; income lacking, "
          + "for the income target. 0 where it holds.",
        unit: "unit of the numerator", minimum: 0),
      PublishedColumn(
        name: "numerator", kind: .number, title: "Numerator",
        description: "Sum over the communes that report both numerator and denominator.", unit: "unit of the measure"),
      PublishedColumn(
        name: "denominator", kind: .number, title: "Denominator",
        description: "Sum over the communes that report both numerator and denominator.", unit: "unit of the measure"),
      PlaceColumns.reporting, PlaceColumns.expected, PlaceColumns.coverage,
      PublishedColumn(
        name: "baseline_period", kind: .integer, title: "Baseline period",
        description: "Year that the pace is measured from; empty where there is none or it is not published.",
        unit: "year"),
      ratio("baseline_value", "Baseline value", "Value of the baseline period."),
      ratio("pace_observed", "Observed pace", "Change a year since the baseline.", unit: "ratio a year"),
      ratio("pace_required", "Required pace", "Change a year that the deadline asks for.", unit: "ratio a year"),
      PublishedColumn(
        name: "outlook", kind: .text, title: "Outlook",
        description: "Where the value is heading by the deadline at the pace so far.",
        values: Outlook.allCases.map(\.rawValue).sorted(), isRequired: true),
      PlaceColumns.observationStatus, PlaceColumns.confidentiality,
    ]
  }

  private static func ratio(
    _ name: String, _ title: String, _ description: String, unit: String = "ratio"
  ) -> PublishedColumn {
    PublishedColumn(name: name, kind: .number, title: title, description: description, unit: unit)
  }
}

import Definition
import Vocabulary
import Workspace

/// `aggregates.csv`: every measure summed over areas.
enum AggregateTable {
  static func layout(_ definition: Definition) -> PublishedTable {
    PublishedTable(
      name: "aggregates", title: "Measures by area, ethnic group and sex",
      description: "Every measure summed over the nation and its provinces. Sorted by measure as the definition lists "
        + "them, scope, period, area (nation, then provinces by code), ethnic group (_T, EM, then by code) and sex.",
      columns: columns(definition), key: ["measure", "scope", "area", "ethnic_group", "sex", "period"],
      indexes: [["area", "ethnic_group", "period"]],
      references: ["measure": "measures", "area": "areas", "ethnic_group": "ethnic_groups"])
  }

  static func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    let definition = content.definition
    let places = content.places
    let measures = Words(definition.measures.map(\.code)), units = Words(definition.measures.map(\.unit))
    let scopes = Words([SumScope.programme, .all].map(\.rawValue))
    for (sum, reason) in zip(content.sums, content.withheld) {
      let reports = sum.reporting > 0
      writer.append(measures, sum.measure)
      writer.append(scopes, sum.scope == .programme ? 0 : 1)
      places.append(sum.area, sum.group, sum.sex, sum.year, to: &writer)
      writer.append(number: reason == nil ? sum.value : .nan)
      writer.append(units, sum.measure)
      writer.append(integer: sum.reporting)
      writer.append(integer: sum.expected)
      writer.append(number: sum.coverage)
      writer.append(text: reports ? sum.quality.observationStatusCode : "")
      writer.append(text: reports ? reason ?? sum.quality.confidentialityCode : "")
      try writer.endRow()
    }
  }

  static func sorted(_ sums: [MeasureSum], _ definition: Definition) -> [MeasureSum] {
    let order = PublishedOrder(definition.groups)
    return PublishedOrder.sorted(sums) { sum in
      order.place(sum.measure * 2 + (sum.scope == .programme ? 0 : 1), sum.year, sum.area, sum.group, sum.sex)
    }
  }

  private static func columns(_ definition: Definition) -> [PublishedColumn] {
    [
      PublishedColumn(
        name: "measure", kind: .text, title: "Measure", description: "Code of the measure.",
        values: definition.measures.map(\.code), isRequired: true),
      PublishedColumn(
        name: "scope", kind: .text, title: "Scope",
        description: "programme: the communes of the programme in that year; all: every commune.",
        values: [SumScope.programme.rawValue, SumScope.all.rawValue], isRequired: true),
      PlaceColumns.areaLevel, PlaceColumns.area, PlaceColumns.areaName, PlaceColumns.group, PlaceColumns.groupName,
      PlaceColumns.sex, PlaceColumns.period,
      PublishedColumn(
        name: "value", kind: .number, title: "Value",
        description: "The sum, in the unit of the row; empty where nothing reports or the figure is withheld.",
        unit: "see column unit"),
      PublishedColumn(
        name: "unit", kind: .text, title: "Unit", description: "Unit of the value.",
        values: Set(definition.measures.map(\.unit)).sorted(), isRequired: true),
      PlaceColumns.reporting, PlaceColumns.expected, PlaceColumns.coverage, PlaceColumns.observationStatus,
      PlaceColumns.confidentiality,
    ]
  }
}

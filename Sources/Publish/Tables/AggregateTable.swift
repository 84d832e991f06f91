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
      indexes: [["area", "ethnic_group", "period"]])
  }

  static func values(
    _ sum: MeasureSum, withheld reason: String?, _ definition: Definition
  ) -> [PublishedValue] {
    let measure = definition.measures[sum.measure]
    let reports = sum.reporting > 0
    return [.text(measure.code), .text(sum.scope.rawValue)]
      + PlaceColumns.values(sum.area, sum.group, sum.sex, sum.year, definition) + [
        .number(reason == nil ? sum.value : .nan), .text(measure.unit), .integer(sum.reporting), .integer(sum.expected),
        .number(sum.expected == 0 ? .nan : Double(sum.reporting) / Double(sum.expected)),
        .text(reports ? sum.quality.observationStatusCode : ""),
        .text(reports ? reason ?? sum.quality.confidentialityCode : ""),
      ]
  }

  static func sorted(_ sums: [MeasureSum], _ definition: Definition) -> [MeasureSum] {
    let order = PublishedOrder(definition.groups)
    func table(_ sum: MeasureSum) -> (Int, Int, Int) { (sum.measure, sum.scope == .programme ? 0 : 1, sum.year) }
    func place(_ sum: MeasureSum) -> (AreaIndex, Int, UInt8) { (sum.area, order.rank(sum.group), sum.sex.rawValue) }
    return sums.sorted { a, b in
      let (first, second) = (table(a), table(b))
      return first == second ? place(a) < place(b) : first < second
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

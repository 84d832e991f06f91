import Definition
import Vocabulary
import Workspace

/// `aggregates.sdmx.csv`: the aggregates as an SDMX-CSV 2.0 data message, whose structure `aggregates.structure.xml` is.
enum AggregateMessage {
  /// One column for each component, behind those that name the structure and the action.
  static func layout(_ definition: Definition) -> PublishedTable {
    let structure = AggregateStructure(definition)
    return PublishedTable(
      name: "aggregates.sdmx", title: "Aggregates as an SDMX data message",
      description: "The table aggregates as SDMX-CSV 2.0, in the same order; its structure with names of all codes is "
        + "\(StructureMessage.name). A value is empty where nothing reports (OBS_STATUS O) or it is withheld (OBS_STATUS Q, "
        + "and CONF_STATUS says why).",
      columns: [
        PublishedColumn(
          name: "STRUCTURE", kind: .text, title: "Structure", description: "What the identifier names.",
          values: ["dataflow"], isRequired: true),
        PublishedColumn(
          name: "STRUCTURE_ID", kind: .text, title: "Structure identifier",
          description: "Agency, dataflow and version.",
          values: [definition.dissemination.reference], isRequired: true),
        PublishedColumn(
          name: "ACTION", kind: .text, title: "Action", description: "I: information.", values: ["I"], isRequired: true),
      ] + structure.components.map(column),
      key: structure.components.filter(\.isDimension).map(\.id))
  }

  /// Writes the message.
  static func write(_ content: PublishedContent, in folder: String) throws -> PublishedFile {
    let definition = content.definition
    var file = try CSVFile(layout(definition), in: folder)
    let places = content.places
    let fixed = Words(["dataflow", definition.dissemination.reference, "I", "A", definition.canonicalVintage])
    let measures = Words(definition.measures.map(\.code)), units = Words(definition.measures.map(\.unitCode))
    let scopes = Words([SumScope.programme, .all].map(\.code))
    let statuses = Words([ObservationStatus.notReported, ObservationStatus.suppressed])
    for (sum, reason) in zip(content.sums, content.withheld) {
      let reports = sum.reporting > 0
      for word in 0..<4 { file.append(fixed, word) }
      places.append(code: sum.area, sum.group, sum.sex, to: &file)
      file.append(measures, sum.measure)
      file.append(scopes, sum.scope == .programme ? 0 : 1)
      file.append(integer: sum.year)
      file.append(number: reason == nil ? sum.value : .nan)
      file.append(units, sum.measure)
      if !reports || reason != nil {
        file.append(statuses, reports ? 1 : 0)
      } else {
        file.append(text: sum.quality.observationStatusCode)
      }
      file.append(text: reports ? reason ?? sum.quality.confidentialityCode : "")
      file.append(integer: sum.reporting)
      file.append(integer: sum.expected)
      file.append(number: sum.coverage)
      file.append(fixed, 4)
      try file.endRow()
    }
    return try file.finish()
  }

  private static func column(_ component: AggregateStructure.Component) -> PublishedColumn {
    let kind: PublishedColumn.Kind =
      switch component.format {
      case .text: .text
      case .integer, .period: .integer
      case .number: .number
      }
    return PublishedColumn(
      name: component.id, kind: kind, title: component.name.en,
      description: component.name.vi + (component.codes.map { "; codes: \($0.id) of \(StructureMessage.name)" } ?? ""),
      values: component.codes?.codes.map(\.id) ?? [], isRequired: component.isDimension)
  }
}

extension AggregateStructure.Component {
  /// Whether it is part of what tells observations apart.
  var isDimension: Bool {
    switch role {
    case .dimension, .time: true
    case .measure, .attribute: false
    }
  }
}

import Definition
import Vocabulary
import Workspace

/// `origins.csv`: which deliveries, and which of their lines, a province's figures stand on.
enum OriginTable {
  static func layout(_ definition: Definition) -> PublishedTable {
    PublishedTable(
      name: "origins", title: "Where the figures come from",
      description: "For every measure, area and year the deliveries with observations of it there, all ethnic groups "
        + "together, and where they stand in the file. A target's value in an area comes from the rows of its two "
        + "measures (compliance.numerator over compliance.denominator); the nation's from those of all provinces. Sorted "
        + "by measure as the definition lists them, area, period and delivery.",
      columns: [
        PublishedColumn(
          name: "measure", kind: .text, title: "Measure", description: "Code of the measure.",
          values: definition.measures.map(\.code), isRequired: true),
        PlaceColumns.areaLevel, PlaceColumns.area, PlaceColumns.areaName, PlaceColumns.period,
        PlaceColumns.delivery,
        count("observations", "Observations", "Observations of communes and groups that the figures are made of."),
        count("superseded", "Superseded", "Observations that a newer delivery revised or deleted: they do not count."),
        count("deletions", "Deletions", "Observations of older deliveries that the delivery deletes."),
        place("first_record", "First record", "Ordinal in the delivery of the first record of these."),
        place("first_line", "First line", "Its line in the file, decompressed; in the member of an archive."),
        place("last_record", "Last record", "Ordinal in the delivery of the last record of these."),
        place("last_line", "Last line", "Its line in the file, decompressed; in the member of an archive."),
      ], key: ["measure", "area", "period", "delivery"], indexes: [["delivery"]],
      references: ["measure": "measures", "area": "areas", "delivery": "deliveries"])
  }

  static func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    let measures = Words(content.definition.measures.map(\.code)), areaNames = Words(content.definition.areas.names)
    for origin in content.origins {
      writer.append(measures, origin.measure)
      content.places.append(origin.area, to: &writer)
      writer.append(areaNames, Int(origin.area))
      writer.append(integer: origin.year)
      writer.append(text: origin.delivery)
      writer.append(integer: origin.observations)
      writer.append(integer: origin.superseded)
      writer.append(integer: origin.deletions)
      for place in [origin.firstRecord, origin.firstLine, origin.lastRecord, origin.lastLine] {
        writer.append(integer: place)
      }
      try writer.endRow()
    }
  }

  private static func count(_ name: String, _ title: String, _ description: String) -> PublishedColumn {
    PublishedColumn(
      name: name, kind: .integer, title: title, description: description, unit: "observations", isRequired: true,
      minimum: 0)
  }

  private static func place(_ name: String, _ title: String, _ description: String) -> PublishedColumn {
    PublishedColumn(
      name: name, kind: .integer, title: title, description: description, isRequired: true, minimum: 0)
  }
}

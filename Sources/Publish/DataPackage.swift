import Definition

/// What the data package says of a file.
enum DataResource {
  /// A CSV file, with its columns.
  case table(PublishedTable)
  /// A file of another kind.
  case plain(name: String, title: String, description: String, format: String, mediaType: String)

  fileprivate var isTable: Bool { if case .table = self { true } else { false } }
}

/// `datapackage.json`: a Frictionless data package (version 1) that describes the published files.
enum DataPackage {
  static let name = "datapackage.json"
  /// Not all resources are tables.
  static let profile = "data-package"
  /// Profiles that a package of ours can have, the one of earlier versions among them.
  static let profiles: Set<String> = [profile, "tabular-data-package"]
  /// Begins the name of every package of ours; a folder is replaced only where it has one.
  static let namePrefix = "milepost-"

  /// Describes files, the tables before the others.
  static func text(
    _ content: PublishedContent, _ resources: [(resource: DataResource, file: PublishedFile)]
  ) -> String {
    let definition = content.definition
    let asOf = content.run.asOf.description
    return JSON.object([
      ("profile", .text(profile)),
      ("name", .text(namePrefix + definition.id.lowercased())),
      ("title", .text(definition.title.en)),
      ("description", .text(description(definition))),
      ("version", .text(asOf)),
      // The day the run speaks of: a clock would make every night's bytes different.
      ("created", .text(asOf + "T00:00:00Z")),
      ("sources", sources(content)),
      (
        "resources",
        .array(
          (resources.filter(\.resource.isTable) + resources.filter { !$0.resource.isTable }).map {
            resource($0.resource, $0.file)
          })
      ),
    ]).text
  }

  private static func description(_ definition: Definition) -> String {
    "\(definition.title.vi). Figures that count fewer than \(Int(definition.settings.disclosureMinimum)) people or "
      + "households, figures that their source did not set free, and the figures from which these could be computed are "
      + "empty, with the reason in conf_status. The same tables for SQL are in \(DatabaseFile.name)."
  }

  private static func sources(_ content: PublishedContent) -> JSON {
    .array(
      content.run.deliveries.sorted { $0.name < $1.name }.map { delivery in
        .object([
          ("title", .text(delivery.name)), ("format", .text(delivery.format)),
          ("hash", .text("sha256:" + delivery.sha256)),
        ])
      })
  }

  private static func resource(_ resource: DataResource, _ file: PublishedFile) -> JSON {
    switch resource {
    case .table(let table): self.table(table, file)
    case .plain(let name, let title, let description, let format, let mediaType):
      .object([
        ("profile", .text("data-resource")),
        // Frictionless tools would otherwise take some of these for tables.
        ("type", .text("file")),
        ("name", .text(name)), ("path", .text(file.name)), ("title", .text(title)),
        ("description", .text(description)), ("format", .text(format)), ("mediatype", .text(mediaType)),
        ("bytes", .integer(file.bytes)), ("hash", .text("sha256:" + file.sha256)),
      ])
    }
  }

  private static func table(_ table: PublishedTable, _ file: PublishedFile) -> JSON {
    var schema: [(String, JSON)] = [("fields", .array(table.columns.map(field)))]
    if !table.key.isEmpty { schema.append(("primaryKey", .array(table.key.map { .text($0) }))) }
    schema.append(("missingValues", .array([.text("")])))
    var members: [(String, JSON)] = [
      ("profile", .text("tabular-data-resource")),
      ("name", .text(table.name)),
      ("path", .text(file.name)),
      ("title", .text(table.title)),
      ("description", .text(table.description)),
      ("format", .text("csv")),
      ("mediatype", .text("text/csv")),
      ("encoding", .text("utf-8")),
      ("dialect", .object([("delimiter", .text(",")), ("lineTerminator", .text("\n")), ("header", .bool(true))])),
      ("bytes", .integer(file.bytes)),
      ("hash", .text("sha256:" + file.sha256)),
      ("schema", .object(schema)),
    ]
    // Beyond the standard: frictionless compares it.
    if let rows = file.rows { members.append(("rows", .integer(rows))) }
    return .object(members)
  }

  private static func field(_ column: PublishedColumn) -> JSON {
    let type =
      switch column.kind {
      case .text: "string"
      case .number: "number"
      case .integer: "integer"
      case .date: "date"
      }
    var members: [(String, JSON)] = [
      ("name", .text(column.name)), ("type", .text(type)), ("title", .text(column.title)),
      ("description", .text(column.description)),
    ]
    if let unit = column.unit { members.append(("unit", .text(unit))) }
    var constraints: [(String, JSON)] = []
    if column.isRequired { constraints.append(("required", .bool(true))) }
    if !column.values.isEmpty { constraints.append(("enum", .array(column.values.map { .text($0) }))) }
    if let minimum = column.minimum { constraints.append(("minimum", .number(minimum))) }
    if let maximum = column.maximum { constraints.append(("maximum", .number(maximum))) }
    if !constraints.isEmpty { members.append(("constraints", .object(constraints))) }
    return .object(members)
  }
}

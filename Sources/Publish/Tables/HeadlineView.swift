import Definition

/// Further objects of `milepost.sqlite`: the targets, and the rows that make headlines.
enum HeadlineView {
  /// The targets with their names, since a code says little.
  static func layout(_ definition: Definition) -> PublishedTable {
    PublishedTable(
      name: "targets", title: "Targets", description: "Targets and monitors of the programme.",
      columns: [
        PublishedColumn(name: "target", kind: .text, title: "Target", description: "Code.", isRequired: true),
        PublishedColumn(name: "position", kind: .integer, title: "Position", description: "Order.", isRequired: true),
        PublishedColumn(name: "title_vi", kind: .text, title: "Title", description: "Name in Vietnamese."),
        PublishedColumn(name: "title_en", kind: .text, title: "Title", description: "Name in English."),
        PublishedColumn(
          name: "headline_group", kind: .text, title: "Headline group", description: "Ethnic group of the headline.",
          isRequired: true),
        PublishedColumn(
          name: "is_monitor", kind: .integer, title: "Monitor", description: "1 for a monitor, 0 for a target.",
          isRequired: true),
      ], key: ["target"])
  }

  static func write(_ definition: Definition, to writer: inout some RowWriter & ~Copyable) throws {
    for (position, target) in definition.targets.enumerated() {
      writer.append(text: target.id)
      writer.append(integer: position + 1)
      writer.append(text: target.title.vi)
      writer.append(text: target.title.en)
      writer.append(text: definition.groups.codes[Int(target.headline)])
      writer.append(integer: target.isMonitor ? 1 : 0)
      try writer.endRow()
    }
  }

  static let name = "headlines"
  /// The rows of each target's headline group, in published order.
  static let sql = """
    CREATE VIEW headlines AS
    SELECT t.title_vi, t.title_en, t.is_monitor, c.*
    FROM targets AS t
    JOIN compliance AS c ON c.target = t.target AND c.ethnic_group = t.headline_group AND c.sex = '_T'
    ORDER BY t.position, c.period, c.area <> 'VN', c.area
    """
}

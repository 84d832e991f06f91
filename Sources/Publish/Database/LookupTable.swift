import Definition
import Vocabulary
import Workspace

/// Tables of the database that say what the codes of the others mean, and what the run was. They come first, so that the
/// others can refer to them.
enum LookupTable: CaseIterable, Sendable {
  case run, areas, groups, measures, targets

  /// What its columns are.
  var layout: PublishedTable {
    switch self {
    case .run: RunLookup.layout
    case .areas: AreaLookup.layout
    case .groups: GroupLookup.layout
    case .measures: MeasureLookup.layout
    case .targets: TargetLookup.layout
    }
  }

  /// Appends its rows.
  func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    switch self {
    case .run: try RunLookup.write(content, to: &writer)
    case .areas: try AreaLookup.write(content.definition.areas, to: &writer)
    case .groups: try GroupLookup.write(content.definition.groups, to: &writer)
    case .measures: try MeasureLookup.write(content.definition, to: &writer)
    case .targets: try TargetLookup.write(content.definition, to: &writer)
    }
  }

  /// A column of such a table, whose name says what it is.
  fileprivate static func column(
    _ name: String, _ kind: PublishedColumn.Kind = .text, isRequired: Bool = false
  ) -> PublishedColumn {
    PublishedColumn(name: name, kind: kind, title: name, description: name, isRequired: isRequired)
  }
}

/// `run`: one row, what the run speaks of.
private enum RunLookup {
  static let layout = PublishedTable(
    name: "run", title: "Run", description: "The run, in one row.",
    columns: [
      LookupTable.column("run", isRequired: true), LookupTable.column("as_of", .date, isRequired: true),
      LookupTable.column("judged_year", .integer, isRequired: true),
      LookupTable.column("deadline", .integer, isRequired: true), LookupTable.column("definition", isRequired: true),
      LookupTable.column("definition_sha256", isRequired: true), LookupTable.column("title_vi"),
      LookupTable.column("title_en"), LookupTable.column("disclosure_minimum", .number, isRequired: true),
    ], key: ["run"])

  static func write(_ content: PublishedContent, to writer: inout some RowWriter & ~Copyable) throws {
    let definition = content.definition
    writer.append(text: content.run.id)
    writer.append(text: content.run.asOf.description)
    writer.append(integer: content.judgedYear)
    writer.append(integer: definition.phase.upperBound)
    writer.append(text: definition.id)
    writer.append(text: definition.digest)
    writer.append(text: definition.title.vi)
    writer.append(text: definition.title.en)
    writer.append(number: definition.settings.disclosureMinimum)
    try writer.endRow()
  }
}

/// `areas`: the nation, its provinces and their communes in the canonical vintage.
private enum AreaLookup {
  static let layout = PublishedTable(
    name: "areas", title: "Areas", description: "Areas of the canonical vintage.",
    columns: [
      LookupTable.column("area", isRequired: true), LookupTable.column("area_level", isRequired: true),
      LookupTable.column("province"), LookupTable.column("name_vi", isRequired: true), LookupTable.column("name_en"),
    ], key: ["area"], indexes: [["area_level"]], references: ["province": "areas"])

  static func write(_ areas: AreaRegister, to writer: inout some RowWriter & ~Copyable) throws {
    let codes = Words(areas.codes), levels = Words(AreaLevel.allCases.map(\.name))
    for index in 0..<AreaIndex(areas.count) {
      let level = areas.level(index)
      writer.append(codes, Int(index))
      writer.append(levels, Int(level.rawValue))
      if level == .nation { writer.append(text: "") } else { writer.append(codes, Int(areas.provinceOf[Int(index)])) }
      writer.append(text: areas.names[Int(index)])
      writer.append(text: areas.englishNames[Int(index)])
      try writer.endRow()
    }
  }
}

/// `ethnic_groups`: the groups, and the totals over them.
private enum GroupLookup {
  static let layout = PublishedTable(
    name: "ethnic_groups", title: "Ethnic groups", description: "Ethnic groups in published order.",
    columns: [
      LookupTable.column("ethnic_group", isRequired: true), LookupTable.column("position", .integer, isRequired: true),
      LookupTable.column("name_vi", isRequired: true), LookupTable.column("name_en"),
      LookupTable.column("is_total", .integer, isRequired: true),
    ], key: ["ethnic_group"])

  static func write(_ groups: GroupRegister, to writer: inout some RowWriter & ~Copyable) throws {
    for (position, group) in PublishedOrder.groups(groups).enumerated() {
      writer.append(text: groups.codes[Int(group)])
      writer.append(integer: position + 1)
      writer.append(text: groups.names[Int(group)])
      writer.append(text: groups.englishNames[Int(group)])
      writer.append(integer: group == groups.total || group == groups.minorities ? 1 : 0)
      try writer.endRow()
    }
  }
}

/// `measures`: what is summed, and what one of it is.
private enum MeasureLookup {
  static let layout = PublishedTable(
    name: "measures", title: "Measures", description: "Measures in order of the definition.",
    columns: [
      LookupTable.column("measure", isRequired: true), LookupTable.column("position", .integer, isRequired: true),
      LookupTable.column("title_vi"), LookupTable.column("title_en"), LookupTable.column("unit", isRequired: true),
      LookupTable.column("counts", isRequired: true),
    ], key: ["measure"])

  static func write(_ definition: Definition, to writer: inout some RowWriter & ~Copyable) throws {
    for (position, measure) in definition.measures.enumerated() {
      writer.append(text: measure.code)
      writer.append(integer: position + 1)
      writer.append(text: measure.title.vi)
      writer.append(text: measure.title.en)
      writer.append(text: measure.unit)
      writer.append(text: measure.counted.rawValue)
      try writer.endRow()
    }
  }
}

/// `targets`: targets and monitors, what they compare, and in what `gap_units` counts.
private enum TargetLookup {
  static let layout = PublishedTable(
    name: "targets", title: "Targets", description: "Targets and monitors of the programme.",
    columns: [
      LookupTable.column("target", isRequired: true), LookupTable.column("position", .integer, isRequired: true),
      LookupTable.column("title_vi"), LookupTable.column("title_en"), LookupTable.column("indicator_vi"),
      LookupTable.column("indicator_en"), LookupTable.column("numerator", isRequired: true),
      LookupTable.column("denominator", isRequired: true), LookupTable.column("comparator", isRequired: true),
      LookupTable.column("threshold", .number), LookupTable.column("tolerance", .number),
      LookupTable.column("unit", isRequired: true), LookupTable.column("headline_group", isRequired: true),
      LookupTable.column("is_monitor", .integer, isRequired: true),
    ], key: ["target"],
    references: ["numerator": "measures", "denominator": "measures", "headline_group": "ethnic_groups"])

  static func write(_ definition: Definition, to writer: inout some RowWriter & ~Copyable) throws {
    for (position, target) in definition.targets.enumerated() {
      let indicator = definition.indicators[target.indicator]
      let numerator = definition.measures[indicator.numerator]
      writer.append(text: target.id)
      writer.append(integer: position + 1)
      writer.append(text: target.title.vi)
      writer.append(text: target.title.en)
      writer.append(text: indicator.title.vi)
      writer.append(text: indicator.title.en)
      writer.append(text: numerator.code)
      writer.append(text: definition.measures[indicator.denominator].code)
      writer.append(text: target.comparator.rawValue)
      if case .fixed(let threshold) = target.threshold {
        writer.append(number: threshold)
      } else {
        writer.append(number: .nan)
      }
      writer.append(number: target.tolerance ?? .nan)
      writer.append(text: numerator.gapUnit)
      writer.append(text: definition.groups.codes[Int(target.headline)])
      writer.append(integer: target.isMonitor ? 1 : 0)
      try writer.endRow()
    }
  }
}

extension Measure {
  /// What units short are counted in: a status is 0 or 1 of a commune, and it is communes that lack.
  var gapUnit: String { counted.isWhole ? counted.rawValue : unit }
}

import Vocabulary
import Yams

extension TableReader {
  /// Where every dimension comes from; those that are lacking, and those that contradict the layout, are reported.
  func readDimensions(_ table: inout TableDeclaration) {
    let names = TableDimension.allCases.map(\.key)
    guard let section = mapping.mapping("dimensions", keys: names) else { return }
    for dimension in TableDimension.allCases where section.has(dimension.key) {
      if let origin = origin(dimension, of: section, &table) { table.dimensions[dimension] = origin }
    }
    var across: Set<TableDimension> = []
    switch table.layout {
    case .long: break
    case .periods(let columns): across = saidByAll(columns.map(\.constants)).union([.period])
    case .measures(let columns): across = saidByAll(columns.map(\.constants)).union([.measure])
    }
    for dimension in across.sorted() where section.has(dimension.key) {
      let message = "source \(id) has \"\(dimension.key)\" across its columns and as a dimension"
      log.report(section.entry(dimension.key)!.place, message, "leave it to one of them")
    }
    for dimension in [TableDimension.group, .sex, .measure, .period]
    where !section.has(dimension.key) && !across.contains(dimension) {
      let remedy = "add \(dimension.key): { column: ... } or { constant: ... }"
      log.report(section.place, "the table of source \(id) says nothing of \"\(dimension.key)\"", remedy)
    }
    checkArea(section, table)
  }

  /// What every column says of its cells.
  private func saidByAll(_ columns: [[TableDimension: String]]) -> Set<TableDimension> {
    guard let first = columns.first else { return [] }
    return columns.dropFirst().reduce(Set(first.keys)) { $0.intersection($1.keys) }
  }

  private func checkArea(_ section: YAMLMapping, _ table: TableDeclaration) {
    let parts = section.entries.filter { ["province", "district", "commune"].contains($0.key) }
    if parts.isEmpty, !section.has("area") {
      log.report(section.place, "the table of source \(id) says nothing of \"area\"", "add area: { column: ... }")
    }
    if let part = parts.first, !table.areasByName {
      let remedy = "write areas: by_name, or area: { column: ... }"
      log.report(part.place, "source \(id) has areas by code and \"\(part.key)\" for names", remedy)
    }
    if let part = parts.first, section.has("area") {
      let message = "source \(id) names its areas in \"area\" and in \"\(part.key)\""
      log.report(part.place, message, "leave one of them out")
    }
    if section.has("district"), !section.has("commune") {
      let message = "source \(id) has districts without communes, and figures of districts are not used"
      log.report(section.entry("district")!.place, message, "add commune: { column: ... }")
    }
  }

  private func origin(
    _ dimension: TableDimension, of section: YAMLMapping, _ table: inout TableDeclaration
  ) -> TableOrigin? {
    let what = "\"\(dimension.key)\" of source \(id)"
    let keys = ["column", "constant", "title", "file", "carried", "written", "from", "to"]
    // A header alone is the short form.
    if let entry = section.entry(dimension.key) {
      if case .mapping = entry.value {
      } else {
        return column(dimension.key, of: section).map { .column($0, carried: false) }
      }
    }
    guard let mapping = section.mapping(dimension.key, keys: keys, what: what) else { return nil }
    let given = ["column", "constant", "title", "file"].filter { mapping.has($0) }
    guard given.count == 1 else {
      let message = "\(what) must come from one of \"column\", \"constant\", \"title\" and \"file\""
      log.report(mapping.place, message, given.isEmpty ? "add one of them" : "leave one of them")
      return nil
    }
    for key in ["carried", "written", "from", "to"] where mapping.has(key) && given[0] != "column" {
      mapping.report(key, "\"\(key)\" of \(what) is for columns", "leave it out")
    }
    if let years = years(mapping) {
      table.years = years
      if dimension != .period { mapping.report("from", "years are of periods, and \(what) is none", "leave them out") }
    }
    if mapping.has("written") {
      if dimension == .period {
        table.periods = patterns("written", of: mapping)
        for pattern in table.periods where !pattern.hasYear {
          mapping.report("written", "\"\(pattern.source)\" has no {year}", "write {year} where the year is")
        }
      } else {
        mapping.report("written", "\"written\" is for periods, and \(what) is none", "declare \"codes\" instead")
      }
    }
    switch given[0] {
    case "column":
      let carried = mapping.has("carried") ? mapping.flag("carried") ?? false : false
      return column("column", of: mapping).map { .column($0, carried: carried) }
    case "constant":
      guard let code = mapping.text("constant") else { return nil }
      let isName = dimension == .group && table.groupsByName
      guard isName || isCode(code, of: dimension, mapping.place(of: "constant")) else { return nil }
      return .constant(code)
    default:
      guard let text = mapping.text(given[0]), let pattern = pattern(text, mapping.place(of: given[0])) else {
        return nil
      }
      guard dimension == .period ? pattern.hasYear : pattern.hasText else {
        let place = dimension == .period ? "{year}" : "{text}"
        mapping.report(given[0], "\"\(text)\" has no \(place)", "write \(place) where it stands")
        return nil
      }
      return given[0] == "title" ? .title(pattern) : .file(pattern)
    }
  }

  /// Codes of labels, by dimension.
  func readCodes(_ table: inout TableDeclaration) {
    guard mapping.has("codes") else { return }
    let coded = TableDimension.allCases.filter { $0 != .period && $0 != .vintage }
    guard let section = mapping.mapping("codes", keys: coded.map(\.key)) else { return }
    for dimension in coded where section.has(dimension.key) {
      let what = "codes of \(dimension.key) of source \(id)"
      guard let labels = section.mapping(dimension.key, keys: nil, what: what) else { continue }
      for entry in labels.entries {
        guard let code = labels.text(entry.key), isCode(code, of: dimension, labels.place(of: entry.key)) else {
          continue
        }
        let label = ComparedText.key(entry.key)
        if let other = table.codes[dimension, default: [:]].updateValue(code, forKey: label), other != code {
          log.report(entry.place, "label \"\(entry.key)\" has two codes in \(what)", "case and spaces do not matter")
        }
      }
    }
  }
}

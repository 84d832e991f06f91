import Vocabulary
import Yams

extension TableReader {
  /// Where the values stand; contradictions are reported.
  func layout() -> (layout: TableDeclaration.Layout, years: ClosedRange<Int>?)? {
    guard let isWide = mapping.word("layout", [("long", false), ("wide", true)]) else { return nil }
    guard isWide else {
      for key in ["periods", "measures"] where mapping.has(key) {
        let remedy = "write layout: wide, or leave it out"
        log.report(mapping.entry(key)!.place, "source \(id) is long and has \"\(key)\" across", remedy)
        return nil
      }
      return mapping.required("value").flatMap { _ in column("value", of: mapping) }.map { (.long(value: $0), nil) }
    }
    if let value = mapping.entry("value") {
      log.report(value.place, "source \(id) is wide and has one value column", "write layout: long, or leave it out")
    }
    guard mapping.has("periods") != mapping.has("measures") else {
      let message = "source \(id) is wide: it needs one of \"periods\" and \"measures\", which stand across"
      mapping.report("layout", message, "say what the headers of the value columns are")
      return nil
    }
    return mapping.has("periods") ? periods() : measureColumns().map { ($0, nil) }
  }

  /// `periods: ["{year}", { header: "Sơ bộ {year}", status: P }]`, or with `headers` and years `from` and `to`.
  private func periods() -> (layout: TableDeclaration.Layout, years: ClosedRange<Int>?)? {
    guard var entry = mapping.entry("periods") else { return nil }
    var years: ClosedRange<Int>?
    if case .mapping = entry.value {
      guard let section = mapping.mapping("periods", keys: ["headers", "from", "to"]) else { return nil }
      guard let headers = section.required("headers") else { return nil }
      entry = headers
      years = self.years(section)
    }
    var nodes = [entry.value]
    if case .sequence(let sequence) = entry.value { nodes = Array(sequence) }
    let columns = nodes.compactMap { periodColumns($0, entry.place) }
    return columns.count == nodes.count ? (.periods(columns), years) : nil
  }

  /// Years `from` and `to`, of which either may be open; nil where neither is declared.
  func years(_ section: YAMLMapping) -> ClosedRange<Int>? {
    guard section.has("from") || section.has("to") else { return nil }
    let from = section.has("from") ? section.whole("from", in: 1900...2200) : 1900
    let to = section.has("to") ? section.whole("to", in: 1900...2200) : 2200
    guard let from, let to else { return nil }
    if from <= to { return from...to }
    section.report("to", "no year is from \(from) to \(to)", "exchange or correct them")
    return nil
  }

  private func periodColumns(_ node: Node, _ fallback: Place) -> TableDeclaration.PeriodColumns? {
    let place = YAMLMapping.place(of: node, fallback)
    var header = YAMLMapping.text(of: node), constants: [TableDimension: String] = [:]
    if case .mapping = node {
      let what = "a period of source \(id)"
      let keys = ["header"] + Self.columnConstants.map(\.key)
      guard let section = YAMLMapping(node, what, at: place, keys: keys, log) else { return nil }
      header = section.text("header")
      guard let read = self.constants(of: section) else { return nil }
      constants = read
    }
    guard let header else { return nil }
    guard let pattern = pattern(header, place) else { return nil }
    guard pattern.hasYear else {
      log.report(place, "\"\(header)\" has no {year}, so that its period is unknown", "write {year} where the year is")
      return nil
    }
    return .init(pattern: pattern, constants: constants)
  }

  /// What the header of a column of values may say of its cells besides their measure or period.
  private static let columnConstants: [TableDimension] = [.sex, .group, .unit, .multiplier, .status]

  /// What a column's declaration says of its cells; nil where a code is not known, which is reported.
  private func constants(of section: YAMLMapping) -> [TableDimension: String]? {
    var constants: [TableDimension: String] = [:]
    var isSound = true
    for dimension in Self.columnConstants where section.has(dimension.key) {
      guard let code = section.text(dimension.key), isCode(code, of: dimension, section.place(of: dimension.key)) else {
        isSound = false
        continue
      }
      constants[dimension] = code
    }
    return isSound ? constants : nil
  }

  /// `measures: { HH: Tổng số hộ }`, or a list of columns that say more than the measure.
  private func measureColumns() -> TableDeclaration.Layout? {
    guard let entry = mapping.entry("measures") else { return nil }
    var columns: [TableDeclaration.MeasureColumn] = []
    var isSound = true
    if case .sequence(let sequence) = entry.value {
      let keys = ["column", "measure"] + Self.columnConstants.map(\.key)
      for node in sequence {
        let place = YAMLMapping.place(of: node, entry.place)
        guard let section = YAMLMapping(node, "a column of source \(id)", at: place, keys: keys, log),
          let column = column("column", of: section), let measure = section.text("measure"),
          isCode(measure, of: .measure, section.place(of: "measure"))
        else {
          isSound = false
          continue
        }
        guard let constants = constants(of: section) else {
          isSound = false
          continue
        }
        columns.append(.init(column: column, measure: measure, constants: constants))
      }
    } else {
      guard let section = mapping.mapping("measures", keys: nil) else { return nil }
      for entry in section.entries {
        guard isCode(entry.key, of: .measure, entry.place), let column = column(entry.key, of: section) else {
          isSound = false
          continue
        }
        columns.append(.init(column: column, measure: entry.key, constants: [:]))
      }
    }
    if columns.isEmpty, isSound { mapping.report("measures", "\"measures\" of source \(id) is empty", "list columns") }
    return isSound && !columns.isEmpty ? .measures(columns) : nil
  }

  /// Whether a code exists in the definition; reported where not.
  func isCode(_ code: String, of dimension: TableDimension, _ place: Place) -> Bool {
    let known: any Collection<String>
    switch dimension {
    case .measure: known = measures
    case .group: known = groups?.codes ?? [code]
    case .sex: known = Sex.allCases.map(\.code)
    case .status: known = ObservationStatus.codes
    case .confidentiality: known = ConfidentialityStatus.codes
    case .frequency: known = ["A", "Q", "M"]
    case .multiplier: known = (-9...12).map(String.init)
    case .period:
      var text = code
      if text.withUTF8({ Period(UnsafeRawBufferPointer($0)) }) != nil { return true }
      log.report(place, "\"\(code)\" is not a period", "write 2026, 2026-Q1 or 2026-03")
      return false
    default: return true
    }
    if known.contains(code) { return true }
    let message = "source \(id) names \(dimension.key) \"\(code)\", which is not declared"
    log.report(place, message, SpellingSuggestion.remedy(for: code, among: Array(known)))
    return false
  }
}

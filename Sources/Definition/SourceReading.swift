extension DefinitionReader {
  /// Sources in order of declaration; `vintages` is nil where they could not be read.
  func sources(_ top: YAMLMapping, vintages: [String]?, groups: GroupRegister?) -> [Source] {
    var claimed: [String: String] = [:]
    let keys = ["structures", "fields", "vintage", "error_budget", "table"]
    return top.declarations("sources", "source", keys: keys).compactMap { id, mapping in
      let isTable = mapping.has("table")
      let table = isTable ? table(mapping, id, groups) : nil
      let structures = isTable ? [(Source.tableStructure(id), mapping.place)] : mapping.texts("structures")
      for (structure, place) in structures ?? [] {
        if let other = claimed.updateValue(id, forKey: structure) {
          let message = "source \(id) claims \(structure), which source \(other) claims already"
          log.report(place, message, "leave it to one of them")
        }
      }
      let fields = mapping.has("fields") ? fields(mapping) : FieldMap()
      let vintage = mapping.text("vintage")
      if let vintage, vintage != "by_period", let vintages, !vintages.contains(vintage) {
        let remedy = SpellingSuggestion.remedy(for: vintage, among: vintages + ["by_period"])
        mapping.report("vintage", "source \(id) names vintage \"\(vintage)\", which is not declared", remedy)
      }
      let budget = mapping.mapping("error_budget", keys: ["share", "records"])
      let share = budget?.number("share", in: 0...1)
      let records = budget?.whole("records", in: 0...1_000_000_000)
      guard let structures, let fields, let vintage, let share, let records, isTable == (table != nil) else {
        return nil
      }
      return Source(
        id: id, structures: structures.map(\.text), fields: fields, vintage: vintage == "by_period" ? nil : vintage,
        errorBudget: ErrorBudget(share: share, records: records), table: table)
    }
  }

  private func table(_ source: YAMLMapping, _ id: String, _ groups: GroupRegister?) -> TableDeclaration? {
    for key in ["structures", "fields"] {
      guard let entry = source.entry(key) else { continue }
      log.report(entry.place, "source \(id) is a table and has \"\(key)\" of SDMX messages", "leave one of them out")
    }
    guard let mapping = source.mapping("table", keys: TableReader.keys, what: "the table of source \(id)") else {
      return nil
    }
    return TableReader(id: id, mapping: mapping, measures: declaredMeasures, groups: groups).declaration()
  }

  private static var fieldNames: [(key: String, path: WritableKeyPath<FieldMap, String>)] {
    [
      ("frequency", \.frequency), ("area", \.area), ("group", \.group), ("sex", \.sex), ("measure", \.measure),
      ("period", \.period), ("value", \.value), ("unit", \.unit), ("multiplier", \.multiplier), ("status", \.status),
      ("confidentiality", \.confidentiality), ("vintage", \.vintage),
    ]
  }

  private func fields(_ source: YAMLMapping) -> FieldMap? {
    let names = Self.fieldNames
    guard let mapping = source.mapping("fields", keys: names.map(\.key)) else { return nil }
    var fields = FieldMap()
    for (key, path) in names where mapping.has(key) {
      guard let name = mapping.text(key) else { continue }
      fields[keyPath: path] = name
    }
    return fields
  }
}

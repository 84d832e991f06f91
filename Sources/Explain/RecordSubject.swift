import Definition
import Vocabulary

/// What a record speaks of, as far as its fields say so; what normalize could not read is left open.
struct RecordSubject {
  let measure: Int?, group: GroupIndex?, year: Int?
  /// Provinces that its area lies in today; none where the area is not known.
  let provinces: [AreaIndex]

  init(_ record: DeliveredRecord, _ definition: Definition) {
    let source = definition.sources.first { $0.claims(structure: record.structure) }
    let names = source?.fields ?? FieldMap()
    measure = record.value(names.measure).flatMap { definition.measure($0) }
    group = record.value(names.group).flatMap { Self.group($0, definition) }
    let period = record.value(names.period).flatMap { text in
      var text = text
      return text.withUTF8 { Period(UnsafeRawBufferPointer($0)) }
    }
    year = period?.year
    // Which vintage a code is of decides where it lies today: what the record says, the source, the period.
    let vintage =
      record.value(names.vintage).flatMap { definition.vintage($0) } ?? source?.vintage.flatMap {
        definition.vintage($0)
      }
      ?? period.flatMap { definition.vintage(inForceOn: $0.lastDay) }
    let code = Self.area(record, names, source, vintage, definition)
    let ofVintage = vintage.map { [definition.vintages[$0]] } ?? []
    let known = code.flatMap { code in
      (ofVintage + definition.vintages.reversed()).lazy.compactMap { $0.successors[code] }.first
    }
    provinces = Array(Set((known ?? []).map { definition.areas.provinceOf[Int($0.area)] })).sorted()
  }

  private static func group(_ text: String, _ definition: Definition) -> GroupIndex? {
    if let group = definition.groups.index(of: text) { return group }
    guard case .code(let code) = definition.groups.byName.find(text) else { return nil }
    return definition.groups.index(of: code)
  }

  /// The code of the record's area, by its names where the source names areas.
  private static func area(
    _ record: DeliveredRecord, _ names: FieldMap, _ source: Source?, _ vintage: Int?, _ definition: Definition
  ) -> String? {
    guard source?.table?.areasByName == true, let vintage, let index = definition.areaNames?.index(vintage) else {
      return record.value(names.area)
    }
    func value(_ dimension: TableDimension) -> String { record.value(dimension.rawValue) ?? "" }
    let name = DeliveredAreaName(
      area: value(.area), province: value(.province), district: value(.district), commune: value(.commune))
    if case .code(let code) = index.find(name).finding { return code }
    // Of a commune that is not found the province may be.
    guard case .code(let code) = index.find(DeliveredAreaName(province: name.province)).finding else { return nil }
    return code
  }
}

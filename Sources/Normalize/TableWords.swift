import Arrow
import Definition
import Vocabulary

/// What the words of a declared table mean: labels, names of areas and groups, numbers as people write them.
final class TableWords {
  /// What one delivered unit is of the declared one.
  var factor: UnitFactor { table.numbers.factor }

  private let table: TableDeclaration
  private let definition: Definition
  private let numbers: TableNumbers
  private var names: [(dimension: TableDimension, column: CodedColumn)]
  private var areas: [AreaKey: Result<String, Problem>] = [:]
  private let groups = Resolved<Result<GroupIndex, Problem>>()

  /// The values of the columns that name an area, and the vintage they are of.
  private struct AreaKey: Hashable {
    let area: Int, province: Int, district: Int, commune: Int, vintage: Int
  }

  init(_ table: TableDeclaration, in file: ArrowFile, _ definition: Definition) {
    self.table = table
    self.definition = definition
    numbers = TableNumbers(table)
    names = [.area, .province, .district, .commune].map { ($0, CodedColumn($0.rawValue, in: file)) }
  }

  /// The header of the column that a field stands in, or the field where it stands in none.
  func title(of field: String) -> String {
    if field == "OBS_VALUE", case .long(let value) = table.layout { return value.spellings[0] }
    guard let dimension = TableDimension(rawValue: field), case .column(let name, _)? = table.dimensions[dimension]
    else { return field }
    return name.spellings[0]
  }

  /// The delivered text of one of the columns that name an area; nil for other fields.
  func text(of field: String, _ batch: ArrowBatch, _ row: Int) -> String? {
    guard let index = names.firstIndex(where: { $0.dimension.rawValue == field }) else { return nil }
    return names[index].column.text(names[index].column.code(batch, row))
  }

  /// The code that the definition gives a label, or the text itself without the spaces around it.
  func code(_ dimension: TableDimension, _ text: String) -> String {
    table.codes[dimension]?[ComparedText.key(text)] ?? text.withoutOuterSpace
  }

  /// A period as code or in one of the declared ways to write it.
  func period(_ text: String) -> Period? {
    var code = text.withoutOuterSpace
    if let found = table.periods.lazy.compactMap({ $0.match(text, anywhere: false)?.period }).first { code = found }
    return code.withUTF8 { Period(UnsafeRawBufferPointer($0)) }
  }

  /// A value as a number in the measure's unit.
  func number(_ bytes: UnsafeRawBufferPointer, _ factor: UnitFactor) -> TableNumbers.Reading {
    numbers.read(bytes, scale: factor.scale)
  }

  /// What is wrong with a value that is no number.
  func noNumber(_ field: String) -> Problem {
    Problem(
      field: field, code: "not_a_number", message: "the value is not a number as the source writes them",
      remedy:
        "write it like \(numbers.example), or declare what the mark means under \"missing\", \"zero\" or \"numbers\"")
  }

  // MARK: Groups

  /// The group of a delivered text.
  func group(_ code: Int, _ text: String) -> Result<GroupIndex, Problem> {
    groups.meaning(of: code) { _ in findGroup(text) }
  }

  private func findGroup(_ text: String) -> Result<GroupIndex, Problem> {
    let field = TableDimension.group.rawValue
    let word = self.code(.group, text)
    if let index = definition.groups.index(of: word) { return .success(index) }
    guard table.groupsByName else {
      return .failure(
        Problem(
          field: field, code: "unknown_group", message: "\(word) is not an ethnic group code",
          remedy: "use 01 to 54, 55, NK, EM or _T, or declare groups: by_name"))
    }
    switch definition.groups.byName.find(text) {
    case .code(let code): return .success(definition.groups.index(of: code)!)
    case .ambiguous(let candidates):
      return .failure(
        Problem(
          field: field, code: "ambiguous_group",
          message: "\(word) is a name of several groups: \(candidates.joined(separator: "; "))",
          remedy: "write the name of the official list, or declare the group's code under \"codes\""))
    case .unknown(let near):
      return .failure(
        Problem(
          field: field, code: "unknown_group", message: "\(word) is the name of no ethnic group",
          remedy: Self.suggestion(near, else: "write a name of the official list, or declare its code under \"codes\""))
      )
    }
  }

  // MARK: Areas

  /// The code of a row's area in a vintage, so that two spellings of one area are one.
  func area(_ batch: ArrowBatch, _ row: Int, vintage: Int) throws(Problem) -> String {
    var codes = [0, 0, 0, 0]
    for index in names.indices { codes[index] = names[index].column.code(batch, row) }
    let key = AreaKey(area: codes[0], province: codes[1], district: codes[2], commune: codes[3], vintage: vintage)
    if let known = areas[key] { return try known.get() }
    let found = findArea(key)
    areas[key] = found
    return try found.get()
  }

  private func findArea(_ key: AreaKey) -> Result<String, Problem> {
    var name = DeliveredAreaName()
    name.area = names[0].column.text(key.area).withoutOuterSpace
    name.province = names[1].column.text(key.province).withoutOuterSpace
    name.district = names[2].column.text(key.district).withoutOuterSpace
    name.commune = names[3].column.text(key.commune).withoutOuterSpace
    guard name != DeliveredAreaName() else {
      let dimension = table.dimensions[.area] != nil ? TableDimension.area : .commune
      return .failure(
        Problem(
          field: dimension.rawValue, code: "missing_dimension", message: "the row names no area",
          remedy: "name the area, or declare the row as a total under \"footer\""))
    }
    for (dimension, text) in [(TableDimension.area, name.area), (.commune, name.commune), (.province, name.province)] {
      guard let code = table.codes[dimension]?[ComparedText.key(text)] else { continue }
      if dimension != .province || name.district.isEmpty && name.commune.isEmpty {
        return known(code, dimension, key.vintage)
      }
      // A province that only says where its communes are to be looked for is looked for by its own name.
      if let index = definition.areas.index(of: code) { name.province = definition.areas.names[Int(index)] }
    }
    guard table.areasByName else { return known(name.area, .area, key.vintage) }
    guard let areaNames = definition.areaNames else { return known(name.area, .area, key.vintage) }
    let result = areaNames.index(key.vintage).find(name)
    return finding(result, name, key.vintage)
  }

  /// An area by code, if the vintage has it.
  private func known(_ code: String, _ dimension: TableDimension, _ vintage: Int) -> Result<String, Problem> {
    if definition.vintages[vintage].successors[code] != nil { return .success(code) }
    let others = definition.vintages.filter { $0.successors[code] != nil }.map(\.vintage)
    return .failure(
      Problem(
        field: dimension.rawValue, code: "unknown_area",
        message: "\(code) is not an area of \(definition.vintages[vintage].vintage)",
        remedy: others.isEmpty
          ? "use a code of the vintage, leading zeros kept, or declare areas: by_name"
          : "it is one of \(others.joined(separator: ", ")): declare the source's vintage"))
  }

  private func finding(
    _ result: AreaNameIndex.Result, _ name: DeliveredAreaName, _ vintage: Int
  ) -> Result<String, Problem> {
    let field = result.dimension.rawValue
    let date = definition.vintages[vintage].vintage
    let delivered: String
    switch result.dimension {
    case .province: delivered = name.province
    case .district: delivered = name.district
    case .commune: delivered = name.commune
    default: delivered = name.area
    }
    switch result.finding {
    case .code(let code): return .success(code)
    case .ambiguous(let candidates):
      let shown = candidates.prefix(8).joined(separator: "; ")
      let more = candidates.count > 8 ? "; and \(candidates.count - 8) more" : ""
      return .failure(
        Problem(
          field: field, code: "ambiguous_area",
          message: "\(delivered) is the name of \(candidates.count) areas of \(date): \(shown)\(more)",
          remedy: "write its type, or its district and province, or its code"))
    case .unknown(let near):
      if result.dimension == .commune, delivered.isEmpty {
        return .failure(
          Problem(
            field: field, code: "wrong_level", message: "the row names district \(name.district) and no commune",
            remedy: "figures of districts are not used: declare the row as a total, or name its commune"))
      }
      return .failure(
        Problem(
          field: field, code: "unknown_area", message: "\(delivered) is the name of no area of \(date) there",
          remedy: Self.suggestion(near, else: "correct the name, or the province and district it is looked for in")))
    }
  }

  private static func suggestion(_ near: [String], else remedy: String) -> String {
    near.isEmpty ? remedy : "did you mean \(near.joined(separator: ", or "))?"
  }
}

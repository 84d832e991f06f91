/// What the section on areas gives.
struct DeclaredAreas {
  let canonical: String, register: AreaRegister, vintages: [VintageConversion], outlinesPath: String?
  let names: AreaNames
}

/// One vintage as its tables have it; communes and provinces sorted by code. Names stay in the table until they are
/// asked for: those of former vintages seldom are.
struct AreaTables: Sendable {
  struct Commune {
    /// Row of the table, and position of the province.
    let row: Int, province: Int
    /// The code as a number.
    let number: Int
  }
  struct Province: Sendable {
    let code: String, name: String, englishName: String
    /// Code in the next vintage as declared; empty leaves it to the crosswalk.
    let successor: String
    /// Row that declares it.
    let place: Place
  }
  /// Positions of the columns of communes; nil for those that the table may lack and does.
  struct Columns {
    let code: Int, name: Int, englishName: Int?, district: Int?
  }

  /// Digits of a code.
  static let communeDigits = 5, provinceDigits = 2

  let vintage: String
  let communes: [Commune], provinces: [Province]
  private let table: ReferenceTable, columns: Columns
  /// Position of a commune by its code as a number; the greatest position there could be where there is none.
  private let positions: [AreaIndex]

  /// Communes in order of code, and the table that has them.
  init(vintage: String, communes: [Commune], provinces: [Province], table: ReferenceTable, columns: Columns) {
    self.vintage = vintage
    self.communes = communes
    self.provinces = provinces
    self.table = table
    self.columns = columns
    var positions = [AreaIndex](repeating: .max, count: (communes.last?.number ?? 0) + 1)
    for (position, commune) in communes.enumerated() { positions[commune.number] = AreaIndex(position) }
    self.positions = positions
  }

  /// Position of the commune whose code is in a field of a table.
  func commune(_ table: ReferenceTable, _ row: Int, _ column: Int) -> Int? {
    guard let number = table.number(row, column, digits: Self.communeDigits), number < positions.count,
      positions[number] < .max
    else { return nil }
    return Int(positions[number])
  }

  func code(_ commune: Int) -> String { table.text(communes[commune].row, columns.code) }
  func name(_ commune: Int) -> String { table.text(communes[commune].row, columns.name).normalizedC }
  func englishName(_ commune: Int) -> String { text(commune, columns.englishName) }
  /// Name of its district; "" where the vintage has none.
  func district(_ commune: Int) -> String { text(commune, columns.district) }

  private func text(_ commune: Int, _ column: Int?) -> String {
    column.map { table.text(communes[commune].row, $0).normalizedC } ?? ""
  }

  /// The names of the vintage.
  var names: AreaNames.Vintage {
    AreaNames.Vintage(
      provinces: provinces.map { ($0.code, $0.name) },
      communes: communes.indices.map { commune in
        .init(
          code: code(commune), name: name(commune), district: district(commune), province: communes[commune].province)
      })
  }
}

extension DefinitionReader {
  /// A vintage as the definition lists it.
  private struct Entry {
    let vintage: String, communes: (name: String, place: Place), crosswalk: (name: String, place: Place)?
  }

  /// Areas of every vintage and how they become those of the canonical one.
  func areas(_ top: YAMLMapping) -> DeclaredAreas? {
    let keys = ["canonical", "nation", "provinces", "outlines", "vintages"]
    guard let mapping = top.mapping("areas", keys: keys, what: "areas") else { return nil }
    let canonical = mapping.text("canonical")
    let nation = nation(mapping)
    let outlines = mapping.has("outlines") ? mapping.text("outlines") : nil
    if let outlines { _ = files.bytes(of: outlines, namedAt: mapping.place(of: "outlines"), log) }
    guard let entries = vintageEntries(mapping) else { return nil }
    let names = entries.map(\.vintage)
    if let canonical, !names.isEmpty, canonical != names.last {
      if names.contains(canonical) {
        let message = "vintage \(names.last!) is later than the canonical \(canonical), and areas convert forwards only"
        mapping.report("canonical", message, "make the latest vintage the canonical one, or leave later ones out")
      } else {
        let remedy = SpellingSuggestion.remedy(for: canonical, among: names)
        mapping.report("canonical", "the canonical vintage \"\(canonical)\" is not declared", remedy)
      }
    }
    guard let provinceRows = provinceRows(mapping, vintages: names) else { return nil }
    var tables: [AreaTables] = []
    for entry in entries {
      guard let read = areaTables(entry.vintage, entry.communes, provinceRows, previous: tables.last)
      else { return nil }
      tables.append(read)
    }
    var links: [CrosswalkLinks] = []
    for (index, entry) in entries.enumerated().dropFirst() {
      guard let crosswalk = entry.crosswalk, let table = table(crosswalk.name, namedAt: crosswalk.place),
        let read = CrosswalkReader(table: table, old: tables[index - 1], new: tables[index], log: log).links()
      else { return nil }
      links.append(read)
    }
    guard let canonical, canonical == names.last, let nation, let last = tables.last else { return nil }
    let register = AreaRegister(
      nation: (nation.code, nation.name, nation.englishName),
      provinces: last.provinces.map { ($0.code, $0.name, $0.englishName) },
      communes: last.communes.indices.map {
        (last.code($0), last.name($0), last.englishName($0), last.communes[$0].province)
      })
    let chain = ConversionChain(tables: tables, links: links, register: register, log: log)
    return DeclaredAreas(
      canonical: canonical, register: register, vintages: chain.conversions(),
      outlinesPath: outlines.map { files.path(of: $0) },
      names: AreaNames(
        nation: (nation.code, [nation.name, nation.englishName] + nation.otherNames), vintages: tables))
  }

  private struct Nation {
    let code: String, name: String, englishName: String, otherNames: [String]
  }

  private func nation(_ mapping: YAMLMapping) -> Nation? {
    let keys = ["code", "vi", "en", "other_names"]
    guard let nation = mapping.mapping("nation", keys: keys, what: "nation") else { return nil }
    let others = nation.has("other_names") ? nation.texts("other_names") ?? [] : []
    let code = nation.text("code")
    let name = nation.text("vi"), englishName = nation.text("en")
    guard let code, let name, let englishName else { return nil }
    if code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      nation.report("code", "the nation's code \"\(code)\" looks like a province or commune", "use letters")
    }
    return Nation(code: code, name: name, englishName: englishName, otherNames: others.map(\.text))
  }

  /// Nil where any of them is wrong: nothing can be said of tables then.
  private func vintageEntries(_ mapping: YAMLMapping) -> [Entry]? {
    guard let list = mapping.required("vintages") else { return nil }
    guard case .sequence(let sequence) = list.value, !sequence.isEmpty else {
      mapping.report("vintages", "\"vintages\" must be a list of vintages", "start each with a dash")
      return nil
    }
    var entries: [Entry] = []
    var isSound = true
    for (position, node) in sequence.enumerated() {
      let place = YAMLMapping.place(of: node, list.place)
      let keys = ["in_force_from", "communes", "crosswalk"]
      guard let vintage = YAMLMapping(node, "vintage", at: place, keys: keys, log),
        let day = vintage.day("in_force_from"), let communes = vintage.text("communes")
      else {
        isSound = false
        continue
      }
      if let previous = entries.last, previous.vintage >= day {
        let message = "vintage \(day) comes after \(previous.vintage) in the list, but not in time"
        vintage.report("in_force_from", message, "list vintages in order of date")
        isSound = false
        continue
      }
      if position == 0, let crosswalk = vintage.entry("crosswalk") {
        log.report(crosswalk.place, "the first vintage has none before it to cross over from", "remove its crosswalk")
      }
      let crosswalk = position == 0 ? nil : vintage.text("crosswalk").map { ($0, vintage.place(of: "crosswalk")) }
      if position > 0, crosswalk == nil { isSound = false }
      entries.append(
        Entry(vintage: day, communes: (communes, vintage.place(of: "communes")), crosswalk: crosswalk))
    }
    return isSound ? entries : nil
  }
}

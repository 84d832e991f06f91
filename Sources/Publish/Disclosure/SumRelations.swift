import Definition
import Vocabulary

/// What a reader knows of the sums of one measure and year without being told: totals are the sums of their parts, along
/// areas, groups and sexes, in every table that shows them.
///
/// Tables are taken one by one. That a cell is missing from one table and not from another shows in the difference of
/// their totals up to the nation's, and no figure could be published if that were to be hidden.
struct SumRelations: Sendable {
  /// A total and its parts; the total is the first.
  typealias Relation = [Int]

  /// Cells in order, and the greatest value that a table shows for each.
  let cells: [SumKey], values: [Double]
  /// How many totals a cell is at once: of areas, of groups (everyone counts as two), of sexes.
  let totals: [Int]
  /// All relations between cells, without repetition, and those in which a cell occurs.
  let relations: [Relation], relationsOf: [[Int]]
  /// The relations of each table, as positions in `relations`; tables that show the same cells are one.
  let tables: [[Int]]

  init(_ tables: [SumTable], _ definition: Definition) {
    let cells = Set(tables.flatMap(\.keys)).sorted()
    let position = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
    var values = [Double](repeating: -.infinity, count: cells.count)
    var index: [Relation: Int] = [:]
    var relations: [Relation] = []
    var found: [[Int]] = []
    var seen: Set<[SumKey]> = []
    for table in tables where !table.isEmpty {
      let keys = table.keys.sorted()
      for key in keys { values[position[key]!] = max(values[position[key]!], table[key]!) }
      guard seen.insert(keys).inserted else { continue }
      let ofTable = Self.relations(among: keys, definition).map { relation in relation.map { position[$0]! } }
      found.append(
        ofTable.map { relation in
          if let known = index[relation] { return known }
          index[relation] = relations.count
          relations.append(relation)
          return relations.count - 1
        })
    }
    var relationsOf = [[Int]](repeating: [], count: cells.count)
    for (index, relation) in relations.enumerated() { for cell in relation { relationsOf[cell].append(index) } }
    self.cells = cells
    self.values = values
    totals = cells.map {
      ($0.area == AreaRegister.nation ? 1 : 0) + ($0.sex == .total ? 1 : 0)
        + ($0.group == definition.groups.total ? 2 : $0.group == definition.groups.minorities ? 1 : 0)
    }
    self.relations = relations
    self.relationsOf = relationsOf
    self.tables = found
  }

  /// Totals with at least one part, the total first.
  static func relations(among keys: [SumKey], _ definition: Definition) -> [[SumKey]] {
    let present = Set(keys)
    var children: [SumKey: [SumKey]] = [:]
    for key in keys where key.area != AreaRegister.nation {
      let isProvince = definition.areas.provinces.contains(key.area)
      let above = isProvince ? AreaRegister.nation : definition.areas.provinceOf[Int(key.area)]
      children[SumKey(above, key.group, key.sex), default: []].append(key)
    }
    var result: [[SumKey]] = []
    for key in keys {
      if let parts = children[key] { result.append([key] + parts) }
      if let parts = groupParts(of: key, definition, present) { result.append([key] + parts) }
      let sexes = [SumKey(key.area, key.group, .male), SumKey(key.area, key.group, .female)]
      // One sex alone says nothing: the other may be there and not reported.
      if key.sex == .total, sexes.allSatisfy(present.contains) { result.append([key] + sexes) }
    }
    return result
  }

  private static func groupParts(of key: SumKey, _ definition: Definition, _ present: Set<SumKey>) -> [SumKey]? {
    let groups = definition.groups
    func found(_ list: [GroupIndex]) -> [SumKey] {
      list.map { SumKey(key.area, $0, key.sex) }.filter(present.contains)
    }
    var parts: [SumKey] = []
    if key.group == groups.minorities {
      parts = found(groups.minorityParts)
    } else if key.group == groups.total {
      parts = found(groups.totalParts)
      if !present.contains(SumKey(key.area, groups.minorities, key.sex)) { parts += found(groups.minorityParts) }
    }
    return parts.isEmpty ? nil : parts
  }
}

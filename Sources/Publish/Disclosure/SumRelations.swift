import Definition
import Vocabulary

/// What a reader knows of the sums of one measure and year without being told: totals are the sums of their parts, along
/// areas, groups and sexes, in every table that shows them.
///
/// The same cell in two tables is one unknown where it has the same value, since a reader may guess that much; where
/// the tables rest on different communes and the values differ, it is two.
struct SumRelations: Sendable {
  /// A total and its parts, as unknowns; the total is the first.
  typealias Relation = [Int]

  /// Cells in order, and the greatest value that a table shows for each.
  let cells: [SumKey], values: [Double]
  /// How many totals a cell is at once: of areas, of groups (everyone counts as two), of sexes.
  let totals: [Int]
  /// Cell of each unknown.
  let cellOf: [Int]
  /// All relations, without repetition.
  let relations: [Relation]
  /// Relations in which a cell occurs.
  let relationsOf: [[Int]]

  private struct Unknown: Hashable {
    let cell: Int
    let value: UInt64
  }

  init(_ tables: [SumTable], _ definition: Definition) {
    let cells = Set(tables.flatMap(\.keys)).sorted()
    let position = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
    var values = [Double](repeating: -.infinity, count: cells.count)
    var unknowns: [Unknown: Int] = [:]
    var cellOf: [Int] = []
    var seen: Set<Relation> = []
    var relations: [Relation] = []
    for table in tables {
      var unknownOf: [SumKey: Int] = [:]
      for key in table.keys.sorted() {
        let value = table[key]!
        let cell = position[key]!
        values[cell] = max(values[cell], value)
        // Adding zero makes one of the two zeros.
        let unknown = Unknown(cell: cell, value: (value + 0).bitPattern)
        if unknowns[unknown] == nil {
          unknowns[unknown] = cellOf.count
          cellOf.append(cell)
        }
        unknownOf[key] = unknowns[unknown]!
      }
      for relation in Self.relations(among: unknownOf.keys.sorted(), definition) {
        let found = relation.map { unknownOf[$0]! }
        if seen.insert(found).inserted { relations.append(found) }
      }
    }
    var relationsOf = [[Int]](repeating: [], count: cells.count)
    for (index, relation) in relations.enumerated() {
      for unknown in relation { relationsOf[cellOf[unknown]].append(index) }
    }
    self.cells = cells
    self.values = values
    totals = cells.map {
      ($0.area == AreaRegister.nation ? 1 : 0) + ($0.sex == .total ? 1 : 0)
        + ($0.group == definition.groups.total ? 2 : $0.group == definition.groups.minorities ? 1 : 0)
    }
    self.cellOf = cellOf
    self.relations = relations
    self.relationsOf = relationsOf
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

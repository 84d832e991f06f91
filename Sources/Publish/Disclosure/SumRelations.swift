import Definition
import Vocabulary

/// What a reader knows of the sums of one measure and year without being told: totals are the sums of their parts, along
/// areas, groups and sexes, in every table that shows them.
///
/// Tables are taken one by one. That a cell is missing from one table and not from another shows in the difference of
/// their totals up to the nation's, and no figure could be published if that were to be hidden.
struct SumRelations: Sendable {
  /// Cells in order, and the greatest value that a table shows for each.
  let cells: [SumKey], values: [Double]
  /// How many totals a cell is at once: of areas, of groups (everyone counts as two), of sexes.
  let totals: [Int]
  /// All relations between cells, without repetition: a total, then its parts. And those in which a cell occurs.
  let relations: IndexLists, relationsOf: IndexLists
  /// The relations of each table, as positions in `relations`; tables that show the same cells are one.
  let tables: [[Int]]

  init(_ tables: [SumTable], on grid: SumGrid, _ definition: Definition) {
    let shown = tables.filter { !$0.keys.isEmpty }
    let all = shown.flatMap(\.keys)
    let cells = grid.slots(all).filled.map { all[$0] }
    let position = grid.slots(cells)
    var values = [Double](repeating: -.infinity, count: cells.count)
    var collected = RelationCollector(cells: cells.count)
    var found: [[Int]] = []
    var seen: [[SumKey]] = []
    for table in shown {
      for (key, value) in zip(table.keys, table.values) {
        let cell = position[key]!
        values[cell] = max(values[cell], value)
      }
      if seen.contains(table.keys) { continue }
      seen.append(table.keys)
      let parts = TableParts(table.keys, on: grid, definition)
      var relations: [Int] = []
      for (index, key) in table.keys.enumerated() {
        parts.forEachRelation(of: index) { kind, parts in
          relations.append(collected.relation(kind, position[key]!, parts.map { position[table.keys[$0]]! }))
        }
      }
      found.append(relations)
    }
    self.cells = cells
    self.values = values
    totals = cells.map {
      ($0.area == AreaRegister.nation ? 1 : 0) + ($0.sex == .total ? 1 : 0)
        + ($0.group == definition.groups.total ? 2 : $0.group == definition.groups.minorities ? 1 : 0)
    }
    relations = collected.relations
    relationsOf = collected.relations.inverted(cells.count)
    self.tables = found
  }
}

/// What a total is a total of.
private enum RelationKind: Int, CaseIterable {
  case areas, groups, sexes
}

/// Gathers relations, each once.
private struct RelationCollector {
  private(set) var relations = IndexLists()
  /// The relation found last for a kind and total, and for each relation the one found before it; -1 where there is none.
  private var last: [Int], previous: [Int] = []

  init(cells: Int) { last = [Int](repeating: -1, count: cells * RelationKind.allCases.count) }

  /// The position of a relation between a total and its parts.
  mutating func relation(_ kind: RelationKind, _ total: Int, _ parts: [Int]) -> Int {
    let place = total * RelationKind.allCases.count + kind.rawValue
    var known = last[place]
    while known >= 0 {
      if relations[known].dropFirst().elementsEqual(parts) { return known }
      known = previous[known]
    }
    previous.append(last[place])
    last[place] = relations.count
    relations.append([total] + parts)
    return relations.count - 1
  }
}

/// The totals of one table and their parts, as positions among its keys.
private struct TableParts {
  private let keys: [SumKey]
  private let position: SumGrid.Slots
  private let definition: Definition
  /// The areas below that of each key, for the same group and sex.
  private let children: IndexLists

  init(_ keys: [SumKey], on grid: SumGrid, _ definition: Definition) {
    self.keys = keys
    self.definition = definition
    let position = grid.slots(keys)
    self.position = position
    var above = [[Int]](repeating: [], count: keys.count)
    for (index, key) in keys.enumerated() where key.area != AreaRegister.nation {
      let isProvince = definition.areas.provinces.contains(key.area)
      let area = isProvince ? AreaRegister.nation : definition.areas.provinceOf[Int(key.area)]
      if let total = position[SumKey(area, key.group, key.sex)] { above[total].append(index) }
    }
    var children = IndexLists()
    for list in above { children.append(list) }
    self.children = children
  }

  /// Calls back with the parts of a key as a total of areas, of groups and of sexes, where it has any.
  func forEachRelation(of index: Int, _ body: (RelationKind, [Int]) -> Void) {
    let key = keys[index]
    let below = children[index]
    if !below.isEmpty { body(.areas, Array(below)) }
    let groups = groupParts(of: key)
    if !groups.isEmpty { body(.groups, groups) }
    // One sex alone says nothing: the other may be there and not reported.
    if key.sex == .total, let male = position[SumKey(key.area, key.group, .male)],
      let female = position[SumKey(key.area, key.group, .female)]
    {
      body(.sexes, [male, female])
    }
  }

  private func groupParts(of key: SumKey) -> [Int] {
    let groups = definition.groups
    func found(_ list: [GroupIndex]) -> [Int] { list.compactMap { position[SumKey(key.area, $0, key.sex)] } }
    if key.group == groups.minorities { return found(groups.minorityParts) }
    guard key.group == groups.total else { return [] }
    let parts = found(groups.totalParts)
    let hasMinorities = position[SumKey(key.area, groups.minorities, key.sex)] != nil
    return hasMinorities ? parts : parts + found(groups.minorityParts)
  }
}

import Definition
import Vocabulary

/// What a reader knows of the sums of one measure and year without being told: totals are the sums of their parts, along
/// areas, groups and sexes, in every table that shows them.
///
/// A cell may be a different figure in every table, since a ratio's sums count the communes that report both its measures.
/// Where as many communes report and the sums are equal, it is the same figure: a reader who sees how many report will
/// guess so, and what all tables say of it is taken together. That zeros are equal says nothing, but where as many
/// communes report both measures as the one, they are the same.
///
/// Totals that were delivered and are further from the sum of their parts than the definition tolerates are no sums. Within
/// a table they are taken for sums all the same, since what is computed with them may still be close; between tables, who
/// computes with them is misled.
struct SumRelations: Sendable {
  /// Cells in order, and the greatest value that a table shows for each.
  let cells: [SumKey], values: [Double]
  /// How many totals a cell is at once: of areas, of groups (everyone counts as two), of sexes.
  let totals: [Int]
  /// All relations between cells, without repetition: a total, then its parts. And those in which a cell occurs.
  let relations: IndexLists, relationsOf: IndexLists
  /// The same between the figures that stand in the cells.
  let equations: IndexLists
  /// The equations that a reader may take together: those of each table alone, and those of all tables.
  let readings: [[Int]]
  /// The cell that a figure stands in.
  let cellOf: [Int]

  /// What tables say; those that are complete come first.
  init(_ tables: [SumTable], on grid: SumGrid, _ definition: Definition) {
    let keys = tables.flatMap { $0.figures.map(\.key) }
    let cells = grid.slots(keys).filled.map { keys[$0] }
    let position = grid.slots(cells)
    var values = [Double](repeating: -.infinity, count: cells.count)
    var figures = FigureCollector(cells: cells.count)
    var collected = RelationCollector(totals: cells.count)
    var parts: [TableParts] = []
    var numbers: [[Int]] = []
    for table in tables {
      numbers.append(
        table.figures.map { figure in
          let cell = position[figure.key]!
          values[cell] = max(values[cell], figure.value)
          return figures.number(of: figure, in: cell)
        })
      parts.append(TableParts(table.figures.map(\.key), on: grid, definition))
    }
    let cellOf = figures.cellOf
    var found = RelationCollector(totals: cellOf.count)
    var readings: [[Int]] = []
    var together: Set<Int> = []
    for (table, (parts, numbers)) in zip(tables, zip(parts, numbers)) {
      var here: [Int] = []
      for index in numbers.indices {
        parts.forEachRelation(of: index) { kind, parts in
          let terms = parts.map { numbers[$0] }
          let equation = found.add(kind, numbers[index], terms)
          here.append(equation)
          if definition.settings.isSum(table.figures[index].value, of: parts.map { table.figures[$0].value }) {
            together.insert(equation)
          }
          _ = collected.add(kind, cellOf[numbers[index]], terms.map { cellOf[$0] })
        }
      }
      if !readings.contains(here) { readings.append(here) }
    }
    let all = together.sorted()
    self.readings = readings.contains(all) ? readings : readings + [all]
    self.cells = cells
    self.values = values
    self.cellOf = cellOf
    totals = cells.map {
      ($0.area == AreaRegister.nation ? 1 : 0) + ($0.sex == .total ? 1 : 0)
        + ($0.group == definition.groups.total ? 2 : $0.group == definition.groups.minorities ? 1 : 0)
    }
    relations = collected.relations
    relationsOf = collected.relations.inverted(cells.count)
    equations = found.relations
  }
}

/// Numbers the figures of cells, the same figure of several tables once.
private struct FigureCollector {
  /// The cell of each figure.
  private(set) var cellOf: [Int] = []
  private var figures: [SumTable.Figure] = []
  /// The figure found last for a cell, and for each figure the one found before it; -1 where there is none.
  private var last: [Int], previous: [Int] = []

  init(cells: Int) { last = [Int](repeating: -1, count: cells) }

  mutating func number(of figure: SumTable.Figure, in cell: Int) -> Int {
    var known = last[cell]
    while known >= 0 {
      if isSame(figures[known], figure) { return known }
      known = previous[known]
    }
    previous.append(last[cell])
    last[cell] = cellOf.count
    cellOf.append(cell)
    figures.append(figure)
    return last[cell]
  }

  /// Sums of the same communes may be made in another order.
  private func isSame(_ a: SumTable.Figure, _ b: SumTable.Figure) -> Bool {
    a.reporting == b.reporting && (a.isComplete || b.value != 0)
      && abs(a.value - b.value) <= 1e-9 * max(abs(a.value), abs(b.value))
  }
}

extension Definition.Settings {
  /// Whether a figure is the sum of its parts, but for what totals may differ from it.
  fileprivate func isSum(_ total: Double, of parts: [Double]) -> Bool {
    let sum = parts.reduce(0, +)
    return abs(total - sum) <= max(totalTolerance, 1e-9) * max(abs(total), abs(sum))
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

  init(totals: Int) { last = [Int](repeating: -1, count: totals * RelationKind.allCases.count) }

  /// The position of a relation between a total and its parts.
  mutating func add(_ kind: RelationKind, _ total: Int, _ parts: [Int]) -> Int {
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

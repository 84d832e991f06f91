import Definition
import Vocabulary

/// Withholds sums of one measure and year, and as many more as it takes that none of them can be computed back.
final class SumProtection {
  /// Most measures of most years have nothing to withhold, and then nobody asks.
  private lazy var known = SumRelations(shown, on: grid, definition)
  private let shown: [SumTable], grid: SumGrid, definition: Definition
  private lazy var position = grid.slots(known.cells)
  private lazy var isWithheld = [Bool](repeating: false, count: known.cells.count)
  /// How many cells are withheld.
  private(set) var withheldCount = 0
  /// Withheld cells of each relation.
  private lazy var unknowns = [Int](repeating: 0, count: known.relations.count)
  /// Relations that came to have exactly one unknown.
  private var violated: [Int] = []
  private var changedSinceAudit = false
  /// For each table the cells that its relations make zero, whatever is withheld: totals reported without their parts
  /// where others are reported with them. The relations are wrong about them, and nothing can be done.
  private lazy var fixed: [Set<Int>] = known.tables.map { Set(determined(by: $0) { _ in true }) }

  /// Protects the sums of a measure that tables show.
  init(_ shown: [SumTable], on grid: SumGrid, _ definition: Definition) {
    self.shown = shown
    self.grid = grid
    self.definition = definition
  }

  /// The withheld cells in order.
  var withheld: [SumKey] {
    withheldCount == 0 ? [] : known.cells.indices.filter { isWithheld[$0] }.map { known.cells[$0] }
  }

  /// Whether a cell is withheld.
  func isWithheld(_ key: SumKey) -> Bool {
    withheldCount > 0 && (position[key].map { isWithheld[$0] } ?? false)
  }

  /// Withholds a cell, if there is such a sum.
  func withhold(_ key: SumKey) {
    if let cell = position[key] { withhold(cell) }
  }

  /// Withholds more until no withheld sum can be computed from the others.
  func complete() {
    repeat { settle() } while changedSinceAudit && audit()
  }

  private func withhold(_ cell: Int) {
    guard !isWithheld[cell] else { return }
    isWithheld[cell] = true
    withheldCount += 1
    changedSinceAudit = true
    for relation in known.relationsOf[cell] {
      unknowns[relation] += 1
      if unknowns[relation] == 1 { violated.append(relation) }
    }
  }

  /// The common case, cheaply: a total or part that is alone in being unknown gets company.
  private func settle() {
    // What is withheld from the start comes in any order.
    violated.sort()
    var next = 0
    while next < violated.count {
      let relation = violated[next]
      next += 1
      guard unknowns[relation] == 1 else { continue }
      if let cell = complement(among: [relation]) { withhold(cell) }
    }
    violated.removeAll()
  }

  /// The exact test; withholds complements for what it finds. False where there is nothing to find.
  private func audit() -> Bool {
    changedSinceAudit = false
    // One complement may protect several: those that share a relation with one just added wait for the next audit.
    var touched: Set<Int> = []
    for cell in computable() {
      guard touched.isDisjoint(with: known.relationsOf[cell]),
        let added = complement(among: known.relationsOf[cell]) ?? complement(among: reachable(from: cell))
      else { continue }
      touched.formUnion(known.relationsOf[added])
      touched.formUnion(known.relationsOf[cell])
      withhold(added)
    }
    return changedSinceAudit
  }

  /// Withheld cells that can be computed back from a table.
  private func computable() -> [Int] {
    var found: Set<Int> = []
    let isWithheld = isWithheld, unknowns = unknowns
    for (index, table) in known.tables.enumerated() {
      let determined = determined(by: table.filter { unknowns[$0] > 0 }) { isWithheld[$0] }
      if !determined.isEmpty { found.formUnion(Set(determined).subtracting(fixed[index])) }
    }
    return found.sorted()
  }

  /// Cells among the unknown ones that relations determine, in order.
  private func determined(by relations: [Int], _ isUnknown: (Int) -> Bool) -> [Int] {
    // The unknowns are numbered without gaps: they are few among the cells.
    let known = known
    var numbers = [Int](repeating: -1, count: known.cells.count)
    var unknown: [Int] = []
    for relation in relations { for cell in known.relations[relation] where isUnknown(cell) { numbers[cell] = 0 } }
    for cell in numbers.indices where numbers[cell] == 0 {
      numbers[cell] = unknown.count
      unknown.append(cell)
    }
    let equations = relations.map { relation in
      // What is left of a relation when the other cells are known.
      var terms: [LinearEquations.Term] = []
      let cells = known.relations[relation]
      for cell in cells where numbers[cell] >= 0 {
        let coefficient = cell == cells.first ? LinearEquations.minusOne : LinearEquations.one
        terms.append(LinearEquations.Term(unknown: numbers[cell], coefficient: coefficient))
      }
      return terms.sorted { $0.unknown < $1.unknown }
    }
    var system = LinearEquations(equations, unknowns: unknown.count)
    return system.determined().map { unknown[$0] }
  }

  /// The published cell of some relations that is least missed: a positive figure before a zero (which protects little),
  /// a part before a total, one that leaves no other relation with a single unknown, the smallest, the first.
  private func complement(among relations: some Sequence<Int>) -> Int? {
    var best: (rank: (Int, Int, Int, Double, Int), cell: Int)?
    for relation in relations {
      for cell in known.relations[relation] {
        guard !isWithheld[cell] else { continue }
        let value = known.values[cell]
        let opened = known.relationsOf[cell].reduce(0) { $0 + (unknowns[$1] == 0 ? 1 : 0) }
        let rank = (value > 0 ? 0 : 1, known.totals[cell], opened, value, cell)
        if best == nil || rank < best!.rank { best = (rank, cell) }
      }
    }
    return best?.cell
  }

  /// Relations that a chain of withheld cells connects with a cell.
  private func reachable(from cell: Int) -> [Int] {
    var seen = Set(known.relationsOf[cell])
    var list = seen.sorted()
    var next = 0
    while next < list.count {
      for cell in known.relations[list[next]] where isWithheld[cell] {
        for relation in known.relationsOf[cell] where seen.insert(relation).inserted {
          list.append(relation)
        }
      }
      next += 1
    }
    return list
  }
}

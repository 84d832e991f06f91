import Definition
import Vocabulary

/// Withholds sums of one measure and year, and as many more as it takes that none of them can be computed back.
final class SumProtection {
  private let known: SumRelations
  private let position: [SumKey: Int]
  private var isWithheld: [Bool]
  /// Withheld cells of each relation.
  private var unknowns: [Int]
  /// Relations that came to have exactly one unknown.
  private var violated: [Int] = []
  private var changedSinceAudit = false
  /// For each table the cells that its relations make zero, whatever is withheld: totals reported without their parts
  /// where others are reported with them. The relations are wrong about them, and nothing can be done.
  private lazy var fixed: [Set<Int>] = known.tables.map { table in
    var system = LinearEquations(
      table.map { terms(known.relations[$0]) { _ in true } }, unknowns: known.cells.count)
    return Set(system.determined())
  }

  init(_ known: SumRelations) {
    self.known = known
    position = Dictionary(uniqueKeysWithValues: known.cells.enumerated().map { ($1, $0) })
    isWithheld = [Bool](repeating: false, count: known.cells.count)
    unknowns = [Int](repeating: 0, count: known.relations.count)
  }

  /// The withheld cells in order.
  var withheld: [SumKey] { known.cells.indices.filter { isWithheld[$0] }.map { known.cells[$0] } }

  /// Whether a cell is withheld.
  func isWithheld(_ key: SumKey) -> Bool { position[key].map { isWithheld[$0] } ?? false }

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
    for (index, table) in known.tables.enumerated() {
      let equations = table.filter { unknowns[$0] > 0 }.map { terms(known.relations[$0]) { isWithheld[$0] } }
      var system = LinearEquations(equations, unknowns: known.cells.count)
      let determined = system.determined()
      if !determined.isEmpty { found.formUnion(Set(determined).subtracting(fixed[index])) }
    }
    return found.sorted()
  }

  /// What is left of a relation when the other cells are known.
  private func terms(_ relation: [Int], _ isUnknown: (Int) -> Bool) -> [LinearEquations.Term] {
    var terms: [LinearEquations.Term] = []
    for (place, cell) in relation.enumerated() where isUnknown(cell) {
      let coefficient = place == 0 ? LinearEquations.minusOne : LinearEquations.one
      terms.append(LinearEquations.Term(unknown: cell, coefficient: coefficient))
    }
    return terms.sorted { $0.unknown < $1.unknown }
  }

  /// The published cell of some relations that is least missed: a positive figure before a zero (which protects little),
  /// a part before a total, one that leaves no other relation with a single unknown, the smallest, the first.
  private func complement(among relations: [Int]) -> Int? {
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

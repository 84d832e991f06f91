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
  /// Withheld cells that no further withholding can protect: a table contradicts another about them.
  private(set) var unprotectable: Set<Int> = []

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

  /// The exact test; withholds a complement for what it finds. False where there is nothing to find.
  private func audit() -> Bool {
    changedSinceAudit = false
    var equations = LinearEquations(withheldRelations(), unknowns: known.cellOf.count)
    // One complement may protect several: those that share a relation with one just added wait for the next audit.
    var touched: Set<Int> = []
    for unknown in equations.determined() {
      let cell = known.cellOf[unknown]
      guard !unprotectable.contains(cell), touched.isDisjoint(with: known.relationsOf[cell]) else { continue }
      if let added = complement(among: known.relationsOf[cell]) ?? complement(among: reachable(from: cell)) {
        touched.formUnion(known.relationsOf[added])
        touched.formUnion(known.relationsOf[cell])
        withhold(added)
      } else {
        unprotectable.insert(cell)
      }
    }
    return changedSinceAudit
  }

  /// What is left of the relations when the published cells are known.
  private func withheldRelations() -> [[LinearEquations.Term]] {
    known.relations.indices.filter { unknowns[$0] > 0 }.map { index in
      let relation = known.relations[index]
      return relation.enumerated().filter { isWithheld[known.cellOf[$0.element]] }
        .map {
          LinearEquations.Term(
            unknown: $0.element, coefficient: $0.offset == 0 ? LinearEquations.minusOne : LinearEquations.one)
        }
        .sorted { $0.unknown < $1.unknown }
    }
  }

  /// The published cell of some relations that is least missed: a positive figure before a zero (which protects little),
  /// a part before a total, one that leaves no other relation with a single unknown, the smallest, the first.
  private func complement(among relations: [Int]) -> Int? {
    var best: (rank: (Int, Int, Int, Double, Int), cell: Int)?
    for relation in relations {
      for unknown in known.relations[relation] {
        let cell = known.cellOf[unknown]
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
      for unknown in known.relations[list[next]] where isWithheld[known.cellOf[unknown]] {
        for relation in known.relationsOf[known.cellOf[unknown]] where seen.insert(relation).inserted {
          list.append(relation)
        }
      }
      next += 1
    }
    return list
  }
}

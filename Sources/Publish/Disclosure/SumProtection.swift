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
  /// What `fixed(in:)` found, by reading: it is asked for again after everything that is withheld.
  private var fixedIn: [Int: Set<Int>] = [:]

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
      if let cell = leastMissed(known.relations[relation]) { withhold(cell) }
    }
    violated.removeAll()
  }

  /// The exact test, of each table and of all together; withholds complements for what it finds. False where nothing can
  /// be done: a row that is not applicable tells that its sums are zero, whatever else is withheld, and relations that are
  /// wrong fix figures, where totals are reported without their parts and others with them.
  private func audit() -> Bool {
    changedSinceAudit = false
    for reading in known.readings.indices { audit(reading) }
    return changedSinceAudit
  }

  private func audit(_ reading: Int) {
    let equations = known.readings[reading]
    var system = system(of: equations, withPublished: false)
    let determined = system.equations.determined()
    if determined.isEmpty { return }
    let fixed = fixed(in: reading)
    let found = determined.filter { !fixed.contains(system.figures[$0]) }
    if found.isEmpty { return }
    var recovery = self.system(of: equations, withPublished: true)
    recovery.equations.eliminate()
    for figure in found {
      // The published cells without which it could not be computed in this way.
      let used = recovery.equations.knowns(of: figure).map { known.cellOf[recovery.figures[$0]] }
      // One complement may protect several.
      if used.contains(where: { isWithheld[$0] }) { continue }
      if let cell = leastMissed(used) { withhold(cell) }
    }
  }

  /// The figures that the equations of a reading fix whatever is withheld.
  private func fixed(in reading: Int) -> Set<Int> {
    if let fixed = fixedIn[reading] { return fixed }
    var all = system(of: known.readings[reading], withPublished: false, where: { _ in true })
    let fixed = Set(all.equations.determined().map { all.figures[$0] })
    fixedIn[reading] = fixed
    return fixed
  }

  /// Those of some equations in which something is withheld, and the figures of their unknowns.
  ///
  /// - Parameter withPublished: Whether the published figures stay in them, as knowns; both number the unknowns alike.
  private func system(
    of equations: [Int], withPublished: Bool
  ) -> (equations: LinearEquations, figures: [Int]) {
    let isWithheld = isWithheld
    return system(of: equations, withPublished: withPublished) { isWithheld[$0] }
  }

  private func system(
    of equations: [Int], withPublished: Bool, where isWithheld: (Int) -> Bool
  ) -> (equations: LinearEquations, figures: [Int]) {
    let known = known
    let relevant = equations.filter { known.equations[$0].contains { isWithheld(known.cellOf[$0]) } }
    // Numbered without gaps: they are few among the figures.
    var numbers = [Int](repeating: -1, count: known.cellOf.count)
    for equation in relevant { for figure in known.equations[equation] { numbers[figure] = 0 } }
    let unknown = numbers.indices.filter { numbers[$0] == 0 && isWithheld(known.cellOf[$0]) }
    let published = numbers.indices.filter { withPublished && numbers[$0] == 0 && !isWithheld(known.cellOf[$0]) }
    for figure in numbers.indices { numbers[figure] = -1 }
    for (number, figure) in (unknown + published).enumerated() { numbers[figure] = number }
    let equations = relevant.map { equation in
      var terms: [LinearEquations.Term] = []
      let figures = known.equations[equation]
      for figure in figures where numbers[figure] >= 0 {
        let coefficient = figure == figures.first ? LinearEquations.minusOne : LinearEquations.one
        terms.append(LinearEquations.Term(unknown: numbers[figure], coefficient: coefficient))
      }
      return terms.sorted { $0.unknown < $1.unknown }
    }
    return (
      LinearEquations(equations, unknowns: unknown.count, knowns: published.count), unknown + published
    )
  }

  /// The published cell among some that is least missed: a positive figure before a zero (which protects little), a part
  /// before a total, one that leaves no other relation with a single unknown, the smallest, the first.
  private func leastMissed(_ cells: some Sequence<Int>) -> Int? {
    var best: (rank: (Int, Int, Int, Double, Int), cell: Int)?
    for cell in cells where !isWithheld[cell] {
      let value = known.values[cell]
      let opened = known.relationsOf[cell].reduce(0) { $0 + (unknowns[$1] == 0 ? 1 : 0) }
      let rank = (value > 0 ? 0 : 1, known.totals[cell], opened, value, cell)
      if best == nil || rank < best!.rank { best = (rank, cell) }
    }
    return best?.cell
  }
}

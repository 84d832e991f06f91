/// Sparse homogeneous equations over the unknowns of a table, and which unknowns they determine.
///
/// A withheld figure can be computed back exactly where every solution of the equations between the withheld figures
/// has a zero in its place: what two tables that publish the same may differ by is such a solution. So one solution is
/// drawn at random, modulo a prime: the coefficients are 1 and -1 and their minors small, so a prime near 2^31 decides as
/// the rational numbers would. An unknown that is determined is always zero in it; one that is not is zero by chance once
/// in two thousand million times, and then something more is withheld than had to be. The draw is the same every time.
///
/// Published figures may stay in the equations as knowns, numbered after the unknowns: they are carried along, and say at
/// the end which of them an unknown is computed from.
struct LinearEquations {
  /// An unknown of an equation with its coefficient.
  struct Term: Sendable {
    let unknown: Int
    let coefficient: UInt64
  }

  static let prime: UInt64 = 2_147_483_647
  static let one: UInt64 = 1
  static let minusOne = prime - 1

  private var rows: [[Term]]
  private let unknowns: Int, knowns: Int
  private var isPivotRow: [Bool]
  /// Rows in which an unknown occurs, or did.
  private var rowsWith: [[Int]]
  private var occurrences: [Int]
  /// Unknowns by how many open rows they occur in, with entries out of date among them.
  private var waiting: [[Int]]
  private var least = 1
  /// Rows with their pivots in order of elimination.
  private var pivots: [(row: Int, term: Term)] = []

  /// Where an unknown stands in the order of elimination; -1 where it was not eliminated.
  private var order: [Int]

  /// Equations whose terms are in order of unknown, each unknown once.
  init(_ equations: [[Term]], unknowns: Int, knowns: Int = 0) {
    rows = equations
    self.unknowns = unknowns
    self.knowns = knowns
    order = [Int](repeating: -1, count: unknowns)
    isPivotRow = [Bool](repeating: false, count: equations.count)
    rowsWith = [[Int]](repeating: [], count: unknowns)
    for (index, row) in equations.enumerated() {
      for term in row where term.unknown < unknowns { rowsWith[term.unknown].append(index) }
    }
    occurrences = rowsWith.map(\.count)
    waiting = [[Int]](repeating: [], count: equations.count + 1)
    for unknown in (0..<unknowns).reversed() where occurrences[unknown] > 0 {
      waiting[occurrences[unknown]].append(unknown)
    }
  }

  /// Unknowns with the same value in every solution, in order.
  mutating func determined() -> [Int] {
    eliminate()
    var solution = [UInt64](repeating: 0, count: unknowns + knowns)
    var state: UInt64 = 2026
    for unknown in 0..<unknowns where order[unknown] < 0 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      solution[unknown] = (state >> 33) % (Self.prime - 1) + 1
    }
    for pivot in pivots.reversed() {
      var sum: UInt64 = 0
      for term in rows[pivot.row] where term.unknown != pivot.term.unknown {
        sum = (sum + term.coefficient * solution[term.unknown]) % Self.prime
      }
      solution[pivot.term.unknown] = (Self.prime - sum) % Self.prime * Self.inverse(pivot.term.coefficient) % Self.prime
    }
    return (0..<unknowns).filter { solution[$0] == 0 }
  }

  /// Brings the equations into echelon form.
  mutating func eliminate() {
    while let unknown = rarest() { eliminate(unknown) }
  }

  /// The knowns that a determined unknown is computed from, after the elimination, in order. Without any of them, the
  /// equations would have to be combined in another way.
  func knowns(of unknown: Int) -> [Int] {
    guard order[unknown] >= 0 else { return [] }
    var sum = [UInt64](repeating: 0, count: unknowns + knowns)
    sum[unknown] = Self.one
    for pivot in pivots[order[unknown]...] where sum[pivot.term.unknown] != 0 {
      // Puts in the place of an unknown what its row says that it is.
      let factor = sum[pivot.term.unknown] * Self.inverse(pivot.term.coefficient) % Self.prime
      for term in rows[pivot.row] {
        sum[term.unknown] = (sum[term.unknown] + (Self.prime - factor) * term.coefficient) % Self.prime
      }
    }
    return (unknowns..<unknowns + knowns).filter { sum[$0] != 0 }
  }

  /// The unknown in the fewest open rows: one that is in a single row costs nothing to eliminate.
  private mutating func rarest() -> Int? {
    while least < waiting.count {
      while let unknown = waiting[least].popLast() {
        if occurrences[unknown] == least { return unknown }
      }
      least += 1
    }
    return nil
  }

  /// Takes the shortest open row with an unknown as its pivot row, and the unknown out of the other open rows.
  private mutating func eliminate(_ unknown: Int) {
    var found: [(row: Int, factor: UInt64)] = []
    for row in rowsWith[unknown] where !isPivotRow[row] && !found.contains(where: { $0.row == row }) {
      if let factor = coefficient(of: unknown, in: row) { found.append((row, factor)) }
    }
    occurrences[unknown] = 0
    rowsWith[unknown] = []
    guard let pivot = found.min(by: { (rows[$0.row].count, $0.row) < (rows[$1.row].count, $1.row) }) else { return }
    isPivotRow[pivot.row] = true
    order[unknown] = pivots.count
    pivots.append((pivot.row, Term(unknown: unknown, coefficient: pivot.factor)))
    for term in rows[pivot.row] where term.unknown != unknown { count(term.unknown, -1) }
    guard found.count > 1 else { return }
    let scale = Self.prime - Self.inverse(pivot.factor)
    for other in found where other.row != pivot.row {
      add(rows[pivot.row], times: scale * other.factor % Self.prime, to: other.row, without: unknown)
    }
  }

  private func coefficient(of unknown: Int, in row: Int) -> UInt64? {
    let terms = rows[row]
    var low = 0
    var high = terms.count
    while low < high {
      let middle = (low + high) / 2
      if terms[middle].unknown < unknown { low = middle + 1 } else { high = middle }
    }
    return low < terms.count && terms[low].unknown == unknown ? terms[low].coefficient : nil
  }

  private mutating func add(_ pivot: [Term], times factor: UInt64, to number: Int, without unknown: Int) {
    let row = rows[number]
    var result: [Term] = []
    result.reserveCapacity(row.count + pivot.count)
    var a = 0
    var b = 0
    while a < row.count || b < pivot.count {
      if b == pivot.count || a < row.count && row[a].unknown < pivot[b].unknown {
        result.append(row[a])
        a += 1
      } else if a == row.count || row[a].unknown > pivot[b].unknown {
        let term = pivot[b]
        result.append(Term(unknown: term.unknown, coefficient: factor * term.coefficient % Self.prime))
        if term.unknown < unknowns { rowsWith[term.unknown].append(number) }
        count(term.unknown, 1)
        b += 1
      } else {
        let sum = (row[a].coefficient + factor * pivot[b].coefficient) % Self.prime
        if sum != 0 {
          result.append(Term(unknown: row[a].unknown, coefficient: sum))
        } else if row[a].unknown != unknown {
          count(row[a].unknown, -1)
        }
        a += 1
        b += 1
      }
    }
    rows[number] = result
  }

  private mutating func count(_ unknown: Int, _ change: Int) {
    guard unknown < unknowns else { return }
    occurrences[unknown] += change
    let number = occurrences[unknown]
    guard number > 0 else { return }
    waiting[number].append(unknown)
    least = min(least, number)
  }

  /// Fermat: a to the power p - 2.
  private static func inverse(_ value: UInt64) -> UInt64 {
    if value == one || value == minusOne { return value }
    var result: UInt64 = 1
    var base = value
    var exponent = prime - 2
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}

/// The row space of sparse equations, kept in reduced row echelon form modulo a prime.
///
/// An unknown can be computed from the equations exactly where its unit vector lies in their row space, and in reduced
/// form that is where a row has nothing but its pivot. The coefficients of the equations are 1 and -1, their minors are
/// small, so a prime near 2^31 decides as the rational numbers would, without fractions that grow.
struct LinearReduction {
  /// A coefficient of an unknown.
  struct Term: Sendable {
    let unknown: Int
    var coefficient: UInt64
  }

  /// An unknown of an equation with its sign.
  struct SignedUnknown: Sendable {
    let unknown: Int, isNegative: Bool
  }

  static let prime: UInt64 = 2_147_483_647

  private var rows: [[Term]] = []
  private var pivotRow: [Int]
  /// Rows in which an unknown occurs, or did.
  private var rowsWith: [[Int]]
  private var sum: [UInt64]

  init(unknowns: Int) {
    pivotRow = [Int](repeating: -1, count: unknowns)
    rowsWith = [[Int]](repeating: [], count: unknowns)
    sum = [UInt64](repeating: 0, count: unknowns)
  }

  /// Unknowns that the equations determine, in order.
  var determined: [Int] { rows.filter { $0.count == 1 }.map { $0[0].unknown }.sorted() }

  /// Adds an equation, given by the left-hand side's unknowns and signs.
  mutating func add(_ equation: [SignedUnknown]) {
    var row = reduced(equation)
    guard !row.isEmpty else { return }
    // The rarest unknown as pivot keeps the rows short.
    let pivot = row.min { (rowsWith[$0.unknown].count, $0.unknown) < (rowsWith[$1.unknown].count, $1.unknown) }!
    let inverse = Self.inverse(pivot.coefficient)
    for index in row.indices { row[index].coefficient = row[index].coefficient * inverse % Self.prime }
    let number = rows.count
    pivotRow[pivot.unknown] = number
    let affected = rowsWith[pivot.unknown]
    for term in row { rowsWith[term.unknown].append(number) }
    rows.append(row)
    for other in affected { eliminate(pivot.unknown, with: row, from: other) }
    rowsWith[pivot.unknown] = [number]
  }

  /// An equation less the pivots it contains. Pivot rows contain no other pivot, so one pass is enough.
  private mutating func reduced(_ equation: [SignedUnknown]) -> [Term] {
    var touched: [Int] = []
    for term in equation {
      let unknown = term.unknown
      let coefficient = term.isNegative ? Self.prime - 1 : 1
      if pivotRow[unknown] < 0 {
        sum[unknown] = (sum[unknown] + coefficient) % Self.prime
        touched.append(unknown)
      } else {
        for term in rows[pivotRow[unknown]] where term.unknown != unknown {
          sum[term.unknown] = (sum[term.unknown] + (Self.prime - coefficient) * term.coefficient) % Self.prime
          touched.append(term.unknown)
        }
      }
    }
    touched.sort()
    var row: [Term] = []
    for unknown in touched where sum[unknown] != 0 {
      row.append(Term(unknown: unknown, coefficient: sum[unknown]))
      sum[unknown] = 0
    }
    return row
  }

  private mutating func eliminate(_ unknown: Int, with pivot: [Term], from number: Int) {
    let row = rows[number]
    guard let factor = row.first(where: { $0.unknown == unknown })?.coefficient else { return }
    var result: [Term] = []
    result.reserveCapacity(row.count + pivot.count)
    var a = 0
    var b = 0
    while a < row.count || b < pivot.count {
      if b == pivot.count || a < row.count && row[a].unknown < pivot[b].unknown {
        result.append(row[a])
        a += 1
        continue
      }
      let subtracted = (Self.prime - factor) * pivot[b].coefficient % Self.prime
      if a < row.count, row[a].unknown == pivot[b].unknown {
        let coefficient = (row[a].coefficient + subtracted) % Self.prime
        if coefficient != 0 { result.append(Term(unknown: row[a].unknown, coefficient: coefficient)) }
        a += 1
      } else {
        result.append(Term(unknown: pivot[b].unknown, coefficient: subtracted))
        rowsWith[pivot[b].unknown].append(number)
      }
      b += 1
    }
    rows[number] = result
  }

  /// Fermat: a to the power p - 2.
  private static func inverse(_ value: UInt64) -> UInt64 {
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

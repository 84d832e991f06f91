/// The order in which equations are cheapest to reduce.
enum EquationOrder {
  /// An equation with an unknown that occurs in no other can come after the others: that unknown becomes its pivot and
  /// nothing has to be eliminated. Set aside again and again, this leaves a small core, which comes first.
  static func cheapest(_ equations: [[LinearReduction.SignedUnknown]]) -> [[LinearReduction.SignedUnknown]] {
    var equationsWith: [Int: [Int]] = [:]
    for (index, equation) in equations.enumerated() {
      for term in equation { equationsWith[term.unknown, default: []].append(index) }
    }
    var occurrences = equationsWith.mapValues(\.count)
    var isAside = [Bool](repeating: false, count: equations.count)
    var aside: [Int] = []
    var next = 0
    func setAside(_ index: Int) {
      isAside[index] = true
      aside.append(index)
    }
    for (index, equation) in equations.enumerated() where equation.contains(where: { occurrences[$0.unknown] == 1 }) {
      setAside(index)
    }
    while next < aside.count {
      for term in equations[aside[next]] {
        occurrences[term.unknown]! -= 1
        guard occurrences[term.unknown] == 1 else { continue }
        if let last = equationsWith[term.unknown]!.first(where: { !isAside[$0] }) { setAside(last) }
      }
      next += 1
    }
    let core = equations.indices.filter { !isAside[$0] }
      .sorted { (equations[$0].count, $0) < (equations[$1].count, $1) }
    return (core + aside.reversed()).map { equations[$0] }
  }
}

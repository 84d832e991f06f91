import Definition
import Vocabulary
import Workspace

@testable import Publish

/// Somebody who reads everything that is published, knows that totals are the sums of their parts, and computes.
///
/// Written apart from the protection it attacks: equations by code, Gaussian elimination with exact fractions.
struct Intruder {
  /// A figure of one published table: NaN where it is withheld. What is not there is known to be nothing.
  struct Figure {
    let area: String, group: String, sex: String
    let published: Double
    /// How many communes report: as many in two tables are likely to be the same ones, and the figure the same.
    let reporting: Int
    /// What it really is, so that the intruder's guesses are all lucky.
    let truth: Double
  }

  /// A withheld figure that is not withheld from the intruder.
  struct Find {
    /// `area group sex`.
    let place: String
    let truth: Double
  }

  let minorities: Set<String>

  /// Withheld figures that the tables of one measure and year give away; the last one counts all communes that report.
  func recovered(_ tables: [[Figure]]) -> [Find] {
    var unknowns: [String: Int] = [:]
    var names: [Find] = []
    var equations: [[Int: Fraction]] = []
    let complete = Dictionary(
      uniqueKeysWithValues: tables.last!.map { ("\($0.area) \($0.group) \($0.sex)", $0.reporting) })
    for (number, table) in tables.enumerated() {
      var byPlace: [String: Figure] = [:]
      for figure in table { byPlace["\(figure.area) \(figure.group) \(figure.sex)"] = figure }
      for (total, parts) in totals(table) {
        guard byPlace[total] != nil else { continue }
        var equation: [Int: Fraction] = [:]
        for (place, sign) in [(total, -1)] + parts.map({ ($0, 1) }) {
          guard let figure = byPlace[place], figure.published.isNaN else { continue }
          // Nobody guesses that two zeros are the same figure where other communes may report.
          let isItsOwn = figure.truth == 0 && figure.reporting != complete[place]
          let name = "\(place) \(figure.reporting) \(figure.truth) \(isItsOwn ? number : -1)"
          if unknowns[name] == nil {
            unknowns[name] = names.count
            names.append(Find(place: place, truth: figure.truth))
          }
          equation[unknowns[name]!] = Fraction(Int128(sign), 1)
        }
        if !equation.isEmpty { equations.append(equation) }
      }
    }
    return solve(equations, count: names.count).map { names[$0] }
  }

  private func totals(_ table: [Figure]) -> [(String, [String])] {
    let areas = Set(table.map(\.area)).subtracting(["VN"]).sorted()
    let groups = Set(table.map(\.group)).sorted()
    var result: [(String, [String])] = []
    for sex in ["_T", "M", "F"] {
      for group in groups { result.append(("VN \(group) \(sex)", areas.map { "\($0) \(group) \(sex)" })) }
      for area in areas + ["VN"] {
        result.append(("\(area) EM \(sex)", minorities.sorted().map { "\(area) \($0) \(sex)" }))
        result.append(("\(area) _T \(sex)", ["01", "EM", "55", "NK"].map { "\(area) \($0) \(sex)" }))
      }
    }
    let places = Set(table.map { "\($0.area) \($0.group) \($0.sex)" })
    for area in areas + ["VN"] {
      for group in groups where places.isSuperset(of: ["\(area) \(group) M", "\(area) \(group) F"]) {
        result.append(("\(area) \(group) _T", ["\(area) \(group) M", "\(area) \(group) F"]))
      }
    }
    return result
  }

  /// Unknowns with one solution.
  private func solve(_ equations: [[Int: Fraction]], count: Int) -> [Int] {
    var pivots: [(column: Int, row: [Int: Fraction])] = []
    for equation in equations {
      var row = equation
      for pivot in pivots { Self.eliminate(pivot.column, with: pivot.row, from: &row) }
      guard let column = row.keys.min() else { continue }
      let leading = row[column]!
      row = row.mapValues { $0 / leading }
      for index in pivots.indices { Self.eliminate(column, with: row, from: &pivots[index].row) }
      pivots.append((column, row))
    }
    return pivots.filter { $0.row.count == 1 }.map(\.column).sorted()
  }

  private static func eliminate(_ column: Int, with pivot: [Int: Fraction], from row: inout [Int: Fraction]) {
    guard let factor = row[column] else { return }
    for (other, coefficient) in pivot {
      let value = (row[other] ?? .zero) - factor * coefficient
      row[other] = value == .zero ? nil : value
    }
  }
}

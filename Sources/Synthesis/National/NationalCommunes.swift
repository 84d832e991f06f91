import Definition

/// The communes of each vintage by the canonical province that they are in now.
struct NationalCommunes {
  /// A commune as a vintage knows it, with what it stands for today.
  struct Commune {
    let code: Bytes
    /// The canonical commune that most of it went to.
    let area: AreaIndex
    /// How much of the canonical commune's people it had.
    let part: Double
    /// Whether it is the canonical commune, possibly under another code.
    let isWhole: Bool
    let isWard: Bool
  }

  private let byProvince: [[AreaIndex: [Commune]]]
  private let definition: Definition

  init(_ definition: Definition) {
    self.definition = definition
    byProvince = definition.vintages.map { vintage in
      var result: [AreaIndex: [Commune]] = [:]
      for (code, successors) in vintage.successors.areas {
        guard let main = successors.max(by: { ($0.share, $1.area) < ($1.share, $0.area) }),
          definition.areas.level(main.area) == .commune
        else { continue }
        let part = successors.reduce(0) { sum, successor in
          sum + successor.share / Double(vintage.predecessorCounts[Int(successor.area)])
        }
        let commune = Commune(
          code: Bytes(code), area: main.area, part: part, isWhole: vintage.isUnchanged(successors),
          isWard: definition.areas.names[Int(main.area)].hasPrefix("Phường"))
        result[definition.areas.provinceOf[Int(main.area)], default: []].append(commune)
      }
      return result
    }
  }

  /// The communes of a province, by codes of a vintage.
  func communes(of province: AreaIndex, vintage: String) -> [Commune] {
    guard let index = definition.vintage(vintage) else { return [] }
    return byProvince[index][province] ?? []
  }
}

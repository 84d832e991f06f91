import Definition

/// The units of one delivery that some measure knows, numbered, and the factor of each to each measure's unit.
final class DeliveredUnits {
  struct Factor: BitwiseCopyable {
    let multiplier: Double
    let scale: Int32
    /// Whether it is a unit of the measure.
    let isKnown: Bool
  }

  /// Number of an empty unit: the measure's own.
  static let own: Int32 = 0

  /// By number of the unit, then measure.
  let factors = FlatList<Factor>()
  private let definition: Definition
  private let known: Set<String>
  private var numbers: [String: Int32] = [:]

  init(_ definition: Definition) {
    self.definition = definition
    known = Set(definition.measures.lazy.flatMap(\.unitFactors.keys))
    factors.extend(to: definition.measures.count, with: Factor(multiplier: 1, scale: 0, isKnown: true))
  }

  /// The number of a unit as delivered, without regard to case; -1 where no measure knows it.
  func number(of text: String) -> Int32 {
    if text.isEmpty { return Self.own }
    let unit = text.uppercased()
    if let number = numbers[unit] { return number }
    guard known.contains(unit) else { return -1 }
    let number = Int32(numbers.count + 1)
    numbers[unit] = number
    for measure in definition.measures {
      let factor = measure.unitFactors[unit]
      factors.append(
        Factor(multiplier: factor?.multiplier ?? 1, scale: Int32(factor?.scale ?? 0), isKnown: factor != nil))
    }
    return number
  }

  /// The factor of a unit to a measure's; nil where it is not one of the measure's units.
  func factor(_ unit: Int32, measure: Int) -> UnitFactor? {
    guard unit >= 0 else { return nil }
    let factor = factors[Int(unit) * definition.measures.count + measure]
    return factor.isKnown ? UnitFactor(multiplier: factor.multiplier, scale: Int(factor.scale)) : nil
  }
}

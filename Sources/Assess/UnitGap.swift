import Definition
import Vocabulary

/// How many units must still change for a target to hold (METHODS, section 6).
struct UnitGap {
  let comparison: Comparison
  let indicator: Indicator
  let counted: Measure.Counted
  /// The nation's ratio, for indicators that are set against it; NaN otherwise.
  let reference: Double

  /// Units that must join the numerator, or leave it; 0 where the comparison holds; NaN where more would have to leave
  /// than there are (a group without any poverty whose gap to the nation must still widen).
  func units(numerator: Double, denominator: Double) -> Double {
    func value(_ changed: Double) -> Double { IndicatorValue.of(indicator, changed, denominator, reference) }
    if comparison.holds(value(numerator)) { return 0 }
    let direction: Double = comparison.target.comparator.wantsMore ? 1 : -1
    let ratio: Double =
      switch indicator.reference {
      case .none: comparison.threshold
      case .dividedByNation: comparison.threshold * reference
      case .lessNation: comparison.threshold + reference
      }
    let exact = (ratio * denominator - numerator) * direction
    let atMost = direction < 0 ? numerator.rounded(.up) : .infinity
    guard counted.isWhole else { return exact > atMost ? .nan : max(0, exact) }
    // The rounded quotient decides, as it does for the status: start a step low and go up to the first that holds. Of
    // figures so great that one more is no other number, no step helps.
    var units = max(1, exact.rounded(.down) - 1)
    for _ in 0..<4 where !comparison.holds(value(numerator + direction * units)) { units += 1 }
    return units > atMost ? .nan : units
  }
}

/// The value of an indicator from its sums.
enum IndicatorValue {
  /// Numerator over denominator, set against the nation's ratio as declared; nothing is so many times nothing.
  static func of(_ indicator: Indicator, _ numerator: Double, _ denominator: Double, _ reference: Double) -> Double {
    let ratio = numerator / denominator
    switch indicator.reference {
    case .none: return ratio
    case .dividedByNation: return reference == 0 ? .nan : ratio / reference
    case .lessNation: return ratio - reference
    }
  }
}

import Definition
import Vocabulary

/// A target's test against one threshold (METHODS, sections 5 and 6).
struct Comparison {
  /// Two computed values this close, relatively, are equal: their sums may have been rounded differently.
  static let computedTolerance = 1e-12

  let target: Target
  let threshold: Double
  /// The threshold was computed from data, rather than written in the definition.
  let isComputed: Bool

  /// Whether a value meets the threshold.
  func holds(_ value: Double) -> Bool {
    if isComputed, isEqual(value) {
      if target.comparator.isStrict, case .yearBefore(let best?) = target.threshold {
        return value == best
      }
      return !target.comparator.isStrict
    }
    return target.comparator.holds(value, threshold)
  }

  /// Whether a value equals a computed threshold.
  func isEqual(_ value: Double) -> Bool {
    abs(value - threshold) <= Self.computedTolerance * max(abs(value), abs(threshold))
  }

  /// Whether a value that does not hold is within the declared tolerance.
  func isWithinTolerance(_ value: Double) -> Bool {
    guard let tolerance = target.tolerance else { return false }
    return target.comparator.wantsMore ? value >= threshold - tolerance : value <= threshold + tolerance
  }

  /// Value minus threshold, turned so that negative is short.
  func gap(_ value: Double) -> Double {
    target.comparator.wantsMore ? value - threshold : threshold - value
  }
}

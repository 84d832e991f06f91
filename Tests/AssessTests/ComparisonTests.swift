import Testing
import Vocabulary

@testable import Assess

@Suite struct ComparisonTests {
  private func comparison(_ id: String, _ threshold: Double, isComputed: Bool = false) -> Comparison {
    Comparison(target: SmallDefinition.target(id), threshold: threshold, isComputed: isComputed)
  }

  @Test func thresholdsAreExact() {
    let less = comparison("T02", 0.1)
    #expect(!less.holds(0.1))
    #expect(less.holds(0.1.nextDown))
    #expect(!less.holds(0.1.nextUp))
    let atLeast = comparison("T04", 0.7)
    #expect(atLeast.holds(0.7))
    #expect(!atLeast.holds(0.7.nextDown))
    #expect(atLeast.holds(7.0 / 10) && atLeast.holds(70.0 / 100) && atLeast.holds(2324.7 / 3321))
    let greater = comparison("T10", 0.85)
    #expect(!greater.holds(0.85))
    #expect(greater.holds(0.85.nextUp))
    let atMost = comparison("T03", 0)
    #expect(atMost.holds(0))
    #expect(!atMost.holds(.leastNonzeroMagnitude))
  }

  @Test func toleranceReachesToItsEdge() {
    let atMost = comparison("T03", 0)
    #expect(atMost.isWithinTolerance(0.05))
    #expect(!atMost.isWithinTolerance(0.05.nextUp))
    let atLeast = comparison("T13", 1)
    #expect(atLeast.isWithinTolerance(0.95))
    #expect(!atLeast.isWithinTolerance(0.95.nextDown))
    #expect(!comparison("T02", 0.1).isWithinTolerance(0.1))
  }

  @Test func computedValuesAreEqualWithinRounding() {
    for value in [0.42, 1e-5, 3e7] {
      for scale in [1 - 9e-13, 1, 1 + 9e-13] {
        #expect(comparison("T09", value, isComputed: true).holds(value * scale))
        #expect(comparison("T09b", value, isComputed: true).holds(value * scale))
        #expect(!comparison("M03", value, isComputed: true).holds(value * scale))
      }
      #expect(!comparison("T09", value, isComputed: true).holds(value * (1 - 2e-12)))
      #expect(!comparison("T09b", value, isComputed: true).holds(value * (1 + 2e-12)))
      #expect(comparison("M03", value, isComputed: true).holds(value * (1 - 2e-12)))
    }
    // A threshold that is written down is exact.
    #expect(!comparison("T04", 0.7).holds(0.7 * (1 - 1e-15)))
  }

  @Test func whatCannotImproveHoldsAtItsBest() {
    #expect(comparison("M01", 0, isComputed: true).holds(0))
    #expect(!comparison("M01", 0.2, isComputed: true).holds(0.2))
    #expect(comparison("M01", 0.2, isComputed: true).holds(0))
    #expect(comparison("M02", 1, isComputed: true).holds(1))
    #expect(!comparison("M02", 0.9, isComputed: true).holds(0.9))
    #expect(!comparison("M02", 1, isComputed: true).holds(0.99))
    #expect(!comparison("M03", 0, isComputed: true).holds(0))
  }

  @Test func aGapIsNegativeWhereShort() {
    #expect(comparison("T04", 0.7).gap(0.5) == 0.5 - 0.7)
    #expect(comparison("T02", 0.1).gap(0.25) == 0.1 - 0.25)
    #expect(comparison("T02", 0.1).gap(0.05) == 0.1 - 0.05)
  }
}

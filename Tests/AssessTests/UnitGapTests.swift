import Definition
import Testing
import Vocabulary

@testable import Assess

@Suite struct UnitGapTests {
  private func gap(
    _ id: String, _ threshold: Double, _ counted: Measure.Counted = .households, isComputed: Bool = false,
    reference: Double = .nan
  ) -> UnitGap {
    let target = SmallDefinition.target(id)
    return UnitGap(
      comparison: Comparison(target: target, threshold: threshold, isComputed: isComputed),
      indicator: SmallDefinition.definition.indicators[target.indicator], counted: counted, reference: reference)
  }

  @Test(arguments: [
    ("T02", 0.1, 100.0, 1000.0, 1.0), ("T02", 0.1, 99, 1000, 0), ("T02", 0.1, 150, 1000, 51), ("T04", 0.7, 69, 100, 1),
    ("T04", 0.7, 70, 100, 0), ("T04", 0.7, 0, 3, 3), ("T10", 0.85, 85, 100, 1), ("T03", 0, 12, 40, 12),
    ("T03", 0, 12.5, 40, 13), ("T03", 0, 0, 40, 0), ("T13", 1, 12, 17, 5), ("T04", 0.7, 0.5, 1, 1),
  ])
  func theLeastNumberOfUnits(id: String, threshold: Double, numerator: Double, denominator: Double, units: Double) {
    #expect(gap(id, threshold).units(numerator: numerator, denominator: denominator) == units)
  }

  /// With that many units the comparison holds, and with one fewer it does not.
  @Test(arguments: ["T02", "T04", "T10", "T13", "M01", "M02", "M03", "T09", "T09b"])
  func unitsAreTheLeast(id: String) {
    let target = SmallDefinition.target(id)
    let direction: Double = target.comparator.wantsMore ? 1 : -1
    for _ in 0..<4_000 {
      let denominator = Double(Int.random(in: 1...(Bool.random() ? 100 : 100_000_000)))
      let isWhole = Bool.random()
      let numerator = isWhole ? Double.random(in: 0...denominator).rounded() : Double.random(in: 0...denominator)
      let threshold = Bool.random() ? Double(Int.random(in: 0...100)) / 100 : Double.random(in: 0...1)
      let reference = id == "M03" ? Double.random(in: 0...0.3) : .nan
      let gap = gap(id, threshold, isComputed: Bool.random(), reference: reference)
      func holds(_ units: Double) -> Bool {
        let changed = numerator + direction * units
        return gap.comparison.holds(IndicatorValue.of(gap.indicator, changed, denominator, reference))
      }
      let units = gap.units(numerator: numerator, denominator: denominator)
      if units.isNaN {
        guard direction < 0, !holds(numerator.rounded(.up)) else {
          Issue.record("\(numerator) / \(denominator) against \(threshold) has an answer")
          return
        }
      } else if !holds(units) || units > 0 && holds(units - 1) || units != units.rounded() {
        Issue.record("\(units) is not least for \(numerator) / \(denominator) against \(threshold)")
        return
      }
    }
  }

  @Test func moreThanThereAreIsNoAnswer() {
    // The group has 2 poor households of 100; the gap to the nation's 10 % would have to be wider than -0.12.
    #expect(gap("M03", -0.12, isComputed: true, reference: 0.1).units(numerator: 2, denominator: 100).isNaN)
    #expect(gap("M03", -0.09, isComputed: true, reference: 0.1).units(numerator: 2, denominator: 100) == 2)
  }

  @Test func hectaresAndMoneyAreNotRounded() {
    #expect(gap("T09", 0.42, .hectares, isComputed: true).units(numerator: 400, denominator: 1000) == 20)
    #expect(gap("T09", 0.4205, .hectares, isComputed: true).units(numerator: 400, denominator: 1000) == 20.5)
    #expect(gap("T09", 0.4, .hectares, isComputed: true).units(numerator: 400 * (1 + 1e-13), denominator: 1000) == 0)
    // Half of the national 30 a head is 15 a head; 100 people have 1000.
    #expect(gap("T01", 0.5, .money, reference: 30).units(numerator: 1000, denominator: 100) == 500)
  }

  @Test func hugeFiguresComeToAnEnd() {
    #expect(gap("T04", 0.7).units(numerator: 1, denominator: 1e18) > 0)
    #expect(gap("T02", 0.1).units(numerator: 1e300, denominator: 1e300) > 0)
  }
}

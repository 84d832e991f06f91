/// The generator of Steele, Lea and Flood ("Fast Splittable Pseudorandom Number Generators", 2014): small, and the same
/// on every machine, which the standard library's own does not promise.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A stream of its own for a thing that is identified by some numbers, whatever was drawn before.
  init(seed: UInt64, of identity: Int...) {
    state = seed
    for number in identity { state = next() ^ UInt64(truncatingIfNeeded: number) }
    _ = next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 to below `bound`. The slight preference for small numbers does not matter here.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Even over a range.
  mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * (Double(next() >> 11) * 0x1p-53)
  }

  /// True so many times in a thousand.
  mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }
}

import Foundation
import Testing
import Vocabulary

@Suite struct DecimalTextTests {
  @Test(arguments: [
    ("0", 0.0), ("7", 7), ("007", 7), ("+7", 7), ("-7", -7), ("7.", 7), (".5", 0.5), ("-.5", -0.5), ("1e3", 1000),
    ("1E3", 1000), ("1.5e+3", 1500), ("15e-1", 1.5), ("0.000", 0), ("1e-0003", 0.001),
    ("1234567890123456789", 0x1.12210f47de981p60),
    ("0.1", 0.1), ("1e22", 1e22), ("1e23", 1e23), ("4.9e-324", .leastNonzeroMagnitude),
    ("1.7976931348623157e308", .greatestFiniteMagnitude),
  ])
  func readsDecimalNumbers(text: String, value: Double) {
    #expect(Self.parse(text) == value)
  }

  @Test(arguments: [
    "", "-", "+", ".", "-.", "e3", "1e", "1e+", "1ee3", "1e3.5", "1,5", "1.2.3", "1 000", " 1", "1 ", "1_000", "0x10",
    "--1", "+-1", "NaN", "nan", "inf", "INF", "Infinity", "1e400", "-1e400", "1e9999", "1e99999", "1f", "１",
    "1\u{0}", "1%", "1e3e3", "..1",
  ])
  func refusesAnythingElse(text: String) {
    #expect(Self.parse(text) == nil)
  }

  @Test func movesThePointRatherThanMultiplying() {
    #expect(Self.parse("0.1", scale: -2) == 0.001)
    #expect(Self.parse("10", scale: -2) == 0.1)
    #expect(Self.parse("0.07", scale: 2) == 7)
    #expect(Self.parse("1.005", scale: 3) == 1005)
    #expect(Self.parse("3", scale: -6) == 3e-6)
    #expect(Self.parse("1.e2", scale: -2) == 1)
    #expect(Self.parse("12345678901234567.e1", scale: 1) == 12345678901234567e2)
    #expect(Self.parse("1e300", scale: 12) == nil)
    #expect(Self.parse("0", scale: 400) == 0)
  }

  /// The C library rounds decimal text correctly, whatever its length.
  @Test func roundsAsTheCLibraryDoes() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<60_000 {
      var number = Bool.random() ? "-" : ""
      let whole = Int.random(in: 0...22, using: &generator), fraction = Int.random(in: 0...22, using: &generator)
      number += Self.digits(max(whole, fraction == 0 ? 1 : 0))
      if fraction > 0 { number += "." + Self.digits(fraction) }
      let exponent = Bool.random() ? 0 : Int.random(in: -60...60)
      let scale = [0, 0, -6, -2, 3, 12].randomElement()!
      let text = exponent == 0 ? number : "\(number)\(Bool.random() ? "e" : "E")\(exponent)"
      let expected = strtod("\(number)e\(exponent + scale)", nil)
      guard Self.parse(text, scale: scale) == expected else {
        Issue.record("\(text) with scale \(scale) is \(String(describing: Self.parse(text, scale: scale)))")
        return
      }
    }
  }

  @Test func signOfZeroIsRead() {
    #expect(Self.parse("-0")?.sign == .minus)
    #expect(Self.parse("-0").map(DecimalText.text) == "0")
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (999_999_999_999_999, "999999999999999"),
    (1e15, "1000000000000000"), (0x1p54, "18014398509481984"), (1e17, "1e+17"),
    (0.30000000000000004, "0.30000000000000004"), (.leastNonzeroMagnitude, "5e-324"), (1234.5, "1234.5"),
  ])
  func writesTheShortestText(value: Double, text: String) {
    #expect(DecimalText.text(value) == text)
  }

  @Test func everyFiniteDoubleReadsBackFromItsText() {
    for _ in 0..<60_000 {
      let value = Double(bitPattern: .random(in: 0...UInt64.max))
      guard value.isFinite else { continue }
      guard Self.parse(DecimalText.text(value)) == value else {
        Issue.record("\(value) does not read back from \(DecimalText.text(value))")
        return
      }
    }
  }

  private static func digits(_ count: Int) -> String { String((0..<count).map { _ in "0123456789".randomElement()! }) }

  private static func parse(_ text: String, scale: Int = 0) -> Double? {
    var text = text
    return text.withUTF8 { DecimalText.parse(UnsafeRawBufferPointer($0), scale: scale) }
  }
}

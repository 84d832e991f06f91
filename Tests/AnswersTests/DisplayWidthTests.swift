import Answers
import Testing

@Suite("Columns that texts take")
struct DisplayWidthTests {
  @Test(
    "letters with marks are as wide as letters, wide letters two",
    arguments: [
      ("Sơn La", 6), ("So\u{31B}n La", 6), ("Tuyên Quang", 11), ("Tuye\u{302}n Quang", 11),
      ("ệ", 1), ("e\u{323}\u{302}", 1), ("", 0), ("漢字", 4), ("ｋｍ", 4), ("a\u{200B}b", 2), ("한", 2),
    ])
  func width(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(
    "what is cut ends in an ellipsis and fits",
    arguments: [
      ("Tuyên Quang", 11, "Tuyên Quang"), ("Tuyên Quang", 8, "Tuyên Q…"), ("Tuye\u{302}n Quang", 6, "Tuye\u{302}n…"),
      ("漢字漢字", 4, "漢…"), ("漢字漢字", 5, "漢字…"), ("abc", 1, "…"), ("abc", 0, ""),
    ])
  func cut(text: String, width: Int, expected: String) {
    let cut = DisplayWidth.shortened(text, to: width)
    #expect(cut == expected)
    #expect(DisplayWidth.of(cut) <= width)
  }

  @Test("names of deliveries cannot move the cursor or turn the line")
  func harmless() {
    #expect(DisplayWidth.printable("a\u{1B}[31m\u{7}b\n\u{202E}c") == "a\u{FFFD}[31m\u{FFFD}b\u{FFFD}\u{FFFD}c")
    #expect(DisplayWidth.printable("Bản Phùng") == "Bản Phùng")
  }
}

@Suite("Numbers for people")
struct HumanNumberTests {
  @Test(arguments: [
    (0.0000123, "0.0000123"), (1e21, "1000000000000000000000"), (1234567, "1234567"), (1234.5678, "1234.57"),
    (0.1 + 0.2, "0.3"), (-0.0, "0"), (Double.nan, "-"), (2.5e-7, "0.00000025"),
  ]) func plain(value: Double, text: String) {
    #expect(HumanNumber.plain(value) == text)
  }

  @Test("a ratio never reads as the threshold that it is not, nor as nothing")
  func ratio() {
    #expect(HumanNumber.ratio(0.28) == "0.28")
    #expect(HumanNumber.ratio(0.1, against: 0.1) == "0.1")
    #expect(HumanNumber.ratio(0.099999, against: 0.1) == "0.099999")
    #expect(HumanNumber.ratio(0.00001) == "0.00001")
    #expect(HumanNumber.ratios(0.123456, 0.123461) == ("0.123456", "0.123461"))
    #expect(HumanNumber.units(12.2) == "13")
  }
}

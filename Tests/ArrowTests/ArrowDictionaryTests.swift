import Arrow
import Testing

@Suite struct ArrowDictionaryTests {
  @Test func codesFollowFirstAppearance() {
    var dictionary = ArrowDictionary()
    let values = ["b", "", "a", "b", "ẩm", "a", "", "a\u{0}", "aaaaaaaa", "aaaaaaaaa"]
    #expect(values.map { dictionary.code($0) } == [0, 1, 2, 0, 3, 2, 1, 4, 5, 6])
    #expect(dictionary.count == 7)
    #expect(dictionary.byteCount == 1 + 0 + 1 + 5 - 1 + 2 + 8 + 9)
    #expect((0..<7).map { dictionary.string($0) } == ["b", "", "a", "ẩm", "a\u{0}", "aaaaaaaa", "aaaaaaaaa"])
    #expect(dictionary.withBytes(3) { Array($0) } == Array("ẩm".utf8))
    #expect(dictionary.find(UnsafeRawBufferPointer(start: nil, count: 0)) == 1)
  }

  @Test func manyValuesKeepTheirCodes() {
    var dictionary = ArrowDictionary()
    for value in 0..<100_000 as Range<Int32> { #expect(dictionary.code("v\(value)") == value) }
    for value in 0..<100_000 as Range<Int32> where dictionary.code("v\(value)") != value { Issue.record("v\(value)") }
    #expect(dictionary.count == 100_000)
    #expect(dictionary.string(99_999) == "v99999")
  }

  @Test func valuesOfEveryShortLengthDiffer() {
    var dictionary = ArrowDictionary()
    for length in 0..<40 {
      for last in ["a", "b"] { _ = dictionary.code(String(repeating: "a", count: length) + last) }
    }
    #expect(dictionary.count == 80)
  }

  @Test func canonicallyEqualTextsAreDifferentBytes() {
    var dictionary = ArrowDictionary()
    #expect(dictionary.code("\u{1EBF}") == 0)
    #expect(dictionary.code("e\u{302}\u{301}") == 1)
  }

  @Test func copiesGrowApart() {
    var first = ArrowDictionary()
    _ = first.code("a")
    var second = first
    #expect(second.code("b") == 1)
    #expect(first.count == 1)
    #expect(first.code("c") == 1)
    #expect(second.string(1) == "b")
    #expect(second.code("a") == 0)
  }
}

import Testing
import Vocabulary

@testable import Publish

@Suite("Bytes of a file in the making")
struct OutputBytesTests {
  private func text(_ write: (inout OutputBytes) -> Void) -> String {
    var bytes = OutputBytes(capacity: 1)
    write(&bytes)
    return String(decoding: bytes.bytes, as: UTF8.self)
  }

  @Test(
    "integers as digits",
    arguments: [0, 1, 9, 10, 99, 100, -1, -10, 999_999_999_999, 1_000_000_000_000_000_000, .max, .min])
  func integers(value: Int) {
    #expect(text { $0.append(integer: value) } == "\(value)")
  }

  @Test(
    "numbers as everywhere",
    arguments: [
      0, -0.0, 1, -1, 0.1, 1.0 / 3, 1e15, 0x1p53, 0x1p54, 0x1p55, -0x1p54, 1e300, .leastNonzeroMagnitude, .infinity,
      12_345.5,
    ])
  func numbers(value: Double) {
    #expect(text { $0.append(number: value) } == DecimalText.text(value))
  }

  @Test("fields in quotes only where they need them")
  func fields() {
    for (field, written) in [
      ("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""), ("a\r", "\"a\r\""),
      ("Đắk Lắk", "Đắk Lắk"),
    ] {
      #expect(text { CSVField.append(field, to: &$0) } == written)
    }
  }

  @Test("many of them")
  func growth() {
    let many = (0..<10_000).map { "\($0)" }
    #expect(text { bytes in for text in many { bytes.append(text: text) } } == many.joined())
    let list = TextList(many) { $1.append(text: $0) }
    #expect(
      many.indices.allSatisfy { index in list.withBytes(index) { String(decoding: $0, as: UTF8.self) } == many[index] })
  }
}

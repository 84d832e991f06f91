import Testing
import Vocabulary

@Suite struct HexTextTests {
  @Test func twoDigitsForEveryByte() {
    #expect(HexText.text([0, 9, 10, 15, 16, 0xAB, 0xFF]) == "00090a0f10abff")
    #expect(HexText.text([UInt8]()) == "")
  }
}

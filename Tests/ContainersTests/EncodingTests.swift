import ArchiveSamples
import Containers
import Foundation
import Testing

@Suite("byte order marks and UTF-16")
struct EncodingTests {
  /// Characters of one to four bytes; long enough that chunks end within characters.
  static let text = String(repeating: "Đắk Lắk, Xã Ea H'Đing; 𐍈 ok\n", count: 20_000)

  private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  @Test("the mark of UTF-8 goes, the rest stays")
  func utf8Mark() throws {
    let scratch = try Scratch()
    #expect(try contents(scratch.file([0xEF, 0xBB, 0xBF, 0x61])) == [0x61])
    #expect(try contents(scratch.file([0xEF, 0xBB, 0xBF])) == [])
    #expect(try contents(scratch.file([])) == [])
  }

  @Test("UTF-16 of either order becomes UTF-8, compressed or not", arguments: [true, false], [true, false])
  func utf16(bigEndian: Bool, compressed: Bool) throws {
    let scratch = try Scratch()
    let bytes = utf16("\u{FEFF}" + Self.text, bigEndian: bigEndian)
    let file = try scratch.file(compressed ? gzipped(bytes) : bytes)
    #expect(try contents(file) == Array(Self.text.utf8))
  }

  @Test("XML in UTF-16 without a mark is recognised")
  func unmarked() throws {
    let scratch = try Scratch()
    #expect(try contents(scratch.file(utf16("<a>é</a>", bigEndian: true))) == Array("<a>é</a>".utf8))
    #expect(try contents(scratch.file(utf16("<a>é</a>", bigEndian: false))) == Array("<a>é</a>".utf8))
  }

  @Test("a table in UTF-16 without a mark is recognised by the capitals of its header, and nothing else is")
  func unmarkedTable() throws {
    let scratch = try Scratch()
    for bigEndian in [true, false] {
      #expect(try contents(scratch.file(utf16("DATAFLOW,é", bigEndian: bigEndian))) == Array("DATAFLOW,é".utf8))
    }
    for bytes in [[0x41, 0, 0x42], [0, 0, 0x41, 0], [0x41, 0, 0, 0], [0x61, 0, 0x62, 0]] as [[UInt8]] {
      #expect(try contents(scratch.file(bytes)) == bytes)
    }
  }

  @Test("half a surrogate pair, or half a unit, becomes bytes that no UTF-8 has")
  func broken() throws {
    let scratch = try Scratch()
    for tail in [[0x00, 0xD8], [0x00, 0xDC], [0x00, 0xD8, 0x61, 0x00], [0x61]] as [[UInt8]] {
      let bytes = try contents(scratch.file([0xFF, 0xFE, 0x61, 0x00] + tail))
      #expect(bytes.first == 0x61)
      #expect(String(validating: bytes, as: UTF8.self) == nil)
    }
  }
}

import Containers
import Foundation
import Testing

@Suite("encodings of Vietnamese tables")
struct TextDecoderTests {
  /// Every letter with every tone, small and capital, and names of places.
  static let letters = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"].flatMap { letter in
    ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"].map {
      (letter + $0).precomposedStringWithCanonicalMapping
    }
  }
  static let alphabet = (letters + letters.map { $0.uppercased() } + ["đ", "Đ"]).joined(separator: " ")

  /// Names with their bytes, which other programs wrote: `iconv` (windows-1258, TCVN) and the tables that xvnkb and
  /// Unikey have for VNI.
  static let names: [(name: String, windows1258: String, tcvn3: String, vni: String)] = [
    (
      "Thừa Thiên Huế", "54 68 FD CC 61 20 54 68 69 EA 6E 20 48 75 EA EC", "54 68 F5 61 20 54 68 69 AA 6E 20 48 75 D5",
      "54 68 F6 F8 61 20 54 68 69 65 E2 6E 20 48 75 65 E1"
    ),
    ("Đắk Lắk", "D0 E3 EC 6B 20 4C E3 EC 6B", "A7 BE 6B 20 4C BE 6B", "D1 61 E9 6B 20 4C 61 E9 6B"),
    ("Kon Tum", "4B 6F 6E 20 54 75 6D", "4B 6F 6E 20 54 75 6D", "4B 6F 6E 20 54 75 6D"),
    ("Gia Lai", "47 69 61 20 4C 61 69", "47 69 61 20 4C 61 69", "47 69 61 20 4C 61 69"),
    ("Sóc Trăng", "53 6F EC 63 20 54 72 E3 6E 67", "53 E3 63 20 54 72 A8 6E 67", "53 6F F9 63 20 54 72 61 EA 6E 67"),
    ("Bạc Liêu", "42 61 F2 63 20 4C 69 EA 75", "42 B9 63 20 4C 69 AA 75", "42 61 EF 63 20 4C 69 65 E2 75"),
    (
      "Quảng Ngãi", "51 75 61 D2 6E 67 20 4E 67 61 DE 69", "51 75 B6 6E 67 20 4E 67 B7 69",
      "51 75 61 FB 6E 67 20 4E 67 61 F5 69"
    ),
    ("Lạng Sơn", "4C 61 F2 6E 67 20 53 F5 6E", "4C B9 6E 67 20 53 AC 6E", "4C 61 EF 6E 67 20 53 F4 6E"),
    ("Hòa Bình", "48 6F CC 61 20 42 69 CC 6E 68", "48 DF 61 20 42 D7 6E 68", "48 6F F8 61 20 42 EC 6E 68"),
    ("Hoà Bình", "48 6F 61 CC 20 42 69 CC 6E 68", "48 6F B5 20 42 D7 6E 68", "48 6F 61 F8 20 42 EC 6E 68"),
  ]

  private func bytes(_ text: String) -> [UInt8] { text.split(separator: " ").map { UInt8($0, radix: 16)! } }

  /// Decodes in chunks of `size` bytes.
  private func decode(_ bytes: [UInt8], _ encoding: TextEncoding, size: Int = 1 << 20) -> [UInt8] {
    let decoder = TextDecoder(encoding)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let chunk = bytes[start..<min(bytes.count, start + size)]
      chunk.withUnsafeBytes { result += Array(decoder.decode($0)) }
    }
    result += Array(decoder.decode(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true))
    return result
  }

  private func text(_ bytes: [UInt8], _ encoding: TextEncoding, size: Int = 1 << 20) -> String {
    String(decoding: decode(bytes, encoding, size: size), as: UTF8.self)
  }

  @Test("names of provinces", arguments: [1, 2, 3, 1 << 20])
  func places(size: Int) {
    for place in Self.names {
      // Compared as bytes: Swift takes composed and decomposed text for the same.
      let expected = Array(place.name.utf8)
      #expect(decode(bytes(place.windows1258), .windows1258, size: size) == expected, "\(place.name)")
      #expect(decode(bytes(place.tcvn3), .tcvn3, size: size) == expected, "\(place.name)")
      #expect(decode(bytes(place.vni), .vni, size: size) == expected, "\(place.name)")
      let decomposed = Array(place.name.decomposedStringWithCanonicalMapping.utf8)
      #expect(decode(decomposed, .utf8, size: size) == expected)
      #expect(decode(expected, .utf8, size: size) == expected)
      let utf16 = place.name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      #expect(decode([0xFF, 0xFE] + utf16, .utf16, size: max(size, 2)) == expected)
      #expect(decode(utf16, .utf16, size: max(size, 2)) == expected)
    }
  }

  @Test("all letters with all tones, small and capital, as VNI writes them", arguments: [1, 7, 1 << 20])
  func vniAlphabet(size: Int) {
    let tones: [UInt8?] = [nil, 0xF8, 0xF9, 0xFB, 0xF5, 0xEF]
    let circumflex: [UInt8] = [0xE2, 0xE0, 0xE1, 0xE5, 0xE3, 0xE4],
      breve: [UInt8] = [0xEA, 0xE8, 0xE9, 0xFA, 0xFC, 0xEB]
    let i: [UInt8] = [0x69, 0xEC, 0xED, 0xE6, 0xF3, 0xF2]
    func plain(_ letter: UInt8) -> [[UInt8]] { tones.map { [letter] + ($0.map { [$0] } ?? []) } }
    func marked(_ letter: UInt8, _ marks: [UInt8]) -> [[UInt8]] { marks.map { [letter, $0] } }
    let small: [[UInt8]] =
      plain(0x61) + marked(0x61, breve) + marked(0x61, circumflex) + plain(0x65) + marked(0x65, circumflex)
      + i.map { [$0] } + plain(0x6F) + marked(0x6F, circumflex) + plain(0xF4) + plain(0x75) + plain(0xF6)
      + plain(0x79).dropLast() + [[0xEE]]
    let capital = small.map { $0.map { $0 - 0x20 } }
    let letters = small + capital + [[0xF1], [0xD1]]
    #expect(decode(Array(letters.joined(separator: [0x20])), .vni, size: size) == Array(Self.alphabet.utf8))
    // Keyboards type the marks of small letters on capitals.
    #expect(text([0x41, 0xE9, 0x4F, 0xE4], .vni) == "ẮỘ")
  }

  @Test("all letters as iconv writes them", arguments: [("WINDOWS-1258", TextEncoding.windows1258), ("TCVN", .tcvn3)])
  func iconv(name: String, encoding: TextEncoding) throws {
    let program = "/usr/bin/iconv"
    guard FileManager.default.isExecutableFile(atPath: program) else { return }
    let scratch = try Scratch()
    let input = try scratch.file(Array((Self.alphabet + "\n").utf8))
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["-f", "UTF-8", "-t", name, input, "-o", scratch.path + "/encoded"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let encoded = Array(try Data(contentsOf: URL(filePath: scratch.path + "/encoded")))
    for size in [1, 5, 1 << 20] {
      #expect(decode(encoded, encoding, size: size) == Array((Self.alphabet + "\n").utf8))
    }
  }

  @Test("decomposed text becomes composed wherever chunks end, other scripts too", arguments: [1, 2, 3, 5, 1 << 20])
  func composition(size: Int) {
    let sample = Self.alphabet + "; Ế\u{323}, q\u{323}\u{307}, 각 각, Ω\u{301}, 東京, 𐍈, a\u{302}\u{323}"
    let expected = Array(sample.precomposedStringWithCanonicalMapping.utf8)
    #expect(decode(Array(sample.decomposedStringWithCanonicalMapping.utf8), .utf8, size: size) == expected)
    #expect(decode(expected, .utf8, size: size) == expected)
    // No ASCII at all, longer than anything is held back.
    let long = String(repeating: "漢字가", count: 200_000)
    #expect(size < 5 || text(Array(long.utf8), .utf8, size: size * 1000) == long)
  }

  @Test("the order of UTF-16 is told wherever the first chunk ends", arguments: [1, 2, 3, 1 << 20])
  func utf16(size: Int) {
    let text = "Tỉnh 𝒳 Lào Cai"
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
      #expect(self.text(bytes, .utf16, size: size) == text)
    }
    #expect(decode([0x41], .utf16, size: size) == [0xFF])
    #expect(decode([], .utf16, size: size).isEmpty)
  }

  @Test("bytes that an encoding does not have are no text, and are counted with their line")
  func unmappable() throws {
    let cases: [([UInt8], TextEncoding)] = [
      ([0x61, 0x0A, 0x81], .windows1258), ([0x0A, 0x78, 0xF9], .vni), ([0x0A, 0x65, 0xEA], .vni), ([0x0A, 0xE7], .vni),
      ([0x0A, 0xF9], .vni),
    ]
    for (bytes, encoding) in cases {
      let decoder = TextDecoder(encoding)
      let result = bytes.withUnsafeBytes { Array(decoder.decode($0, isLast: true)) }
      #expect(String(validating: result, as: UTF8.self) == nil, "\(bytes)")
      #expect(decoder.unmappableCount == 1)
      #expect(decoder.firstUnmappableLine == 2)
    }
    // What is no UTF-8 stays what it is, and what stands beside it is composed all the same.
    #expect(
      decode([0x61, 0xCC, 0x81, 0x2C, 0x62, 0xFF, 0x2C, 0x65, 0xCC, 0x81], .utf8) == Array("á,b".utf8) + [0xFF, 0x2C]
        + Array("é".utf8))
    #expect(String(validating: decode([0x61, 0, 0, 0xD8, 0x62, 0], .utf16), as: UTF8.self) == nil)
  }

  @Test("a source decodes as it is read; a byte order mark knows better than a declaration")
  func source() throws {
    let scratch = try Scratch()
    let line = Self.names[1]
    let many = Array(repeatElement(bytes(line.vni) + [0x0A], count: 100_000).joined())
    let member = try #require(try Container(path: scratch.file(many)).nextMember())
    #expect(
      try all(DecodedSource(member, encoding: .vni)) == Array(String(repeating: line.name + "\n", count: 100_000).utf8))
    let marked = try #require(
      try Container(path: scratch.file([0xEF, 0xBB, 0xBF] + Array(line.name.utf8))).nextMember())
    #expect(try all(DecodedSource(marked, encoding: .vni)) == Array(line.name.utf8))
    let broken = try #require(try Container(path: scratch.file([0x0A, 0xE7, 0xE7])).nextMember())
    let source = DecodedSource(broken, encoding: .vni)
    _ = try all(source)
    #expect(source.notes == ["2 bytes are none of vni, the first one in line 2"])
  }

  @Test(
    "encodings go by the names that offices write",
    arguments: [
      ("utf-8", TextEncoding.utf8), ("UTF-8", .utf8), ("utf-16", .utf16), ("Windows-1258", .windows1258),
      ("TCVN3", .tcvn3),
      ("abc", .tcvn3), ("VNI", .vni),
    ])
  func encodingNames(name: String, encoding: TextEncoding) {
    #expect(TextEncoding(name: name) == encoding)
    #expect(TextEncoding(name: "latin-9") == nil)
  }
}

/// What each byte of an encoding with one byte a letter stands for.
final class LegacyLetters: Sendable {
  /// The UTF-8 of each byte in the lower three bytes, the first one lowest, and its length above; 0 for none.
  private let entries: [UInt32]

  private init(_ upperHalf: String, lower: [UInt8: UInt32] = [:]) {
    var scalars = (0..<128).map { lower[UInt8($0)] ?? UInt32($0) as UInt32? }
    scalars += upperHalf.split(whereSeparator: \.isWhitespace).map { UInt32($0, radix: 16) }
    precondition(scalars.count == 256)
    entries = scalars.map { scalar in
      guard let scalar = scalar.flatMap({ Unicode.Scalar($0) }) else { return 0 }
      return UTF8.encode(scalar)!.enumerated().reduce(0) { entry, byte in
        (entry | UInt32(byte.element) << (8 * UInt32(byte.offset))) + (1 << 24)
      }
    }
  }

  /// The table of an encoding that has one.
  static func of(_ encoding: TextEncoding) -> LegacyLetters? {
    switch encoding {
    case .utf8, .utf16: nil
    case .windows1258: windows1258
    case .tcvn3: tcvn3
    case .vni: vni
    }
  }

  /// Appends what a byte stands for, or 0xFF and tells it where it stands for nothing.
  @inline(__always)
  func append(_ byte: UInt8, to output: ByteBuffer, unmappable: () -> Void) {
    if byte < 0x20 || byte >= 0x80 {
      var entry = entries[Int(byte)]
      let count = entry >> 24
      if count == 0 {
        output.append(0xFF)
        return unmappable()
      }
      for _ in 0..<count {
        output.append(UInt8(truncatingIfNeeded: entry))
        entry >>= 8
      }
    } else {
      output.append(byte)
    }
  }

  /// The mapping of the Unicode Consortium (VENDORS/MICSFT/WINDOWS/CP1258.TXT).
  private static let windows1258 = LegacyLetters(
    """
    20AC ---- 201A 0192 201E 2026 2020 2021
    02C6 2030 ---- 2039 0152 ---- ---- ----
    ---- 2018 2019 201C 201D 2022 2013 2014
    02DC 2122 ---- 203A 0153 ---- ---- 0178
    00A0 00A1 00A2 00A3 00A4 00A5 00A6 00A7
    00A8 00A9 00AA 00AB 00AC 00AD 00AE 00AF
    00B0 00B1 00B2 00B3 00B4 00B5 00B6 00B7
    00B8 00B9 00BA 00BB 00BC 00BD 00BE 00BF
    00C0 00C1 00C2 0102 00C4 00C5 00C6 00C7
    00C8 00C9 00CA 00CB 0300 00CD 00CE 00CF
    0110 00D1 0309 00D3 00D4 01A0 00D6 00D7
    00D8 00D9 00DA 00DB 00DC 01AF 0303 00DF
    00E0 00E1 00E2 0103 00E4 00E5 00E6 00E7
    00E8 00E9 00EA 00EB 0301 00ED 00EE 00EF
    0111 00F1 0323 00F3 00F4 01A1 00F6 00F7
    00F8 00F9 00FA 00FB 00FC 01B0 20AB 00FF
    """)

  /// TCVN 5712:1993, VN1, which has VN3 (the ABC fonts) within it.
  private static let tcvn3 = LegacyLetters(
    """
    00C0 1EA2 00C3 00C1 1EA0 1EB6 1EAC 00C8
    1EBA 1EBC 00C9 1EB8 1EC6 00CC 1EC8 0128
    00CD 1ECA 00D2 1ECE 00D5 00D3 1ECC 1ED8
    1EDC 1EDE 1EE0 1EDA 1EE2 00D9 1EE6 0168
    00A0 0102 00C2 00CA 00D4 01A0 01AF 0110
    0103 00E2 00EA 00F4 01A1 01B0 0111 1EB0
    0300 0309 0303 0301 0323 00E0 1EA3 00E3
    00E1 1EA1 1EB2 1EB1 1EB3 1EB5 1EAF 1EB4
    1EAE 1EA6 1EA8 1EAA 1EA4 1EC0 1EB7 1EA7
    1EA9 1EAB 1EA5 1EAD 00E8 1EC2 1EBB 1EBD
    00E9 1EB9 1EC1 1EC3 1EC5 1EBF 1EC7 00EC
    1EC9 1EC4 1EBE 1ED2 0129 00ED 1ECB 00F2
    1ED4 1ECF 00F5 00F3 1ECD 1ED3 1ED5 1ED7
    1ED1 1ED9 1EDD 1EDF 1EE1 1EDB 1EE3 00F9
    1ED6 1EE7 0169 00FA 1EE5 1EEB 1EED 1EEF
    1EE9 1EF1 1EF3 1EF7 1EF9 00FD 1EF5 1ED0
    """,
    lower: [
      0x01: 0xDA, 0x02: 0x1EE4, 0x04: 0x1EEA, 0x05: 0x1EEC, 0x06: 0x1EEE, 0x11: 0x1EE8, 0x12: 0x1EF0, 0x13: 0x1EF2,
      0x14: 0x1EF6, 0x15: 0x1EF8, 0x16: 0xDD, 0x17: 0x1EF4,
    ])

  /// The letters of VNI that are one byte, and the signs that its fonts have in the places of windows-1252. The bytes
  /// for marks are in `VNIMarks`.
  private static let vni = LegacyLetters(
    """
    20AC ---- 201A 0192 201E 2026 2020 2021
    02C6 2030 0160 2039 0152 ---- 017D ----
    ---- 2018 2019 201C 201D 2022 2013 2014
    02DC 2122 0161 203A 0153 ---- 017E 0178
    00A0 00A1 00A2 00A3 00A4 00A5 00A6 00A7
    00A8 00A9 00AA 00AB 00AC 00AD 00AE 00AF
    00B0 00B1 00B2 00B3 00B4 00B5 00B6 00B7
    00B8 00B9 00BA 00BB 00BC 00BD 00BE 00BF
    ---- ---- ---- ---- ---- ---- 1EC8 ----
    ---- ---- ---- ---- 00CC 00CD 1EF4 ----
    ---- 0110 1ECA 0128 01A0 ---- 01AF ----
    ---- ---- ---- ---- ---- ---- ---- ----
    ---- ---- ---- ---- ---- ---- 1EC9 ----
    ---- ---- ---- ---- 00EC 00ED 1EF5 ----
    ---- 0111 1ECB 0129 01A1 ---- 01B0 ----
    ---- ---- ---- ---- ---- ---- ---- ----
    """)
}

/// The second bytes of VNI: what they put on the letter before them, as combining marks.
enum VNIMarks {
  private static let circumflex: [UInt8] = [0xCC, 0x82], breve: [UInt8] = [0xCC, 0x86]
  private static let grave: [UInt8] = [0xCC, 0x80], acute: [UInt8] = [0xCC, 0x81], tilde: [UInt8] = [0xCC, 0x83]
  private static let hook: [UInt8] = [0xCC, 0x89], dotBelow: [UInt8] = [0xCC, 0xA3]

  /// By the small letter's byte; a capital's is 0x20 less.
  private static let marks: [[UInt8]?] = {
    let list: [UInt8: [UInt8]] = [
      0xF8: grave, 0xF9: acute, 0xFB: hook, 0xF5: tilde, 0xEF: dotBelow,
      0xE2: circumflex, 0xE0: circumflex + grave, 0xE1: circumflex + acute, 0xE5: circumflex + hook,
      0xE3: circumflex + tilde, 0xE4: circumflex + dotBelow,
      0xEA: breve, 0xE8: breve + grave, 0xE9: breve + acute, 0xFA: breve + hook, 0xFC: breve + tilde,
      0xEB: breve + dotBelow,
    ]
    return (0...255).map { $0 < 0xC0 ? nil : list[UInt8($0) | 0x20] }
  }()

  /// The marks of a byte; nil if it is a letter.
  @inline(__always)
  static func of(_ byte: UInt8) -> [UInt8]? { byte < 0xC0 ? nil : marks[Int(byte)] }

  /// Whether the marks of a byte can stand on a letter. Keyboards type the byte of the small letter on capitals too.
  static func isBase(_ base: UInt8, of mark: UInt8) -> Bool {
    let letter = base | 0x20
    guard base >= 0x41, base < 0x80 || base >= 0xC0 else { return false }
    switch mark | 0x20 {
    case 0xE2, 0xE0, 0xE1, 0xE5, 0xE3, 0xE4: return "aeo".utf8.contains(letter)
    case 0xEA, 0xE8, 0xE9, 0xFA, 0xFC, 0xEB: return letter == UInt8(ascii: "a")
    // 0xF4 and 0xF6 are the letters o and u with a horn.
    default: return "aeouy".utf8.contains(letter) || letter == 0xF4 || letter == 0xF6
    }
  }
}

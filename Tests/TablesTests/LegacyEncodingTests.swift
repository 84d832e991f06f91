import Foundation
import Testing

@Suite("Tables in the encodings of old spreadsheets") struct LegacyEncodingTests {
  @Test(
    "a table in TCVN3 and one in windows-1258, by what their sources declare",
    arguments: [
      ("tcvn3", "tc.csv", [0x58, 0xB7] as [UInt8]), ("windows-1258", "w.csv", [0x58, 0x61, 0xDE] as [UInt8]),
      ("vni", "v.csv", [0x58, 0x61, 0xF5] as [UInt8]),
    ])
  func declared(encoding: String, name: String, commune: [UInt8]) throws {
    let inbox = try TableInbox(
      table: """
        format: delimited
        encoding: \(encoding)
        layout: wide
        measures: { HH: Ho }
        dimensions:
          province: { constant: Cao Bằng }
          commune: Xã
          group: { constant: _T }
          sex: { constant: _T }
          period: { constant: 2024 }
        areas: by_name
        """)
    try inbox.deliver(commune + Array(",Ho\nLy Bon,5\n".utf8), as: name)
    try inbox.run()
    #expect(try inbox.observations(name) == ["01294 _T _T HH 2024 5.0 A 2"])
    #expect(try inbox.rejects(name).isEmpty)
  }
}

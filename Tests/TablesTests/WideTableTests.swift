import Foundation
import Testing

/// Tables with measures or periods across, headers of two rows, merged cells, and rows as elements.
@Suite("Wide tables and tables in XML") struct WideTableTests {
  static let dimensions = """
    dimensions:
      province: { column: Tỉnh, carried: yes }
      district: { column: Huyện, carried: yes }
      commune: { column: Xã, carried: yes }
      group: Dân tộc
      period: { constant: 2024 }
      sex: { constant: _T }
    areas: by_name
    groups: by_name
    """

  @Test("merged cells mean what stands above, until an area around them changes")
  func mergedCells() throws {
    let inbox = try TableInbox(
      table: "format: delimited\nfooter: { empty: Dân tộc }\nlayout: wide\nmeasures: { HH: Hộ }\n" + Self.dimensions)
    let rows = [
      "Tỉnh Cao Bằng,,,,", ",Huyện Bảo Lâm,,,", ",,Xã Lý Bôn,Tày,1", ",,,Dao,2", ",,Xã Nam Cao,Tày,3",
      ",Huyện Bảo Lạc,,Tày,4", ",,Xã Cô Ba,Tày,5", "Lâm Đồng,Đà Lạt,Phường 1,Kinh,6", "Lâm Đồng,,P.02,Kinh,7",
      "Hà Giang,,Tả Lủng,Mông,8",
    ]
    try inbox.deliver("Tỉnh,Huyện,Xã,Dân tộc,Hộ\n" + rows.joined(separator: "\n"), as: "a.csv")
    try inbox.run()
    #expect(
      try inbox.observations("a.csv") == [
        "01294 02 _T HH 2024 1.0 A 4", "01294 09 _T HH 2024 2.0 A 5", "01296 02 _T HH 2024 3.0 A 6",
        "01330 02 _T HH 2024 5.0 A 8", "24784 01 _T HH 2024 6.0 A 9", "24781 01 _T HH 2024 7.0 A 10",
      ])
    let rejects = try inbox.rejects("a.csv")
    #expect(rejects.map(\.code) == ["wrong_level", "ambiguous_area"])
    #expect(rejects[0].message.contains("Huyện Bảo Lạc"))
    #expect(rejects[1].message.contains("Huyện Đồng Văn") && rejects[1].message.contains("Huyện Mèo Vạc"))
  }

  @Test("columns that say more than the measure, below a header of two rows; percentages are no columns of ours")
  func columnsOfSeveralKinds() throws {
    let inbox = try TableInbox(
      table: """
        format: delimited
        header: { rows: 2 }
        layout: wide
        measures:
          - { column: Nam / Số người, measure: POP, sex: M }
          - { column: Nữ / Số người, measure: POP, sex: F }
          - { column: Diện tích (km2), measure: FOREST_HA, sex: _T, unit: KM2 }
        dimensions:
          area: Mã
          group: { constant: _T }
          period: { file: "ky-{month}-{year}" }
        """)
    try inbox.deliver(
      "Mã,Nam,,Nữ,,Diện tích\n,Số người,%,Số người,%,(km2)\n24886,10,40,15,60,2\n".replacing(
        "Diện tích\n,", with: "Diện tích (km2)\n,"
      ).replacing("%,(km2)", with: "%,"), as: "ky-7-2026.csv")
    try inbox.run()
    #expect(
      try inbox.observations("ky-7-2026.csv") == [
        "24886 _T M POP 2026-07 10.0 A 3", "24886 _T F POP 2026-07 15.0 A 3", "24886 _T _T FOREST_HA 2026-07 200.0 A 3",
      ])
  }

  @Test("a file name that lacks the period is said to")
  func fileName() throws {
    let inbox = try TableInbox(
      table: """
        format: delimited
        layout: wide
        measures: { HH: Hộ }
        dimensions:
          { area: Mã, group: { constant: _T }, sex: { constant: _T }, period: { file: "q{quarter}-{year}" } }
        """)
    try inbox.deliver("Mã,Hộ\n24886,1\n", as: "q3-2026.csv")
    try inbox.deliver("Mã,Hộ\n24886,1\n", as: "hộ.csv")
    try inbox.deliver("Mã,Hộ,Hộ\n24886,1,2\n", as: "q4-2026.csv")
    try inbox.run()
    #expect(try inbox.observations("q3-2026.csv") == ["24886 _T _T HH 2026-Q3 1.0 A 2"])
    #expect(try inbox.rejects("hộ.csv").map(\.code) == ["invalid_header"])
    #expect(try inbox.rejects("q4-2026.csv").map(\.code) == ["invalid_header"])
    #expect(try inbox.rejects("q4-2026.csv")[0].message.contains("\"Hộ\" more than once"))
  }

  @Test(
    "rows as elements: attributes, child elements, fields with a name",
    arguments: [
      "<r><row Ma=\"24886\" Hộ=\"7\"/></r>", "<r><row><Ma>24886</Ma>\n<Hộ> 7\n</Hộ></row></r>",
      "<r><other/><row><c name=\"Ma\" id=\"1\">24886</c><c name=\"Hộ\">7</c></row></r>",
      "<x:r xmlns:x=\"urn:x\"><x:row Ma=\"24886\"><x:Hộ><b>7</b></x:Hộ><Khác>1</Khác></x:row></x:r>",
      "<r><row><Hộ>7</Hộ><Ma>24886</Ma></row><row><Ma>24886</Ma><Hộ>7</Hộ></row></r>",
    ])
  func elements(xml: String) throws {
    let inbox = try TableInbox(
      table: """
        format: xml
        row: r/row
        layout: wide
        measures: { HH: Hộ }
        dimensions: { area: Ma, group: { constant: _T }, sex: { constant: _T }, period: { constant: 2026 } }
        """)
    try inbox.deliver("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml, as: "a.xml")
    try inbox.deliver(xml.replacing("</r>", with: "").replacing("</x:r>", with: ""), as: "cut.xml")
    try inbox.deliver("<!DOCTYPE r [<!ENTITY e \"7\">]>" + xml, as: "entity.xml")
    try inbox.run()
    #expect(try inbox.observations("a.xml") == ["24886 _T _T HH 2026 7.0 A \(xml.contains("\n") ? 3 : 2)"])
    #expect(try inbox.rejects("a.xml").isEmpty)
    #expect(try inbox.rejects("cut.xml").map(\.code) == ["truncated"])
    #expect(try inbox.rejects("entity.xml").map(\.code) == ["entity_declared"])
  }

  @Test("many chunks and batches, with the place of every cell")
  func largeTable() throws {
    let inbox = try TableInbox(
      table: """
        format: delimited
        layout: wide
        periods: "{year}"
        dimensions: { area: Mã, group: Nhóm, sex: { constant: _T }, measure: { constant: HH } }
        """)
    var text = "Mã,Nhóm,Ghi chú,2024,2025,2026\n"
    for row in 0..<40_000 { text += "\(10000 + row % 100),08,\"é, \(row)\",\(row),..,\(row + 1)\n" }
    try inbox.deliver(text, as: "a.csv")
    try inbox.run()
    let entry = try #require(inbox.entries["a.csv"])
    #expect(entry.records == 120_000 && entry.rejected == 0)
    let values = try inbox.ingested("a.csv", "OBS_VALUE"), periods = try inbox.ingested("a.csv", "TIME_PERIOD")
    #expect(values[119_997] == "39999" && values[119_999] == "40000" && periods[119_998] == "2025")
    #expect(try inbox.places("a.csv", at: 119_999) == (40_001, 30))
  }
}

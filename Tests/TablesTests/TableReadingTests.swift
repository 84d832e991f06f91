import Foundation
import Testing
import Workspace

/// Tables written for one rule each.
@Suite("Tables") struct TableReadingTests {
  /// A long table by codes.
  static let long = """
    format: delimited
    footer: { notes: Nguồn, totals: Cộng }
    layout: long
    value: [Số lượng, So luong]
    dimensions:
      area: Mã xã
      group: Mã DT
      sex: Giới tính
      measure: Chỉ tiêu
      period: { column: Kỳ, written: ["Quý {quarter}/{year}", "Tháng {month} năm {year}", "Năm {year}"] }
      status: Ghi chú
    codes:
      sex: { Chung: _T, Nam: M, Nữ: F }
      measure: { Số hộ: HH, Dân số: POP }
      status: { ước tính: E, "*": P, "": A }
    numbers: { decimal: comma, thousands: [point, space] }
    missing: [".."]
    zero: ["-"]
    """
  static let header = "Mã xã;Mã DT;Giới tính;Chỉ tiêu;Kỳ;Số lượng;Ghi chú\n"

  @Test("a long table: labels, periods as written, numbers, marks")
  func longTable() throws {
    let inbox = try TableInbox(table: Self.long)
    let rows = [
      "24886;08;chung;SỐ HỘ;Năm 2026;1.234;", "24886;08;Nữ;Dân  số;Quý II/2026;2 345;ước tính",
      "24886;01;Nam;Dân số;Tháng 03 năm 2026;..;*", "24886;02;Chung;Số hộ;2026;-;", "24886;03;Chung;Số hộ;2026;12,0;",
      "24886;04;Chung;Số hộ;2026;1.5;", "24886;05;Chung;Số hộ;2026;1,2,3;", "24886;06;Chung;Số hộ;2026;12.34.567;",
      "24886;07;Chung;Số hộ;2026;\"\u{A0}7 \";", "24886;09;Chung;Số hộ;2026;;", "99999;09;Chung;Số hộ;2026;1;",
      "24886;99;Chung;Số hộ;2026;1;", "24886;10;Chưa rõ;Số hộ;2026;1;", "24886;11;Chung;Số hộ;2026;12,5;",
    ]
    try inbox.deliver("Biểu 1\n\n" + Self.header + rows.joined(separator: "\r\n"), as: "a.csv")
    try inbox.run()
    #expect(
      try inbox.observations("a.csv") == [
        "24886 08 _T HH 2026 1234.0 A 4", "24886 08 F POP 2026-Q2 2345.0 E 5", "24886 01 M POP 2026-03 missing P 6",
        "24886 02 _T HH 2026 0.0 A 7", "24886 03 _T HH 2026 12.0 A 8", "24886 07 _T HH 2026 7.0 A 12",
        "24886 09 _T HH 2026 missing A 13",
      ])
    let rejects = try inbox.rejects("a.csv")
    #expect(
      rejects.map(\.code) == [
        "not_a_number", "not_a_number", "not_a_number", "unknown_area", "unknown_group", "unknown_sex",
        "not_whole",
      ])
    #expect(rejects.map(\.field) == ["Số lượng", "Số lượng", "Số lượng", "Mã xã", "Mã DT", "Giới tính", "Số lượng"])
    #expect(rejects.map(\.line) == [9, 10, 11, 14, 15, 16, 17])
    #expect(rejects[0].column == 27 && rejects[0].value == "1.5")
  }

  @Test("any separator, column order and spelling; decomposed letters", arguments: [",", ";", "\t", "|"])
  func forms(separator: String) throws {
    let inbox = try TableInbox(table: Self.long)
    let header = "SO LUONG,MÃ XÃ,mã  dt,Giới\u{A0}tính,Chỉ tiêu,Kỳ,Ghi chú,Thêm".decomposedStringWithCanonicalMapping
    let row = "5,24886,08,Nữ,Dân số,2026,,x".decomposedStringWithCanonicalMapping
    try inbox.deliver("\(header)\n\(row)\n".replacing(",", with: separator), as: "không tên")
    try inbox.run()
    #expect(try inbox.observations("không tên") == ["24886 08 F POP 2026 5.0 A 2"])
  }

  @Test("ragged rows are rejected, cells beyond the header may be empty, totals and notes are no rows")
  func raggedRows() throws {
    let inbox = try TableInbox(table: Self.long)
    let rows = [
      "24886;08;Chung;Số hộ;2026;1;;;", "24886;08;Chung;Số hộ;2025;1", "24886;08;Chung;Số hộ;2025;1;;;x",
      ";;;;;;", "Cộng:;;;;;3;", "24886;Cộng;Chung;Số hộ;2026;3;", "24886;09;Chung;Số hộ;2026;4;",
      "nguồn: UBND xã;;;;;;",
      "24886;10;Chung;Số hộ;2026;5;",
    ]
    try inbox.deliver(Self.header + rows.joined(separator: "\n") + "\n", as: "a.csv")
    try inbox.run()
    #expect(try inbox.observations("a.csv") == ["24886 08 _T HH 2026 1.0 A 2", "24886 09 _T HH 2026 4.0 A 8"])
    let rejects = try inbox.rejects("a.csv")
    #expect(rejects.map(\.code) == ["field_count", "field_count"])
    #expect(rejects.map(\.line) == [3, 4] && rejects.map(\.record) == [2, 3])
    #expect(
      inbox.entries["a.csv"]?.notes == [
        "2 rows of totals left out, as declared", "2 rows of notes at the end not read, as declared",
      ])
  }

  @Test("a file that is no declared table says what was looked for")
  func nothingKnown() throws {
    let inbox = try TableInbox(table: Self.long)
    try inbox.deliver("a;b;c\n1;2;3\n", as: "a.csv")
    try inbox.deliver(Self.header.replacing("Mã DT", with: "DT"), as: "b.csv")
    try inbox.deliver(String(repeating: "\n", count: 40) + Self.header, as: "c.csv")
    try inbox.deliver("<a><b/></a>", as: "d.xml")
    try inbox.run()
    for name in ["a.csv", "b.csv", "c.csv", "d.xml"] {
      let reject = try #require(try inbox.rejects(name).first)
      #expect(reject.code == "not_recognised")
      #expect(reject.remedy.contains("sample (Mã xã, Mã DT, Giới tính, Chỉ tiêu, Kỳ, Ghi chú, Số lượng)"), "\(name)")
    }
  }

  @Test("a table that two sources claim names both")
  func twoClaims() throws {
    let inbox = try TableInbox(
      sources: TableInbox.source("one", Self.long) + TableInbox.source("two", Self.long)
        + TableInbox.source("three", Self.long.replacing("footer:", with: "header: { titles: Biểu 3 }\nfooter:")))
    let row = "24886;08;Chung;Số hộ;2026;1;\n"
    try inbox.deliver(Self.header + row, as: "a.csv")
    try inbox.run()
    let reject = try #require(try inbox.rejects("a.csv").first)
    #expect(reject.code == "ambiguous_table" && reject.message.contains("one, two."))
  }

  @Test("an SDMX message stays one, whatever tables are declared")
  func messageFirst() throws {
    let inbox = try TableInbox(
      table: """
        format: delimited
        layout: long
        value: OBS_VALUE
        dimensions:
          { area: REF_AREA, group: ETHNIC_GROUP, sex: SEX, measure: MEASURE, period: TIME_PERIOD }
        """)
    try inbox.deliver(
      "DATAFLOW,REF_AREA,ETHNIC_GROUP,SEX,MEASURE,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),24886,08,_T,HH,2026,1\n", as: "a.csv")
    try inbox.run()
    #expect(inbox.entries["a.csv"]?.format == "SDMX-CSV 1.0")
    #expect(try inbox.rejects("a.csv").map(\.code) == ["undeclared_source"])
  }

  @Test("bytes that are no text reject their cell or row and nothing else")
  func wrongBytes() throws {
    let inbox = try TableInbox(table: Self.long)
    var bytes = Array((Self.header + "24886;08;Chung;Số hộ;2026;1;\n").utf8)
    bytes += Array("24886;09;Chung;".utf8) + [0x53, 0xE8] + Array(";2026;2;\n24886;10;Chung;Số hộ;2026;".utf8) + [0x00]
    bytes += Array(";\n24886;11;Chung;Số hộ;2026;4;\n".utf8)
    try inbox.deliver(bytes, as: "a.csv")
    try inbox.run()
    #expect(try inbox.observations("a.csv") == ["24886 08 _T HH 2026 1.0 A 2", "24886 11 _T HH 2026 4.0 A 5"])
    let rejects = try inbox.rejects("a.csv")
    #expect(rejects.map(\.code) == ["invalid_encoding", "nul_byte"])
    #expect(rejects.map(\.line) == [3, 4] && rejects.map(\.column) == [16, 27])
  }
}

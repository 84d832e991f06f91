import Definition
import Foundation
import Testing

@Suite("A source of tables") struct TableSourceTests {
  static let table = """
      poor:
        vintage: by_period
        error_budget: { share: 10 %, records: 20 }
        table:
          format: delimited
          separator: comma
          encoding: tcvn3
          header: { within: 12, rows: 2, titles: ["Năm {year}*"] }
          footer: { notes: [Nguồn], totals: [Cộng, Tổng  cộng], empty: Xã }
          where: { column: Tỉnh, is_not: [Cả  nước] }
          layout: wide
          measures:
            - { column: [Hộ, Số hộ], measure: HH }
            - { column: Hộ nghèo, measure: HH_POOR, unit: NUMBER }
          dimensions:
            province: Tỉnh
            commune: { column: Xã, carried: yes }
            group: { constant: _T }
            sex: { constant: _T }
            period: { title: "năm {year}" }
          areas: by_name
          groups: by_name
          codes: { sex: { Nam: M }, group: { Tất cả: _T } }
          numbers: { decimal: comma, thousands: [point, space], multiplier: 1e3 }
          missing: ["..", "x"]
          zero: "-"
          empty_cells: left_out

    """

  static var definition: SmallDefinition {
    var small = SmallDefinition()
    small.yaml += table.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)" }.joined(separator: "\n")
    return small
  }

  @Test("is read as declared")
  func sound() throws {
    let (definition, problems) = try Self.definition.load()
    #expect(problems == [])
    let source = try #require(definition?.sources.last)
    #expect(source.structures == ["table:poor"] && source.claims(structure: "table:poor"))
    let table = try #require(source.table)
    #expect(table.format == .delimited(separator: UInt8(ascii: ",")) && table.encoding == "tcvn3")
    #expect(table.headerWithin == 12 && table.headerRows == 2 && table.titles.count == 1)
    #expect(table.notes == ["nguồn"] && table.totals == ["cộng", "tổngcộng"])
    #expect(table.filters.map(\.column) == [ColumnName(["Tỉnh"])])
    #expect(table.filters.map(\.words) == [["cảnước"]] && table.filters.map(\.keeps) == [false])
    guard case .measures(let columns) = table.layout else { Issue.record("\(table.layout)"); return }
    #expect(columns.map(\.measure) == ["HH", "HH_POOR"] && columns[1].constants == [.unit: "NUMBER"])
    #expect(columns[0].column.spellings == ["Hộ", "Số hộ"])
    #expect(table.dimensions[.commune] == .column(ColumnName(["Xã"]), carried: true))
    #expect(table.dimensions[.sex] == .constant("_T"))
    #expect(table.areasByName && table.groupsByName && table.leavesOutEmptyCells)
    #expect(table.codes[.sex] == ["nam": "M"])
    #expect(table.numbers.decimal == UInt8(ascii: ",") && table.numbers.thousands.contains("\u{A0}"))
    #expect(table.numbers.factor == UnitFactor(multiplier: 1, scale: 3))
    #expect(table.missing == ["..", "x"] && table.zero == ["-"])
  }

  @Test("says what is wrong, where, and what to do", arguments: keys + layouts + dimensions + values)
  func oneProblem(_ breakage: Breakage) throws {
    var broken = Self.definition
    try #require(broken.yaml.components(separatedBy: breakage.old).count == 2, "\(breakage.old) must occur once")
    broken.yaml = broken.yaml.replacingOccurrences(of: breakage.old, with: breakage.new)
    let (definition, problems) = try broken.load()
    #expect(definition == nil)
    #expect(problems == ["pipeline.yaml:\(broken.place(of: breakage.place)): error: \(breakage.message)"])
  }

  static let keys = [
    Breakage(
      "      layout: wide", "      layuot: wide\n      layout: wide", at: "layuot",
      "unknown key \"layuot\" in the table of source poor; did you mean \"layout\"?"),
    Breakage(
      "    table:\n      format", "    structures: X:Z\n    table:\n      format", at: "structures: X:Z",
      "source poor is a table and has \"structures\" of SDMX messages; leave one of them out"),
    Breakage(
      "format: delimited", "format: excel", at: "excel",
      "\"format\" of the table of source poor is \"excel\", which is not one of its words; use one of delimited, xml"),
    Breakage(
      "separator: comma", "separator: comma\n      row: a/b", at: "row: a/b",
      "\"row\" contradicts the rest of the table: rows of a delimited table are its lines; leave it out"),
    Breakage(
      "encoding: tcvn3", "encoding: tcvn", at: "tcvn\n",
      "\"encoding\" of the table of source poor is \"tcvn\", which is not one of its words; did you mean \"tcvn3\"?"),
    Breakage(
      "within: 12", "within: 0", at: "0, rows",
      "\"within\" of \"header\" of the table of source poor is \"0\", not a whole number; write one from 1 to 200"),
    Breakage(
      "\"Năm {year}*\"", "\"Năm {yaer}*\"", at: "\"Năm {yaer}*\"",
      "\"Năm {yaer}*\" is not a pattern: {yaer} is none of {year}, {quarter}, {month} and {text}; "
        + "write it as \"tháng {month} năm {year}\""),
    Breakage(
      "column: Tỉnh, is_not: [Cả  nước] }", "column: Tỉnh }", at: "{ column: Tỉnh }",
      "\"where\" of source poor must have one of \"is\" and \"is_not\"; say which rows are kept"),
  ]

  static let layouts = [
    Breakage(
      "layout: wide", "layout: long\n      value: Hộ", at: "measures:\n      ",
      "source poor is long and has \"measures\" across; write layout: wide, or leave it out"),
    Breakage(
      "layout: wide", "layout: wide\n      value: Hộ", at: "value: Hộ",
      "source poor is wide and has one value column; write layout: long, or leave it out"),
    Breakage(
      "layout: wide", "layout: wide\n      periods: \"{year}\"", at: "wide\n",
      "source poor is wide: it needs one of \"periods\" and \"measures\", which stand across; "
        + "say what the headers of the value columns are"),
    Breakage(
      "measure: HH_POOR,", "measure: HH_POR,", at: "HH_POR",
      "source poor names measure \"HH_POR\", which is not declared; did you mean \"HH_POOR\"?"),
    Breakage(
      "unit: NUMBER }", "sex: X }", at: "X }", "source poor names sex \"X\", which is not declared; did you mean \"F\"?"
    ),
  ]

  static let dimensions = [
    Breakage(
      "        sex: { constant: _T }\n", "", at: "dimensions:",
      "the table of source poor says nothing of \"sex\"; add sex: { column: ... } or { constant: ... }"),
    Breakage(
      "        sex: { constant: _T }\n", "        sex: { constant: _T }\n        measure: Chỉ tiêu\n",
      at: "measure: Chỉ tiêu",
      "source poor has \"measure\" across its columns and as a dimension; leave it to one of them"),
    Breakage(
      "sex: { constant: _T }", "sex: { constant: _T, column: Giới }", at: "sex: { constant: _T, column",
      "\"sex\" of source poor must come from one of \"column\", \"constant\", \"title\" and \"file\"; leave one of them"
    ),
    Breakage(
      "sex: { constant: _T }", "sex: { constant: nam }", at: "nam }",
      "source poor names sex \"nam\", which is not declared; use one of F, M, _T"),
    Breakage(
      "title: \"năm {year}\"", "title: năm", at: "năm }", "\"năm\" has no {year}; write {year} where it stands"),
    Breakage(
      "areas: by_name", "areas: by_code", at: "province: Tỉnh",
      "source poor has areas by code and \"province\" for names; write areas: by_name, or area: { column: ... }"),
    Breakage(
      "province: Tỉnh\n", "province: Tỉnh\n        area: Mã\n", at: "province: Tỉnh",
      "source poor names its areas in \"area\" and in \"province\"; leave one of them out"),
  ]

  static let values = [
    Breakage(
      "group: { Tất cả: _T }", "group: { Tất cả: T }", at: "T } }",
      "source poor names group \"T\", which is not declared; did you mean \"_T\"?"),
    Breakage(
      "sex: { Nam: M }", "sex: { Nam: M, NAM: F }", at: "NAM: F",
      "label \"NAM\" has two codes in codes of sex of source poor; case and spaces do not matter"),
    Breakage(
      "thousands: [point, space]", "thousands: [comma]", at: "[comma]",
      "the same sign separates thousands and fractions; declare \"decimal\" too"),
    Breakage(
      "thousands: [point, space]", "thousands: [dot]", at: "dot]",
      "\"dot\" separates no thousands; write comma, point, space or \"'\""),
    Breakage(
      "multiplier: 1e3", "multiplier: thousand", at: "thousand }",
      "\"thousand\" is not a factor; write a positive number such as 1000 or 1e-3"),
    Breakage(
      "zero: \"-\"", "zero: \"x\"", at: "\"x\"\n",
      "\"x\" of source poor means missing and zero; leave it to one of them"),
  ]
}

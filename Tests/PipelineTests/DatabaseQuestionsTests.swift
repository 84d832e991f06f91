import Foundation
import Testing

/// `milepost.sqlite` as an analyst meets it: through the `sqlite3` command line.
@Suite(.enabled(if: CommandLineTool.hasSQLite, "needs the sqlite3 command line, which make test installs"))
struct DatabaseQuestionsTests {
  private let site: Site
  private var out: String { site.out }

  init() throws {
    site = try Site()
    let outcome = try site.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Rows of a query, each a list of texts; what is empty is NULL.
  private func ask(_ sql: String) throws -> [[String]] {
    let text = try CommandLineTool.run(
      "sqlite3", ["-readonly", "-bail", "-separator", "\u{1F}", out + "/milepost.sqlite", sql])
    return text.split(separator: "\n").map {
      $0.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A column of numbers with all their digits, of which the program shows fifteen.
  private func exactly(_ column: String) -> String { "iif(\(column) IS NULL, NULL, printf('%!.17g', \(column)))" }

  /// Rows of the compliance table that are judged this year and fall short, furthest first.
  private func short(_ isWanted: ([String: String]) -> Bool) throws -> [String: [[String: String]]] {
    let rows = try PublishedTableFile("compliance.csv", in: out).rows.filter {
      $0["period"] == "2026" && $0["sex"] == "_T" && ["unmet", "met_within_tolerance"].contains($0["status"])
        && isWanted($0)
    }
    return Dictionary(grouping: rows) { $0["target"]! }.mapValues { rows in
      func distance(_ row: [String: String]) -> Double { Double(row["gap"]!) ?? .infinity }
      // Rows arrive in published order, which decides between equals.
      return rows.enumerated().sorted {
        (distance($0.element), $0.offset) < (distance($1.element), $1.offset)
      }.map(\.element)
    }
  }

  @Test func itIsWhole() throws {
    #expect(try ask("PRAGMA integrity_check") == [["ok"]])
    #expect(try ask("PRAGMA foreign_key_check").isEmpty)
    #expect(try ask("SELECT count(*) > 10 FROM pragma_foreign_key_list('compliance'), pragma_table_list") == [["1"]])
    #expect(try ask("SELECT judged_year, as_of FROM run") == [["2026", "2026-11-30"]])
    // Whatever has a code has a name.
    #expect(try ask("SELECT count(*) FROM compliance JOIN areas USING (area) WHERE name_vi <> area_name") == [["0"]])
    #expect(try ask("SELECT count(*) FROM areas WHERE area_level = 'province'") == [["34"]])
    #expect(try ask("SELECT count(*) FROM areas WHERE area_level = 'commune'") == [["3321"]])
  }

  /// The deliveries that `explain` leads a province's figure to are those that the view names.
  @Test(arguments: [("T02", "14"), ("T04", "04"), ("T01", "VN")])
  func whereFrom(_ target: String, _ area: String) throws {
    let wanted = area == "VN" ? "area <> 'VN'" : "area = '\(area)'"
    let named = try ask(
      "SELECT DISTINCT delivery FROM where_from WHERE target = '\(target)' AND period = 2026 AND \(wanted) "
        + "AND observations > 0")
    let explained = try Program("milepost").run(
      ["explain", target, "--area", area, "--group", "_T", "--period", "2026"] + site.options)
    #expect(explained.status == 0)
    let lines = explained.output.split(separator: "\n").filter { $0.contains(", record ") }
    let deliveries = Set(
      lines.filter { !$0.contains("does not count") }.compactMap { line in
        named.first { line.contains(" \($0[0]), record") || line.contains(" \($0[0])!") }?[0]
      })
    #expect(!deliveries.isEmpty)
    // Every line that counts comes from a delivery that is named, and explain looks at communes in scope alone.
    for line in lines where !line.contains("does not count") && !line.contains("deleted") {
      #expect(named.contains { line.contains($0[0]) }, "\(line)")
    }
    #expect(deliveries.isSubset(of: named.map { $0[0] }))
  }

  @Test func worstProvinces() throws {
    let headline = Dictionary(
      uniqueKeysWithValues: try ask("SELECT target, headline_group FROM targets").map { ($0[0], $0[1]) })
    let expected = try short { $0["area_level"] == "province" && $0["ethnic_group"] == headline[$0["target"]!] }
    let rows = try ask(
      "SELECT target, rank, area, area_name, \(exactly("gap_units")), status, unit FROM worst_provinces")
    let found = Dictionary(grouping: rows) { $0[0] }
    #expect(found.keys.sorted() == expected.keys.sorted() && found.count > 5)
    for (target, rows) in expected {
      let there = try #require(found[target])
      #expect(there.map { $0[2] } == rows.map { $0["area"]! }, "\(target)")
      #expect(there.map { $0[3] } == rows.map { $0["area_name"]! })
      #expect(there.map { Double($0[4]) } == rows.map { Double($0["gap_units"]!) })
      #expect(there.map { $0[5] } == rows.map { $0["status"]! })
      #expect(there[0][1] == "1" || rows[0]["gap"] == "")
    }
    #expect(Set(rows.filter { $0[0] == "T02" }.map { $0[6] }) == ["households"])
    #expect(Set(rows.filter { $0[0] == "T04" }.map { $0[6] }) == ["communes"])
  }

  @Test func groupsLeftBehind() throws {
    let expected = try short { $0["area_level"] == "nation" && !["_T", "EM"].contains($0["ethnic_group"]) }
    let rows = try ask("SELECT target, ethnic_group, ethnic_group_name, outlook FROM groups_left_behind")
    #expect(!rows.isEmpty && rows.count == expected.values.map(\.count).reduce(0, +))
    for (target, rows) in Dictionary(grouping: rows, by: { $0[0] }) {
      #expect(rows.map { $0[1] } == expected[target]!.map { $0["ethnic_group"]! }, "\(target)")
      #expect(rows.map { $0[3] } == expected[target]!.map { $0["outlook"]! })
    }
    let moving = expected.values.joined().filter { $0["outlook"] == "moving_away" }
    #expect(!moving.isEmpty)
    for target in Set(moving.map { $0["target"]! }) {
      let asked = try ask(
        "SELECT ethnic_group_name FROM groups_left_behind WHERE target = '\(target)' AND outlook = 'moving_away'")
      #expect(
        asked.map { $0[0] }.sorted()
          == moving.filter { $0["target"] == target }.map { $0["ethnic_group_name"]! }.sorted())
    }
  }

  @Test func flagsByProvince() throws {
    let provinces = Dictionary(
      uniqueKeysWithValues: try ask("SELECT area, province FROM areas WHERE area_level <> 'nation'")
        .map { ($0[0], $0[1]) })
    var expected: [String: [String: Int]] = [:]
    for flag in try PublishedTableFile("flags.csv", in: out).rows {
      guard let province = provinces[flag["area"]!] else { continue }
      for what in ["flags", flag["severity"]!, flag["reason"]!] {
        expected["\(province) \(flag["period"]!.prefix(4))", default: [:]][what, default: 0] += 1
      }
    }
    let names = ["flags", "critical", "warning", "info", "unmet_threshold", "missing_delivery", "revised_value"]
    let rows = try ask("SELECT area, period, \(names.joined(separator: ", ")) FROM flags_by_province")
    #expect(rows.count == expected.count && rows.count > 5)
    for row in rows {
      let counts = try #require(expected["\(row[0]) \(row[1])"])
      #expect(row.dropFirst(2).map { Int($0)! } == names.map { counts[$0] ?? 0 }, "\(row[0]) \(row[1])")
    }
  }

  @Test func nationalSummary() throws {
    let rows = try ask(
      "SELECT target, ethnic_group, status, \(exactly("value")), provinces_judged, provinces_met FROM national_summary")
    let table = try PublishedTableFile("compliance.csv", in: out).rows.filter {
      $0["period"] == "2026" && $0["sex"] == "_T"
    }
    #expect(rows.count == Set(table.map { $0["target"]! }).count)
    for row in rows {
      let headlines = table.filter { $0["target"] == row[0] && $0["ethnic_group"] == row[1] }
      let nation = try #require(headlines.first { $0["area"] == "VN" })
      #expect(row[2] == nation["status"] && Double(row[3]) == Double(nation["value"]!))
      let provinces = headlines.filter { $0["area"] != "VN" }
      let judged = ["met", "unmet", "met_within_tolerance"]
      #expect(Int(row[4]) == provinces.count { judged.contains($0["status"]!) }, "\(row[0])")
      #expect(Int(row[5]) == provinces.count { $0["status"] == "met" })
    }
  }

  @Test func rejectsByDelivery() throws {
    let rejects = try PublishedTableFile("rejects.csv", in: out).rows
    let rows = try ask("SELECT delivery, code, rejects, remedy <> '' FROM rejects_by_delivery")
    let expected = Dictionary(grouping: rejects) { "\($0["delivery"]!) \($0["code"]!)" }
    #expect(rows.count == expected.count && rows.count > 5)
    for row in rows { #expect(Int(row[2]) == expected["\(row[0]) \(row[1])"]?.count && row[3] == "1") }
  }

  /// The page that tells people what to ask is right.
  @Test func questionsOfTheReadme() throws {
    let readme = try String(contentsOfFile: Program.root + "/README.md", encoding: .utf8)
    let queries = readme.matches(of: /`(SELECT [^`]+)`/).map { String($0.1) }
    #expect(queries.count >= 6)
    for query in queries { #expect(try !ask(query).isEmpty, "\(query)") }
  }
}

/// A program of the system that reads what is published.
enum CommandLineTool {
  /// What it said, where it failed.
  struct Failure: Error { let text: String }

  static let hasSQLite = has("sqlite3")
  static let hasOffice = has("soffice")

  private static func has(_ name: String) -> Bool { (try? run("which", [name])) != nil }

  /// What a program prints; fails where it does.
  static func run(_ name: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.path + "/out", folder.path + "/err")
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(text: "\(name): \(try String(contentsOfFile: errors, encoding: .utf8))")
    }
    return try String(contentsOfFile: output, encoding: .utf8)
  }
}

import Foundation
import Testing

/// `milepost targets`: the published figures in the terminal.
@Suite struct TargetsTests {
  /// Rows of a CSV file without quoted commas, by column.
  private func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map(String.init)
    let header = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      var fields: [String] = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          fields.append("")
        } else {
          fields[fields.count - 1].append(character)
        }
      }
      return Dictionary(uniqueKeysWithValues: zip(header, fields))
    }
  }

  private func targets(_ site: Site, _ more: String...) throws -> Program.Outcome {
    try Program("milepost").run(["targets"] + site.options + more)
  }

  @Test func theyAreThePublishedRows() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let published = rows(try String(contentsOfFile: site.out + "/compliance.csv", encoding: .utf8))
    let shared = [
      "value", "comparator", "threshold", "tolerance", "status", "gap", "gap_units", "numerator", "denominator",
      "outlook", "area_name", "communes_reporting", "communes_expected",
    ]
    var suppressed = 0
    for arguments in [
      [], ["--area", "14"], ["--group", "08", "--period", "2025"], ["T02", "--by", "province", "--group", "02"],
      ["T02", "--by", "group", "--area", "68"], ["M02"],
    ] {
      let outcome = try Program("milepost").run(["targets", "--format", "csv"] + site.options + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let found = rows(outcome.output)
      #expect(!found.isEmpty)
      for row in found {
        let key = ["target", "area", "ethnic_group", "period"]
        let same = try #require(
          published.first { other in key.allSatisfy { other[$0] == row[$0] } && other["sex"] == "_T" })
        for column in shared { #expect(row[column] == same[column], "\(column) of \(row)") }
        if row["status"] == "suppressed" {
          suppressed += 1
          #expect(row["value"] == "" && row["numerator"] == "")
        }
      }
    }
    #expect(suppressed > 0)
  }

  @Test func theFurthestComesFirst() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let text = try targets(site, "T02", "--by", "province").output
    let order = text.split(separator: "\n").dropFirst(2).prefix(5).map { $0.prefix(2) }
    // 38.5, 35, 28, 14 and exactly 10 per cent (Fixtures/README.md).
    #expect(order == ["04", "08", "14", "68", "22"])
    #expect(text.contains("571 households") && text.contains("Tỉnh Cao Bằng"))
    let groups = rows(try targets(site, "T02", "--by", "group", "--area", "14", "--format", "csv").output)
    let gaps = groups.compactMap { Double($0["gap"] ?? "") }
    #expect(gaps.count > 2 && gaps == gaps.sorted())
    let json = try targets(site, "T02", "--by", "province", "--format", "json").output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["answer"] as? String == "targets" && (object?["rows"] as? [Any])?.count == 34)
  }

  @Test(arguments: [
    (["T99"], "no such target"), (["--area", "99"], "not a province"), (["--group", "77"], "no such group"),
    (["--period", "1999"], "years with rows: 2024"), (["--by", "province"], "give the target"),
    (["T02", "--by", "province", "--area", "14"], "leave --area out"), (["T02", "--format", "xml"], "--format"),
  ]) func impossibleQuestions(arguments: [String], message: String) throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Program("milepost").run(["targets"] + arguments + site.options)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}

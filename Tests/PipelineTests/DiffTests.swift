import Foundation
import Testing

/// `milepost diff`: what changed, and because of what.
@Suite struct DiffTests {
  /// A site with an inbox and a definition that may be edited, after its first night.
  private struct Country {
    let site: Site
    let definition: String

    init() throws {
      var site = try Site()
      try site.takeInbox()
      definition = try site.takeDefinition()
      self.site = site
      try night("2026-11-30")
    }

    func night(_ day: String) throws {
      let outcome = try site.run("--pipeline", definition, "--as-of", day, "--fail-on", "never")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }

    func diff(_ more: String...) throws -> Program.Outcome {
      try Program("milepost").run(["diff", "--pipeline", definition] + site.options + more)
    }

    /// Causes by target, area and group.
    func causes() throws -> [(target: String, area: String, causes: [String])] {
      let outcome = try diff("--format", "json")
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let rows = try #require(object?["rows"] as? [[String: Any]])
      return try rows.map { row in
        (
          try #require(row["target"] as? String), try #require(row["area"] as? String),
          try #require(row["causes"] as? [String])
        )
      }
    }

    func deliver(_ name: String, _ area: String, _ measure: String, _ value: String) throws {
      var delivery = SmallDelivery()
      delivery.add(area, "08", measure, "2026", value)
      try site.folder.write(delivery.text, to: "inbox/" + name)
    }
  }

  @Test func everyRowHasItsOwnCause() throws {
    let country = try Country()
    // Sơn La sends a recount, Tuyên Quang takes a correction back, Lâm Đồng sends the same again under another name.
    try country.deliver("sonla_2031-12-31.csv", "03760", "HH_POOR", "0")
    try country.deliver("tuyenquang_2031-12-31.csv", "00700", "HH_TEMP_HOUSING", "3")
    try country.night("2026-12-01")
    let causes = try country.causes()
    #expect(!causes.isEmpty)
    for change in causes where !change.target.hasPrefix("M02") && !change.target.hasPrefix("M01") {
      switch (change.target, change.area) {
      case ("T02", "14"), ("T02", "VN"): #expect(change.causes == ["sonla_2031-12-31.csv added"], "\(change)")
      case ("T08", "08"), ("T08", "VN"): #expect(change.causes == ["tuyenquang_2031-12-31.csv added"], "\(change)")
      default: Issue.record("\(change)")
      }
    }
    // Of a ratio against the nation the others say through what.
    for change in causes where change.target == "M02" && change.area != "VN" && change.area != "14" {
      #expect(change.causes == ["the nation's figure (sonla_2031-12-31.csv added)"], "\(change)")
    }
    let text = try country.diff().output
    #expect(text.contains("delivery added: sonla_2031-12-31.csv") && text.contains("definition: the same"))
    #expect(text.contains("may be confidential"))
    // The night after it is withdrawn, and another is revised.
    try FileManager.default.removeItem(atPath: country.site.inbox + "/sonla_2031-12-31.csv")
    try country.deliver("tuyenquang_2031-12-31.csv", "00700", "HH_TEMP_HOUSING", "4")
    try country.night("2026-12-02")
    let later = try country.causes()
    for change in later where change.target == "T02" { #expect(change.causes == ["sonla_2031-12-31.csv removed"]) }
    for change in later where change.target == "T08" { #expect(change.causes == ["tuyenquang_2031-12-31.csv revised"]) }
    #expect(Set(later.map(\.target)).isSuperset(of: ["T02", "T08"]))
  }

  @Test func anEditOfTheDefinition() throws {
    let country = try Country()
    let text = try String(contentsOfFile: country.definition, encoding: .utf8)
    try text.replacingOccurrences(of: "\"< 10 %\"", with: "\"< 30 %\"")
      .write(toFile: country.definition, atomically: true, encoding: .utf8)
    try country.deliver("tuyenquang_2031-12-31.csv", "00700", "HH_TEMP_HOUSING", "3")
    try country.night("2026-12-01")
    let causes = try country.causes()
    #expect(causes.contains { $0.target == "T02" } && causes.contains { $0.target == "T08" })
    for change in causes {
      switch change.target {
      case "T02": #expect(change.causes == ["definition: targets.T02"], "\(change)")
      case "T08": #expect(change.causes == ["tuyenquang_2031-12-31.csv added"], "\(change)")
      default: Issue.record("\(change)")
      }
    }
    #expect(try country.diff().output.contains("definition changed: targets.T02"))
    // A comment is no change of anything.
    let edited = try String(contentsOfFile: country.definition, encoding: .utf8)
    try (edited + "# a comment\n").write(toFile: country.definition, atomically: true, encoding: .utf8)
    try country.night("2026-12-02")
    let comment = try country.diff().output
    #expect(comment.contains(": 0 changes") && comment.contains("comments and layout alone"))
    #expect(comment.contains("deliveries: the same, byte for byte"))
  }

  @Test func theLastTwoNotByName() throws {
    let country = try Country()
    try country.deliver("sonla_2031-12-31.csv", "03760", "HH_POOR", "0")
    try country.night("2026-11-30")
    let runs = try FileManager.default.contentsOfDirectory(atPath: country.site.workspace + "/runs")
      .filter { $0.hasPrefix("2026-11-30-") }
    #expect(runs.count == 2)
    // Both of one day: the one with the delivery came later, whatever its name.
    #expect(try country.diff().output.contains("delivery added: sonla_2031-12-31.csv"))
    let ids = try country.diff().output.split(separator: "\n")[0].split(separator: " ")
    let back = try country.diff(String(ids[3].dropLast()), String(ids[1])).output
    #expect(back.contains("delivery removed: sonla_2031-12-31.csv"))
    #expect(try country.diff("nonsense").status == 2)
    #expect(try country.diff("--format", "csv").output.hasPrefix("target,area,ethnic_group,sex,period,change,columns,"))
  }
}

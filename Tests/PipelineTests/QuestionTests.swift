import Foundation
import Testing

/// `milepost explain` of flags, rejects and deliveries, and the forms for programs.
@Suite struct QuestionTests {
  private func explain(_ site: Site, _ arguments: [String]) throws -> Program.Outcome {
    try Program("milepost").run(["explain"] + arguments + site.options)
  }

  private func object(_ site: Site, _ arguments: [String]) throws -> [String: Any] {
    let outcome = try explain(site, arguments + ["--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private func rows(_ object: [String: Any], _ key: String) throws -> [[String: Any]] {
    try #require(object[key] as? [[String: Any]])
  }

  @Test func aFlag() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let id = "T02.14.08.2026.unmet_threshold"
    let flag = try object(site, ["--flag", id])
    #expect(flag["flag"] as? String == id && flag["severity"] as? String == "warning")
    #expect(flag["first_seen"] as? String == "2026-11-30" && flag["withheld"] as? Bool == false)
    let row = try #require(try rows(flag, "rows").first)
    #expect(row["value"] as? Double == 0.28 && row["status"] as? String == "unmet" && row["gap_units"] as? Double == 91)
    let text = try explain(site, ["--flag", id]).output
    #expect(text.contains("milepost explain T02 --area 14 --group 08 --period 2026"))
    #expect(text.contains("may be confidential"))
    // A flag of the data has no row, and says what was found.
    let data = try explain(site, ["--flag", "HH_POOR.14.08.2026.revised_value"]).output
    #expect(data.contains("a flag of the data themselves"))
    #expect(data.contains("milepost explain --delivery sonla-recount.xml"))
    // The next night a recount clears it; when it was raised first is still known.
    var later = site
    try later.takeInbox()
    var recount = SmallDelivery()
    for area in ["03760", "03820", "03901", "03997", "04099"] { recount.add(area, "08", "HH_POOR", "2026", "0") }
    try site.folder.write(recount.text, to: "inbox/sonla_2031-12-31.csv")
    #expect(try later.run("--as-of", "2026-12-01").status == 0)
    let gone = try explain(later, ["--flag", id])
    #expect(gone.status == 2 && gone.errors.contains("not raised any more; first raised on 2026-11-30, last by run"))
    #expect(try explain(site, ["--flag", "nonsense"]).errors.contains("no run raised such a flag"))
  }

  @Test func aReject() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let place = "typed-by-hand_20270305.csv:3"
    let reject = try object(site, ["--reject", place])
    let fields = try rows(reject, "fields")
    func delivered(_ name: String) -> String? { fields.first { $0["field"] as? String == name }?["value"] as? String }
    #expect(delivered("REF_AREA") == "06970" && delivered("MEASURE") == "HH_POOR" && delivered("OBS_VALUE") == "99")
    let reason = try #require(try rows(reject, "rejects").first)
    #expect(reason["code"] as? String == "unknown_area" && reason["line"] as? Int == 4)
    #expect((reason["remedy"] as? String)?.contains("AREA_VINTAGE") == true)
    // 06970 is 06978 today, in Quảng Ninh: the poor of group 09 there, of all minorities, of everyone, and the nation's.
    let affected = try rows(reject, "rows").map { row in
      ["target", "area", "ethnic_group"].map { row[$0] as? String ?? "" }.joined(separator: " ")
    }
    #expect(
      affected.filter { $0.hasPrefix("T02") }
        == ["T02 VN _T", "T02 VN EM", "T02 VN 09", "T02 22 _T", "T02 22 EM", "T02 22 09"])
    #expect(Set(affected.map { $0.prefix(3) }) == ["T02", "M02"])
    // All of a delivery, as in rejects.csv.
    let all = try explain(site, ["--reject", "typed-by-hand_20270305.csv", "--format", "csv"]).output
    let published = try String(contentsOfFile: site.out + "/rejects.csv", encoding: .utf8)
    #expect(
      all.split(separator: "\n").count - 1
        == published.split(separator: "\n").count { $0.hasPrefix("typed-by-hand_20270305.csv,") })
    // A record that no reader could make out is explained without its fields.
    #expect(try explain(site, ["--reject", "sonla-last-minute.xml.gz"]).output.contains("truncated"))
    for (place, message) in [
      ("nobody.csv:1", "no delivery of that name"), ("hungyen-a.csv:1", "nothing of the delivery is rejected"),
      ("typed-by-hand_20270305.csv:999", "no such reject; rejected are: "),
    ] {
      let outcome = try explain(site, ["--reject", place])
      #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test func anyRecord() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let recount = try object(site, ["--record", "sonla-recount.xml:1"])
    let observation = try #require(try rows(recount, "observations").first)
    #expect(observation["area"] as? String == "03760" && observation["value"] as? Double == 28)
    #expect(observation["counts"] as? Bool == true && observation["decided_by"] is NSNull)
    let rows = try rows(recount, "rows").map { row in
      ["target", "area", "ethnic_group"].map { row[$0] as? String ?? "" }.joined(separator: " ")
    }
    #expect(rows.contains("T02 14 08") && rows.contains("T02 VN EM") && !rows.contains { $0.hasPrefix("T01") })
    // The draft is older: the recount decides instead.
    let draft = try object(site, ["--record", "sonla-zz-draft.xml:1"])
    let older = try #require(try self.rows(draft, "observations").first)
    #expect(older["counts"] as? Bool == false && older["decided_by"] as? String == "sonla-recount.xml")
    #expect(try explain(site, ["--record", "sonla-recount.xml:2"]).errors.contains("no such record"))
  }

  /// 00007 of 2024 is half of 00008 and half of 00025 today.
  @Test func aRecordOfACommuneThatWasSplit() throws {
    var delivery = SmallDelivery()
    delivery.add("00007", "_T", "HH", "2024", "101", vintage: "2024-01-01")
    let inbox = try TemporaryFolder()
    try inbox.write(delivery.text, to: "old.csv")
    let site = try Site(inbox: inbox.path)
    #expect(try site.run().status == 0)
    let observations = try rows(try object(site, ["--record", "old.csv:1"]), "observations")
    #expect(observations.map { $0["area"] as? String } == ["00008", "00025"])
    #expect(observations.map { $0["value"] as? Double } == [50.5, 50.5])
  }

  @Test func aDelivery() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let recount = try object(site, ["--delivery", "sonla-recount.xml"])
    #expect(recount["observations"] as? Int == 1 && recount["counting"] as? Int == 1)
    #expect(try rows(recount, "targets").map { $0["target"] as? String } == ["T02", "M02"])
    // A draft that is older than both others counts for nothing.
    let draft = try object(site, ["--delivery", "sonla-zz-draft.xml"])
    #expect(draft["observations"] as? Int == 1 && draft["counting"] as? Int == 0)
    #expect(try rows(draft, "targets").isEmpty)
    // What is counted of a large one is what the published table has.
    let name = "sonla-2024-2026.xml.gz"
    let whole = try object(site, ["--delivery", name])
    let origins = try String(contentsOfFile: site.out + "/origins.csv", encoding: .utf8)
      .split(separator: "\n").filter { $0.contains("," + name + ",") }
    #expect(try rows(whole, "figures").count == origins.count && !origins.isEmpty)
    #expect(try explain(site, ["--delivery", "sonla-last-minute.xml.gz"]).output.contains("truncated") == false)
    #expect(try explain(site, ["--delivery", "sonla-last-minute.xml.gz"]).output.contains("The gzip data end"))
    #expect(try explain(site, ["--delivery", "nobody.csv"]).errors.contains("no such delivery"))
  }

  @Test func whatHangsOnAFigure() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let figure = try object(site, ["T02", "--area", "14", "--group", "08", "--period", "2025"])
    let rows = try rows(figure, "rows").map { row in
      ["area", "ethnic_group", "relation"].map { row[$0] as? String ?? "" }.joined(separator: " ")
        + " \(row["period"] as? Int ?? 0)"
    }
    for row in ["VN 08 sums 2025", "14 EM sums 2025", "14 _T sums 2025", "14 08 measured_from 2026"] {
      #expect(rows.contains(row), "no \(row) in \(rows)")
    }
    #expect(!rows.contains { $0.hasPrefix("08 ") })
    let later = try object(site, ["T02", "--area", "14", "--group", "08", "--period", "2026"])
    let flags = try self.rows(later, "flags").compactMap { $0["flag"] as? String }
    #expect(flags.contains("T02.14.08.2026.unmet_threshold") && flags.contains("HH_POOR.14.08.2026.revised_value"))
    // As CSV it is the observations behind it, each with its line.
    let csv = try explain(site, ["T02", "--area", "14", "--group", "08", "--period", "2026", "--format", "csv"]).output
    #expect(
      csv.contains("\n03760,Xã Mường Bám,HH_POOR,08,_T,2026,28,sonla-recount.xml,1,13,03760,2026-04-30,true,false\n"))
  }

  @Test(arguments: [
    (["T02", "--group", "31", "--period", "2026"], "no observation of the group counts there"),
    (["T09a", "--group", "08", "--period", "2026"], "its measure FOREST_HA has no ethnic groups; give --group _T"),
    (["T02", "--period", "1999"], "no observation of 1999 counts; years with rows: 2024"),
  ]) func theReasonThatHolds(arguments: [String], message: String) throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try explain(site, arguments)
    #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test(arguments: [
    [], ["T02"], ["T02", "--period", "2026", "--flag", "x"], ["--flag", "x", "--area", "14"],
    ["--flag", "x", "--delivery", "y"],
  ]) func oneQuestionAtATime(arguments: [String]) throws {
    let outcome = try Program("milepost").run(["explain"] + arguments)
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errors.contains("Error: "))
  }
}

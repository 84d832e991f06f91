import Foundation
import Testing

/// What whoever is woken by a failed night asks first.
@Suite struct FailedNightTests {
  /// An inbox of which one source has more wrong records than its budget allows.
  private func siteOverBudget() throws -> Site {
    var site = try Site()
    let inbox = site.folder.path + "/inbox"
    let rows = (0..<60).map { row in
      let area = row < 30 ? "99999" : "11977"
      return "dataflow,VN_EMMA:COMMUNE_OBS(1.0),I,A,\(area),01,_T,HH,\(2020 + row % 30),9"
    }
    let head = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,ETHNIC_GROUP,SEX,MEASURE,TIME_PERIOD,OBS_VALUE"
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    try ([head] + rows).map { $0 + "\n" }.joined()
      .write(toFile: inbox + "/half-wrong.csv", atomically: true, encoding: .utf8)
    site.inbox = inbox
    return site
  }

  @Test func statusSpeaksOfANightThatFailed() throws {
    var site = try Site()
    #expect(try site.run().status == 0)
    #expect(try Program("milepost").run(["status"] + site.options).status == 0)
    let histories = try FileManager.default.subpathsOfDirectory(atPath: site.workspace + "/runs")
      .filter { $0.hasSuffix("first_seen.json") }
    #expect(!histories.isEmpty)
    for path in histories {
      try "{".write(toFile: site.workspace + "/runs/" + path, atomically: false, encoding: .utf8)
    }
    try site.takeInbox(without: "hungyen-b.csv")
    #expect(try site.run().status == 1)
    let status = try Program("milepost").run(["status"] + site.options)
    #expect(status.status == 1 && status.errors.contains("did not end well"), "\(status.errors)")
    try FileManager.default.removeItem(atPath: site.workspace + "/runs")
    #expect(try site.run().status == 0)
    #expect(try Program("milepost").run(["status"] + site.options).status == 0)
  }

  @Test func rejectsAreExplainedAfterTooMany() throws {
    let site = try siteOverBudget()
    let run = try site.run()
    #expect(run.status == 3 && run.errors.contains("most in half-wrong.csv "), "\(run.errors)")
    let list = try Program("milepost").run(["explain", "--reject", "half-wrong.csv"] + site.options)
    #expect(list.status == 0 && list.output.contains("unknown_area"), "\(list.errors)")
    let one = try Program("milepost").run(["explain", "--reject", "half-wrong.csv:1"] + site.options)
    #expect(one.status == 0 && one.output.contains("the run ended before anything was assessed"), "\(one.errors)")
    // A budget exceeded ends with its own code and is a reason by itself too.
    #expect(try Program("milepost").run(["status"] + site.options).errors.contains("rejects: OVER the error budget"))
  }

  @Test func aDeliveryThatIsGoneIsNamed() throws {
    var site = try Site()
    try site.takeInbox()
    #expect(try site.run().status == 0)
    try FileManager.default.removeItem(atPath: site.inbox + "/hungyen-b.csv")
    let options = site.options.filter { $0 != "--quiet" }
    let run = try Program("milepost").run(["run"] + options)
    #expect(run.status == 0 && run.errors.contains("hungyen-b.csv: no longer there"), "\(run.errors)")
    let again = try Program("milepost").run(["run"] + options)
    #expect(again.status == 0 && !again.errors.contains("no longer there"))
  }

  /// What ends with 0 and is for the offices to mend is said as a warning, and status goes on saying it.
  @Test func aNightThatEndedWellAndIsNot() throws {
    var site = try Site()
    try site.takeInbox()
    #expect(try site.run("--as-of", "2026-11-29").status == 0)
    try FileManager.default.removeItem(atPath: site.inbox + "/hungyen-b.csv")
    var delivery = SmallDelivery()
    for index in 0..<25 { delivery.add("03\(100 + index)X", "_T", "HH", "2026", "1") }
    for group in 1...35 { delivery.add("03646", group < 10 ? "0\(group)" : "\(group)", "HH", "2031", "1") }
    try site.folder.write(delivery.text, to: "inbox/late.csv")
    let run = try site.run()
    #expect(run.status == 0 && run.errors.contains("warning: late.csv: 25 of 60 records rejected"), "\(run.errors)")
    for _ in 0..<2 {
      let outcome = try Program("milepost").run(["status", "--strict"] + site.options)
      #expect(outcome.status == 1 && outcome.errors.contains("late.csv: 25 of 60 records"), "\(outcome.errors)")
      #expect(outcome.errors.contains("in the inbox of 2026-11-29-") && outcome.errors.contains("hungyen-b.csv"))
      #expect(try Program("milepost").run(["status"] + site.options).status == 0)
      #expect(try !site.run().errors.contains("late.csv"))
    }
  }
}

import Foundation
import Testing

/// The report as its readers meet it: read beside the tables, and opened in a real browser.
@Suite(.enabled(if: Interpreter.isGiven, "needs MILEPOST_PYTHON, which make test sets, and Chromium"))
struct ReportPageTests {
  @Test func reportSaysWhatTheTablesSay() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Interpreter.run(["Tests/PublishTests/read_report.py", site.out])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("agree with compliance.csv"))
  }

  @Test func reportInTheBrowser() throws {
    var site = try Site()
    let inbox = site.inbox
    // With a run before, so that what changed since is looked at too.
    try site.takeInbox(without: "sonla-2024-2026.xml.gz")
    #expect(try site.run("--as-of", "2026-11-29").status == 0)
    site.inbox = inbox
    #expect(try site.run().status == 0)
    let page = try String(contentsOfFile: site.out + "/report.html", encoding: .utf8)
    #expect(page.contains("New deliveries (1):</span> <code>sonla-2024-2026.xml.gz</code>"))
    let outcome = try Interpreter.run(["Tests/PublishTests/browse_report.py", site.out + "/report.html"])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("all checks hold"))
  }
}

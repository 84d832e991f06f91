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
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Interpreter.run(["Tests/PublishTests/browse_report.py", site.out + "/report.html"])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("all checks hold"))
  }
}

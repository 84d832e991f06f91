import Foundation
import Testing

/// Answers and progress on a real terminal, of several widths, and without one.
@Suite struct TerminalTests {
  /// How many columns a line takes: Vietnamese letters are one column each.
  private func columns(_ line: String) -> Int { line.count }

  @Test(arguments: [60, 80, 200]) func answersFit(width: Int) throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let terminal = PseudoTerminal(width: width)
    for arguments in [
      ["targets"], ["targets", "T02", "--by", "province"], ["explain", "--flag", "T02.14.08.2026.unmet_threshold"],
      ["explain", "T02", "--area", "14", "--group", "08", "--period", "2026"],
      ["explain", "--reject", "typed-by-hand_20270305.csv:3"],
    ] {
      let outcome = try terminal.run(Program("milepost"), arguments + site.options)
      #expect(outcome.status == 0)
      for line in outcome.lines { #expect(columns(line) <= width, "\(arguments): \(line)") }
      // Figures stay whole, whatever the width.
      if arguments == ["targets"] {
        for figure in ["0.4581", "1281 households", "46654 million VND a year", "met_within_tolerance"] {
          #expect(outcome.lines.contains { $0.contains(figure) }, "no \(figure) at \(width)")
        }
      }
    }
    // Paths have no place to break.
    let status = try terminal.run(Program("milepost"), ["status"] + site.options)
    #expect(status.lines.filter { columns($0) > width }.allSatisfy { $0.contains("/") }, "\(status.text)")
  }

  @Test func colourNeedsATerminalThatWantsIt() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let terminal = PseudoTerminal(width: 100)
    let question = ["targets"] + site.options
    let coloured = try terminal.run(Program("milepost"), question)
    #expect(coloured.text.contains("\u{1B}[31munmet\u{1B}[0m") && coloured.text.contains("\u{1B}[32mmet\u{1B}[0m"))
    for plain in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      let outcome = try terminal.run(Program("milepost"), question, environment: plain)
      #expect(!outcome.text.contains("\u{1B}") && outcome.text.contains("unmet"))
      #expect(outcome.lines == coloured.lines)
    }
    let json = try terminal.run(Program("milepost"), question + ["--format", "json"])
    #expect(!json.text.contains("\u{1B}"))
    let piped = try Program("milepost").run(question)
    #expect(!piped.output.contains("\u{1B}") && !piped.output.contains("…"))
    #expect(piped.output.contains("80 % of ethnic minority farming households produce agricultural and forestry goods"))
  }

  @Test func whoeverReadsMayStop() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let process = Program("milepost").process([])
    let command = [process.executableURL!.path, "explain", "T02", "--period", "2026"] + site.options
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "{ \"$@\"; echo \"status $?\" >&2; } | head -n 1 >/dev/null", "sh"] + command
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let data = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: data, as: UTF8.self) == "status 0\n")
  }

  @Test func progressLeavesNothing() throws {
    let site = try Site()
    let terminal = PseudoTerminal(width: 60)
    var options = site.options.filter { $0 != "--quiet" }
    let outcome = try terminal.run(Program("milepost"), ["run"] + options)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("ingest [") && outcome.text.contains("of 23 deliveries"))
    #expect(outcome.text.contains("of 35 areas") && outcome.text.contains("of 29 targets"))
    #expect(!outcome.lines.contains { $0.contains("[##") || $0.contains("[..") }, "\(outcome.lines)")
    #expect(outcome.lines.contains { $0.hasPrefix("milepost: ingest: 23 deliveries") })
    // Every drawing of the line fits, so that wiping one line wipes it.
    for part in outcome.text.split(separator: "\r\u{1B}[K") where part.contains("[#") || part.contains("[.") {
      #expect(columns(String(part.prefix { $0 != "\r\n" && $0 != "\n" })) < 60, "\(part)")
    }
    options += ["--as-of", "2026-12-01"]
    for silent in [["--quiet"], ["--log-format", "json"]] {
      let outcome = try terminal.run(Program("milepost"), ["run"] + options + silent)
      #expect(outcome.status == 0 && !outcome.text.contains("\u{1B}"))
    }
    let piped = try Program("milepost").run(["run"] + options + ["--as-of", "2026-12-02"])
    #expect(piped.status == 0 && !piped.errors.contains("\u{1B}") && !piped.errors.contains("\r"))
    #expect(piped.errors.contains("milepost: publish: "))
  }
}

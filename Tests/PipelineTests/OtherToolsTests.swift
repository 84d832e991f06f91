import Foundation
import Testing

/// Other people's programs read what is written here, and see the same values.
@Suite(.enabled(if: Interpreter.hasOtherTools, "needs MILEPOST_PYTHON with pyarrow, polars and pysdmx"))
struct OtherToolsTests {
  @Test func stageFilesOpenElsewhere() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let outcome = try Interpreter.run(["Tests/PipelineTests/open_stage_files.py", site.workspace])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("values agree"))
  }

  @Test func messagesReadAsPysdmxReadsThem() throws {
    let site = try Site(inbox: Program.root + "/Fixtures/corpora/sdmx")
    let ingest = try Program("milepost-ingest").run(site.options)
    #expect(ingest.status == 0, "\(ingest.errors)")
    let outcome = try Interpreter.run([
      "Tests/SDMXTests/compare_with_pysdmx.py", site.inbox, site.workspace + "/ingested",
    ])
    #expect(outcome.status == 0, "\(outcome.text)")
  }

  @Test func publishedMessageInPysdmx() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    // What is published can be delivered again.
    let inbox = try TemporaryFolder()
    for name in ["aggregates.sdmx.csv", "aggregates.structure.xml"] {
      try FileManager.default.copyItem(atPath: site.out + "/" + name, toPath: inbox.path + "/" + name)
    }
    let again = try Site(inbox: inbox.path)
    let ingest = try Program("milepost-ingest").run(again.options)
    #expect(ingest.status == 0, "\(ingest.errors)")
    let outcome = try Interpreter.run([
      "Tests/PipelineTests/read_message.py", site.out, again.workspace + "/ingested",
    ])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("observations agree"))
  }
}

/// The Python that checks use: the one of `make test`, or the system's.
enum Interpreter {
  private static let given = ProcessInfo.processInfo.environment["MILEPOST_PYTHON"]

  /// Whether the one of `make test` is there.
  static var isGiven: Bool { given != nil }

  static var hasOtherTools: Bool {
    given != nil && (try? run(["-c", "import pyarrow, polars, pysdmx"]).status) == 0
  }

  /// Whether it has what opens the workbook and the data package.
  static var hasSpreadsheetTools: Bool {
    given != nil && (try? run(["-c", "import frictionless, openpyxl"]).status) == 0
  }

  /// Runs a script in the checkout's root; what it prints on both outputs.
  static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [given ?? "python3"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: Program.root)
    let folder = try TemporaryFolder()
    let path = folder.path + "/output"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: path, encoding: .utf8))
  }
}

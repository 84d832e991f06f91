import Foundation
import Testing

/// Messages as JSON, and the page that lists their events.
@Suite struct EventTests {
  /// The events that the code names.
  private static func declared() throws -> Set<String> {
    let text = try String(contentsOfFile: Program.root + "/Sources/Console/Event.swift", encoding: .utf8)
    return Set(text.matches(of: /case \w+ = "(\w+)"/).map { String($0.1) })
  }

  @Test func pageListsEveryEvent() throws {
    let page = try String(contentsOfFile: Program.root + "/OPERATING.md", encoding: .utf8)
    let table = try #require(page.split(separator: "| event |").last)
    let listed = Set(table.matches(of: /\n\| `(\w+)` \|/).map { String($0.1) })
    #expect(try listed == Self.declared())
  }

  @Test(
    arguments: [
      ([], 0), (["--fail-on", "unmet"], 4), (["--jobs", "0"], 2), (["--inbox", "/nowhere"], 2),
    ] as [([String], Int32)])
  func everyLineIsAnEvent(arguments: [String], status: Int32) throws {
    var site = try Site()
    try site.takeInbox()
    // Its bytes are not of the encoding that it declares, of which libxml2 has something to say.
    try FileManager.default.copyItem(
      atPath: Program.root + "/Tests/Fuzz/found/sdmx/silent-at-the-end.xml", toPath: site.inbox + "/undecodable.xml")
    let options = site.options.filter { $0 != "--quiet" }
    let outcome = try Program("milepost").run(
      ["run"] + options + arguments + ["--log-format", "json"])
    #expect(outcome.status == status)
    let objects = try outcome.errors.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let known = try Self.declared()
    for object in objects {
      #expect(known.contains(object["event"] as? String ?? ""))
      for member in ["level", "message", "program", "time"] { #expect(object[member] is String) }
    }
    let last = try #require(objects.last)
    #expect(last["event"] as? String == "run_finished")
    #expect(last["exit_code"] as? Int == Int(status))
    #expect(objects.count { $0["event"] as? String == "run_finished" } == 1)
  }
}

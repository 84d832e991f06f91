import Foundation
import Testing

/// The example that CONTRIBUTING gives is followed to the letter.
@Suite("The example of CONTRIBUTING") struct ContributingTests {
  /// An indented block of the section that contains a line, without its indentation.
  private func block(containing line: String) throws -> String {
    let page = try String(contentsOf: TableInbox.checkout.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("Add a table source") })
    let lines = section.components(separatedBy: "\n")
    let position = try #require(lines.firstIndex { $0.contains(line) })
    func isInBlock(_ line: String) -> Bool { line.hasPrefix("    ") }
    var start = position, end = position
    while isInBlock(lines[start - 1]) { start -= 1 }
    while end + 1 < lines.count, isInBlock(lines[end + 1]) { end += 1 }
    let indentation = lines[start...end].map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines[start...end].map { String($0.dropFirst(indentation)) }.joined(separator: "\n") + "\n"
  }

  @Test("works as described")
  func works() throws {
    let yaml = try block(containing: "power_and_water:").split(separator: "\n").map { "  \($0)\n" }.joined()
    let inbox = try TableInbox(sources: yaml)
    try inbox.deliver(try block(containing: "SỞ CÔNG THƯƠNG"), as: "dien-nuoc-2026.csv")
    try inbox.run()
    #expect(
      try inbox.observations("dien-nuoc-2026.csv") == [
        "04171 08 _T HH_ELECTRICITY 2026 1024.0 A 4", "04171 08 _T HH_CLEAN_WATER 2026 512.0 A 4",
        "04171 03 _T HH_ELECTRICITY 2026 310.0 A 5", "04171 03 _T HH_CLEAN_WATER 2026 missing A 5",
        "03646 01 _T HH_ELECTRICITY 2026 2150.0 A 6", "03646 01 _T HH_CLEAN_WATER 2026 2150.0 A 6",
      ])
    #expect(try inbox.rejects("dien-nuoc-2026.csv").isEmpty)
  }
}

import Foundation
import Synthesis
import Testing

/// A night that keeps what it can of the night before leaves the same bytes as one that starts from nothing, whatever
/// was delivered, revised, withdrawn or edited in between.
@Suite struct RepeatedNightsTests {
  /// A site with an inbox and a definition of its own, which are edited at random.
  private struct Country {
    let site: Site
    var random: SplitMix64
    private let definition: String

    init(seed: UInt64) throws {
      var site = try Site()
      try site.takeInbox()
      definition = try site.takeDefinition()
      self.site = site
      random = SplitMix64(seed: seed)
    }

    /// Runs a night in a workspace.
    func night(_ workspace: String, _ out: String, jobs: Int) throws -> Int32 {
      try Program("milepost", optimized: true).run([
        "run", "--pipeline", definition, "--inbox", site.inbox, "--workspace", workspace, "--out", out, "--as-of",
        "2026-11-30", "--quiet", "--jobs", "\(jobs)", "--fail-on", "never",
      ]).status
    }

    /// Changes something; returns what.
    mutating func edit() throws -> String {
      let names = try FileManager.default.contentsOfDirectory(atPath: site.inbox).sorted()
      let name = names.randomElement(using: &random)!
      let path = site.inbox + "/" + name
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where names.count > 5:
        try FileManager.default.removeItem(atPath: path)
        return "removed \(name)"
      case 1:
        try FileManager.default.moveItem(atPath: path, toPath: site.inbox + "/renamed-\(names.count)-" + name)
        return "renamed \(name)"
      case 2:
        try FileManager.default.copyItem(atPath: path, toPath: site.inbox + "/again-\(names.count)_20261101-" + name)
        return "delivered \(name) twice"
      case 3:
        // Cut short: what cannot be read costs only itself.
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        try data.prefix(data.count * 3 / 4).write(to: URL(fileURLWithPath: path))
        return "cut \(name)"
      case 4: return try replace("\"< 10 %\"", "\"< \(Int.random(in: 2...60, using: &random)) %\"", in: definition)
      case 5:
        return try replace(
          "inconsistent_total: 0.5 %", "inconsistent_total: \(Int.random(in: 1...9, using: &random)) %", in: definition)
      case 6:
        return try replace("\nscope: COMMUNES\n", "\nscope: COMMUNE_INFRA\n", in: definition)
      default:
        var delivery = SmallDelivery()
        for area in ["14", "04"] {
          delivery.add(area, "_T", "SDG_TARGETS", "2026", "\(Int.random(in: 50...99, using: &random))")
        }
        delivery.add("VN", "_T", "POP", "2026", "\(Int.random(in: 1...9999, using: &random))")
        try Data(delivery.text.utf8).write(
          to: URL(fileURLWithPath: site.inbox + "/late-\(names.count)_20261120.csv"))
        return "delivered late"
      }
    }

    private func replace(_ text: String, _ other: String, in path: String) throws -> String {
      let content = try String(contentsOfFile: path, encoding: .utf8)
      let isThere = content.contains(text)
      let edited = isThere ? content.replacingOccurrences(of: text, with: other) : content + "# edited\n"
      try edited.write(toFile: path, atomically: true, encoding: .utf8)
      return isThere ? "edited the definition: \(other)" : "edited a comment of the definition"
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func keepingIsTheSameAsStartingFromNothing(seed: UInt64) throws {
    var country = try Country(seed: seed)
    let folder = country.site.folder.path
    #expect(try country.night(country.site.workspace, country.site.out, jobs: 2) == 0)
    var edits: [String] = []
    for night in 0..<5 {
      for _ in 0...(night % 2) { edits.append(try country.edit()) }
      let status = try country.night(country.site.workspace, country.site.out, jobs: 1 + night % 2)
      let (fresh, out) = (folder + "/fresh-\(night)", folder + "/out-\(night)")
      #expect(try country.night(fresh, out, jobs: 2) == status, "after: \(edits)")
      // A night that fails leaves everything as it was, and nothing to compare.
      if status != 0 { continue }
      try compare(country.site.workspace, fresh, "\(edits)")
      try compare(country.site.out, out, "\(edits)")
      for path in [fresh, out] { try FileManager.default.removeItem(atPath: path) }
    }
  }

  /// Compares all files but the history of runs, which a workspace gathers.
  private func compare(_ one: String, _ other: String, _ edits: String) throws {
    func contents(_ folder: String) throws -> [String: Data] {
      try Site.contents(of: folder).filter { !$0.key.hasPrefix("runs/") }
    }
    let (first, second) = (try contents(one), try contents(other))
    #expect(first.keys.sorted() == second.keys.sorted(), "after: \(edits)")
    for (name, data) in first { #expect(second[name] == data, "\(name) differs after: \(edits)") }
  }
}

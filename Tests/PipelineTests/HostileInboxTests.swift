import Foundation
import Testing

/// Broken and hostile files beside good ones: the run goes on, names them, and publishes the figures of the good ones.
@Suite struct HostileInboxTests {
  /// One commune that is enough for a verdict.
  private static let good: String = {
    var delivery = SmallDelivery()
    for (measure, value) in [("COMMUNES", "1"), ("HH", "100"), ("HH_POOR", "9"), ("POP", "400")] {
      for group in measure == "COMMUNES" ? ["_T"] : ["_T", "EM", "01"] {
        delivery.add("03646", group, measure, "2026", value)
      }
    }
    return delivery.text
  }()

  /// What is published of the good delivery alone.
  private static let expected = Result {
    let inbox = try TemporaryFolder()
    try inbox.write(good, to: "good.csv")
    let site = try Site(inbox: inbox.path)
    let outcome = try site.run("--fail-on", "never")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try Data(contentsOf: URL(fileURLWithPath: site.out + "/compliance.csv"))
  }

  @Test(arguments: HostileFile.all) func besideAGoodOne(file: HostileFile) throws {
    let inbox = try TemporaryFolder()
    try inbox.write(Self.good, to: "good.csv")
    try Data(file.bytes()).write(to: URL(fileURLWithPath: inbox.path + "/" + file.name))
    let site = try Site(inbox: inbox.path)
    let outcome = try Program("milepost").run(["run", "--fail-on", "never"] + site.options.filter { $0 != "--quiet" })
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").contains { $0.contains(file.name) }, "\(outcome.errors)")
    try expectNamed(file, in: site)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: site.out + "/compliance.csv")) == Self.expected.get(),
      "compliance.csv is not what the good delivery alone gives")
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: inbox.path)) == [file.name, "good.csv"])
    #expect(!FileManager.default.fileExists(atPath: "/tmp/milepost-escaped.csv"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.folder.path).sorted() == ["published", "workspace"])
  }

  @Test func allAtOnceBesideTheFixtures() throws {
    let site = try Site()
    #expect(try site.run().status == 0)
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: site.inbox, toPath: folder.path + "/inbox")
    for file in HostileFile.all {
      try Data(file.bytes()).write(to: URL(fileURLWithPath: folder.path + "/inbox/hostile-" + file.name))
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/inbox/link.csv", withDestinationPath: "/etc/passwd")
    #expect(mkfifo(folder.path + "/inbox/pipe.csv", 0o600) == 0)
    let other = try Site(inbox: folder.path + "/inbox")
    let outcome = try other.run("--fail-on", "never")
    #expect(outcome.status == 0, "\(outcome.errors)")
    for name in ["link.csv: skipped", "pipe.csv: skipped"] { #expect(outcome.errors.contains(name)) }
    for file in HostileFile.all { try expectNamed(file, as: "hostile-" + file.name, in: other) }
    let (first, second) = try (Site.contents(of: site.out), Site.contents(of: other.out))
    #expect(first["compliance.csv"] == second["compliance.csv"])
  }

  /// That rejects.csv names the file, or a member of it, with its code and a remedy.
  private func expectNamed(_ file: HostileFile, as name: String? = nil, in site: Site) throws {
    let name = name ?? file.name
    let rejects = try String(contentsOfFile: site.out + "/rejects.csv", encoding: .utf8)
    let lines = rejects.split(whereSeparator: \.isNewline).filter {
      $0.hasPrefix(name + ",") || $0.hasPrefix(name + "!")
    }
    #expect(lines.contains { $0.contains(",\(file.code),") }, "\(name): \(lines)")
    #expect(lines.allSatisfy { !$0.hasSuffix(",") }, "no remedy: \(lines)")
  }
}

import ArchiveSamples
import Foundation
import Testing

/// A delivery in a zip archive counts as its members would, and every place tells the member.
@Suite struct ArchiveTests {
  @Test func membersAreTracedAndRejected() throws {
    var first = SmallDelivery()
    first.add("03646", "_T", "COMMUNES", "2026", "1")
    for group in ["_T", "EM", "01"] { first.add("03646", group, "HH", "2026", "100") }
    var second = SmallDelivery()
    second.add("99999", "_T", "HH", "2026", "1")
    for group in ["_T", "EM", "01"] { second.add("03646", group, "HH_POOR", "2026", "9") }
    let inbox = try TemporaryFolder()
    let sample = ZipSample([
      ZipSample.Member("readme.txt", "About"), ZipSample.Member("households.csv", first.text),
      ZipSample.Member("poor.csv", second.text),
    ])
    try Data(sample.bytes).write(to: URL(fileURLWithPath: inbox.path + "/all.zip"))
    let site = try Site(inbox: inbox.path)
    let outcome = try site.run("--fail-on", "never", "--jobs", "2")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("all.zip: readme.txt: set aside"))
    let rejects = try String(contentsOfFile: site.out + "/rejects.csv", encoding: .utf8)
    #expect(rejects.contains("all.zip!poor.csv,5,2,1,REF_AREA,99999,unknown_area,"))
    let explained = try Program("milepost").run(
      ["explain", "T02", "--area", "VN", "--group", "EM", "--period", "2026"] + site.options)
    #expect(explained.output.contains("all.zip!poor.csv, record 7, line 4"), "\(explained.output)\(explained.errors)")
    #expect(explained.output.contains("all.zip!households.csv, record 3, line 4"))

    // The same members as files give the same figures; one job the same bytes.
    let other = try TemporaryFolder()
    try other.write(first.text, to: "households.csv")
    try other.write(second.text, to: "poor.csv")
    let apart = try Site(inbox: other.path)
    #expect(try apart.run("--fail-on", "never").status == 0)
    let compliance = "/compliance.csv"
    #expect(FileManager.default.contentsEqual(atPath: site.out + compliance, andPath: apart.out + compliance))
    let again = try Site(inbox: inbox.path)
    #expect(try again.run("--fail-on", "never", "--jobs", "1").status == 0)
    #expect(try Site.contents(of: again.workspace) == Site.contents(of: site.workspace))
  }
}

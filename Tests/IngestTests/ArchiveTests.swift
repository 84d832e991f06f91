import ArchiveSamples
import Foundation
import Ingest
import Records
import Testing

@Suite("deliveries that are zip archives")
struct ArchiveTests {
  typealias Member = ZipSample.Member

  private let structure = "<m:Structure xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\"/>"

  @Test("members follow each other: records run on, lines are those in the member, what is no data is set aside")
  func severalMembers() throws {
    let scratch = try Scratch()
    let sample = ZipSample([
      Member("readme.txt", "How to read this"), Member("b.csv", Sample.csv(rows: 3)), Member("dsd.xml", structure),
      Member("data/a.csv.gz", gzipped(Array((Sample.csv(rows: 2) + "x,y\n").utf8))),
      Member("Metadata_Country.csv", "\"Country Code\",\"Region\"\n\"VNM\",\"East Asia\"\n"),
      Member("cover.pdf", [0x25, 0x50, 0x44, 0x46, 0x2D, 0, 0xFF]), Member("empty.csv", ""),
    ])
    try scratch.deliver(sample.bytes, as: "all.zip")
    var log: [String] = []
    let entry = try #require(try scratch.ingest { log.append($0.description) }["all.zip"])
    #expect(entry.outcome == .read)
    #expect(entry.records == 5 && entry.rejected == 1)
    #expect(entry.rejects.map(\.member) == ["data/a.csv.gz"])
    #expect(entry.rejects.map(\.record) == [6] && entry.rejects.map(\.line) == [4])
    #expect(entry.format == "SDMX-CSV 2.0")
    for name in ["readme.txt", "dsd.xml", "Metadata_Country.csv", "cover.pdf", "empty.csv"] {
      #expect(entry.notes.contains { $0.hasPrefix("\(name): set aside. ") }, "\(name)")
      #expect(log.contains { $0.hasPrefix("all.zip: \(name): set aside. ") })
    }
    let table = try scratch.table(entry)
    let batch = table.batch(0)
    #expect(Array(batch.int64(0)) == [1, 2, 3, 4, 5])
    #expect(Array(batch.int64(1)) == [2, 3, 4, 2, 3])
    #expect(table.fields[3].name == "member")
    let names = batch.codes(3).map { table.dictionary(3).string(Int($0)) }
    #expect(names == ["b.csv", "b.csv", "b.csv", "data/a.csv.gz", "data/a.csv.gz"])
  }

  @Test("members with different fields, and one without an archive, give the columns that they need")
  func differentFields() throws {
    let scratch = try Scratch()
    let second =
      "STRUCTURE,STRUCTURE_ID,ACTION,SEX,OBS_VALUE\n" + String(repeating: "dataflow,X:Y(1.0),I,F,1\n", count: 3)
    let sample = ZipSample([Member("a.csv", Sample.csv(rows: 70_000)), Member("b.csv", second)])
    try scratch.deliver(sample.bytes, as: "all.zip")
    try scratch.deliver(second, as: "plain.csv")
    let entries = try scratch.ingest()
    let table = try scratch.table(entries["all.zip"])
    #expect(table.rowCount == 70_003)
    #expect(entries["all.zip"]?.structures == ["VN_EMMA:COMMUNE_OBS(1.0)", "X:Y(1.0)"])
    let sex = try #require(table.index(of: "SEX"))
    let last = table.batch(table.batchCount - 1)
    #expect(last.isNull(sex, 0) && !last.isNull(sex, last.rowCount - 1))
    #expect(last.int64(0)[last.rowCount - 1] == 70_003 && last.int64(1)[last.rowCount - 1] == 4)
    let plain = try scratch.table(entries["plain.csv"])
    #expect(plain.batch(0).codes(3).allSatisfy { plain.dictionary(3).string(Int($0)) == "" })
  }

  @Test("an error in a member is the delivery's, and names the member")
  func brokenMember() throws {
    let scratch = try Scratch()
    let broken = structure.replacing("Structure", with: "GenericData").replacing("/>", with: "><a>")
    try scratch.deliver(ZipSample([Member("a.csv", Sample.csv(rows: 1)), Member("b.xml", broken)]).bytes, as: "a.zip")
    try scratch.deliver(ZipSample([Member("../x.csv", Sample.csv(rows: 1))]).bytes, as: "b.zip")
    try scratch.deliver(ZipSample([Member("a.txt", "x"), Member("b.txt", "y")]).bytes, as: "c.zip")
    try scratch.deliver(ZipSample([Member("a.txt", "x"), Member("dsd.xml", structure)]).bytes, as: "d.zip")
    var log: [String] = []
    let entries = try scratch.ingest { log.append($0.description) }
    #expect(entries["a.zip"]?.outcome == .unreadable)
    #expect(entries["a.zip"]?.rejects.first?.member == "b.xml")
    #expect(log.contains { $0.hasPrefix("a.zip!b.xml:") })
    #expect(entries["b.zip"]?.rejects.first?.code == "unsafe_name")
    #expect(entries["c.zip"]?.rejects.first?.code == "not_recognised")
    #expect(entries["c.zip"]?.rejects.first?.message.contains("b.txt") == true)
    #expect(entries["d.zip"]?.outcome == .setAside)
    for entry in entries.values { #expect(entry.sha256.count == 64 && entry.file == nil) }
  }
}

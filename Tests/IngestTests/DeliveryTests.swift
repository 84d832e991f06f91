import ArchiveSamples
import Foundation
import Ingest
import Records
import Testing

@Suite("single deliveries")
struct DeliveryTests {
  @Test("records, places and values come through several batches")
  func batches() throws {
    let scratch = try Scratch()
    let rows = 150_000
    try scratch.deliver(gzipped(Array(Sample.csv(rows: rows).utf8)), as: "a.csv.gz")
    let entries = try scratch.ingest()
    let entry = try #require(entries["a.csv.gz"])
    #expect(entry.records == Int64(rows))
    #expect(entry.structures == ["VN_EMMA:COMMUNE_OBS(1.0)"])
    #expect(entry.sha256.count == 64)
    let table = try scratch.table(entry)
    #expect(
      table.fields.map(\.name) == [
        "record", "line", "column", "member", "action", "structure", "FREQ", "REF_AREA", "TIME_PERIOD", "OBS_VALUE",
      ])
    #expect(table.batchCount == 3)
    var record: Int64 = 0
    for index in 0..<table.batchCount {
      let batch = table.batch(index)
      for row in 0..<batch.rowCount {
        record += 1
        #expect(batch.int64(0)[row] == record && batch.int64(1)[row] == record + 1)
        let fields = Sample.row(Int(record) - 1).split(whereSeparator: { $0 == "," || $0 == "\n" }).map(String.init)
        #expect(table.dictionary(7).string(Int(batch.codes(7)[row])) == fields[4])
        #expect(batch.utf8(9).string(row) == fields[6])
      }
    }
    #expect(record == Int64(rows))
  }

  @Test("a field of too many different values becomes text in a second pass")
  func manyValues() throws {
    let scratch = try Scratch()
    try scratch.deliver(Sample.csv(rows: 5000), as: "a.csv")
    var limits = IngestLimits()
    limits.record.distinctValues = 1000
    let entries = try scratch.ingest(limits: limits)
    let table = try scratch.table(entries["a.csv"])
    #expect(table.rowCount == 5000)
    let field = try #require(table.index(of: "REF_AREA"))
    #expect(table.fields[field].type == .utf8)
    #expect(table.batch(0).utf8(field).string(2999) == "2999")
  }

  @Test("one whose fields nearly all differ becomes text without a second pass")
  func keys() throws {
    let scratch = try Scratch()
    let rows = (0..<70_000).map { "x,k\($0),1\n" }.joined()
    try scratch.deliver("DATAFLOW,KEY,OBS_VALUE\n" + rows, as: "a.csv")
    let table = try scratch.table(try scratch.ingest()["a.csv"])
    let field = try #require(table.index(of: "KEY"))
    #expect(table.fields[field].type == .utf8)
    #expect(table.batch(0).utf8(field).string(65_535) == "k65535")
    #expect(table.batch(1).utf8(field).string(4463) == "k69999")
  }

  @Test("broken deliveries are named with a remedy and harm no other")
  func broken() throws {
    let scratch = try Scratch()
    let good = gzipped(Array(Sample.csv(rows: 40_000).utf8))
    var corrupt = good
    corrupt[good.count / 2] ^= 0xFF
    try scratch.deliver(good, as: "good.csv.gz")
    try scratch.deliver(Array(good.dropLast(100)), as: "cut.csv.gz")
    try scratch.deliver(corrupt, as: "corrupt.csv.gz")
    try scratch.deliver("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", as: "entity.xml")
    try scratch.deliver("", as: "empty")
    try scratch.deliver([UInt8](repeating: 0, count: 100_000), as: "zeros")
    try scratch.deliver(gzipped([UInt8](repeating: 0x20, count: 80 << 20)), as: "bomb.gz")
    try scratch.deliver(Sample.header + String(repeating: "x", count: 30 << 20), as: "line.csv")
    let entries = try scratch.ingest()
    #expect(entries["good.csv.gz"]?.records == 40_000)
    let codes = [
      "cut.csv.gz": "truncated", "corrupt.csv.gz": "corrupt_gzip", "entity.xml": "entity_declared",
      "empty": "not_recognised", "zeros": "not_recognised", "bomb.gz": "not_recognised", "line.csv": "limit_record",
    ]
    for (name, code) in codes {
      let entry = try #require(entries[name])
      #expect(entry.outcome == .unreadable)
      #expect(entry.rejects.map(\.code) == [code], "\(name)")
      #expect(entry.rejects.first?.remedy.isEmpty == false)
      #expect(entry.sha256.count == 64)
      #expect(entry.file == nil)
    }
    #expect(try scratch.written().keys.sorted() == ["deliveries.json", "good.csv.gz.arrow"])
  }

  @Test("a file that may not be read is named")
  func forbidden() throws {
    let scratch = try Scratch()
    try scratch.deliver(Sample.csv(rows: 1), as: "a.csv")
    chmod(scratch.inbox + "/a.csv", 0)
    // Whoever may read everything cannot test this.
    guard access(scratch.inbox + "/a.csv", R_OK) != 0 else { return }
    let entry = try scratch.ingest()["a.csv"]
    #expect(entry?.rejects.map(\.code) == ["unreadable_file"])
  }

  @Test("a structure message is set aside with a note; the manifest has every key")
  func setAside() throws {
    let scratch = try Scratch()
    try scratch.deliver(
      "<m:Structure xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\"/>", as: "dsd.xml")
    let entry = try #require(try scratch.ingest()["dsd.xml"])
    #expect(entry.outcome == .setAside)
    #expect(entry.notes.count == 1)
    let json = String(decoding: try #require(try scratch.written()["deliveries.json"]), as: UTF8.self)
    #expect(json.contains("\"prepared\" : null"))
    #expect(json.contains("\"file\" : null"))
  }

  @Test("UTF-16 with tabs, as spreadsheets save it")
  func spreadsheet() throws {
    let scratch = try Scratch()
    let text = "\u{FEFF}" + Sample.csv(rows: 2).replacing(",", with: "\t").replacing("\n", with: "\r\n")
    try scratch.deliver(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, as: "a.txt")
    #expect(try scratch.ingest()["a.txt"]?.records == 2)
  }

  @Test("very many rejects are counted, the first ones described")
  func manyRejects() throws {
    let scratch = try Scratch()
    try scratch.deliver(Sample.csv(rows: 1) + String(repeating: "a,b\n", count: 500) + Sample.row(1), as: "a.csv")
    var limits = IngestLimits()
    limits.record.describedRejects = 10
    let entry = try #require(try scratch.ingest(limits: limits)["a.csv"])
    #expect(entry.records == 2)
    #expect(entry.rejected == 500)
    #expect(entry.rejects.count == 10)
    #expect(entry.notes.count == 1)
  }
}

import Foundation
import Ingest
import Records
import Testing

@Suite("inboxes")
struct InboxTests {
  @Test("what is written does not depend on the number of jobs or the order of files")
  func deterministic() throws {
    let scratch = try Scratch()
    for index in 0..<12 {
      try scratch.deliver(gzip(Array(Sample.csv(rows: 100 * index + 1).utf8)), as: "\(11 - index)/part \(index).csv.gz")
    }
    try scratch.deliver("nothing", as: "z")
    try scratch.ingest(jobs: 1)
    let first = try scratch.written()
    #expect(first.count == 13)
    for jobs in [2, 7] {
      try scratch.ingest(jobs: jobs)
      #expect(try scratch.written() == first)
    }
  }

  @Test("names are paths, in byte order; each has a file of its own")
  func names() throws {
    let scratch = try Scratch()
    for name in ["b.csv", "a/b.csv", "a%2Fb.csv", "tỉnh Hà Giang.csv", "B.csv"] {
      try scratch.deliver(Sample.csv(rows: 1), as: name)
    }
    try scratch.ingest()
    let entries = try DeliveryManifest.load(from: scratch.ingested).deliveries
    #expect(entries.map(\.name) == ["B.csv", "a%2Fb.csv", "a/b.csv", "b.csv", "tỉnh Hà Giang.csv"])
    #expect(Set(entries.map(\.file)).count == 5)
    #expect(entries[2].file == "a%2Fb.csv.arrow")
    for entry in entries { #expect(try scratch.table(entry).rowCount == 1) }
  }

  @Test("links, pipes, hidden and unfinished files are skipped and said")
  func skipped() throws {
    let scratch = try Scratch()
    try scratch.deliver(Sample.csv(rows: 1), as: "good.csv")
    for name in [".hidden", "x.csv.part", "x.tmp", "x.csv~", ".folder/inner.csv"] { try scratch.deliver("x", as: name) }
    try FileManager.default.createSymbolicLink(atPath: scratch.inbox + "/link", withDestinationPath: "/etc/passwd")
    try FileManager.default.createSymbolicLink(atPath: scratch.inbox + "/folder", withDestinationPath: "/etc")
    #expect(mkfifo(scratch.inbox + "/pipe", 0o600) == 0)
    var log: [String] = []
    let entries = try scratch.ingest { log.append($0) }
    #expect(entries.keys.sorted() == ["good.csv"])
    #expect(log.count == 8)
    #expect(log.contains { $0.hasPrefix("link: skipped") })
  }

  @Test("an empty inbox is no error, a missing one is")
  func empty() throws {
    let scratch = try Scratch()
    #expect(try scratch.ingest().isEmpty)
    #expect(throws: IngestError.self) {
      try Ingest.ingest(inbox: scratch.inbox + "/none", into: scratch.ingested, jobs: 1)
    }
  }

  @Test("a read-only inbox is enough")
  func readOnly() throws {
    let scratch = try Scratch()
    try scratch.deliver(Sample.csv(rows: 3), as: "a.csv")
    chmod(scratch.inbox + "/a.csv", 0o400)
    chmod(scratch.inbox, 0o500)
    defer { chmod(scratch.inbox, 0o700) }
    #expect(try scratch.ingest()["a.csv"]?.records == 3)
  }
}

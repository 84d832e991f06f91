import ArchiveSamples
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
      try scratch.deliver(
        gzipped(Array(Sample.csv(rows: 100 * index + 1).utf8)), as: "\(11 - index)/part \(index).csv.gz")
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
    let entries = try scratch.ingest { log.append($0.description) }
    #expect(entries.keys.sorted() == ["good.csv"])
    #expect(log.count == 8)
    #expect(log.contains { $0.hasPrefix("link: skipped") })
  }

  @Test("names that no line of a log could hold, and what is no file, are skipped and said; the rest is read")
  func oddities() throws {
    let scratch = try Scratch()
    try scratch.deliver(Sample.csv(rows: 1), as: "good.csv")
    try scratch.deliver("x", as: "line\nbreak.csv")
    let long = String(repeating: "ệ", count: 83)
    try scratch.deliver("x", as: "folder/" + long + ".csv")
    try scratch.deliver(Sample.csv(rows: 1), as: String(repeating: "l", count: 240) + ".csv")
    let latin: [CChar] = (scratch.inbox + "/t").utf8.map { CChar(bitPattern: $0) } + [CChar(bitPattern: 0xE9), 0]
    close(open(latin, O_CREAT | O_WRONLY, 0o600))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    // The whole path may be too long for an address, so the socket is made in the folder itself.
    let socketName = scratch.inbox + "/s"
    if socketName.utf8.count < 100 {
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketName.utf8) }
      _ = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }
    try scratch.deliver("x", as: (0..<40).map { "d\($0)" }.joined(separator: "/") + "/deep.csv")
    var log: [String] = []
    let entries = try scratch.ingest { log.append($0.description) }
    #expect(entries.keys.sorted() == ["good.csv", String(repeating: "l", count: 240) + ".csv"])
    let reasons = ["line?break.csv: skipped, its name has line breaks", "t\u{FFFD}: skipped, its name is not UTF-8"]
    for reason in reasons { #expect(log.contains { $0.hasPrefix(reason) }, "\(reason)") }
    #expect(log.contains { $0.contains("too long") } && log.contains { $0.contains("nested deeper") })
    #expect(socketName.utf8.count >= 100 || log.contains { $0.hasPrefix("s: skipped, it is a socket") })
    #expect(log.allSatisfy { !$0.contains("\n") })
  }

  @Test("a folder that may not be listed is skipped and said")
  func closedFolder() throws {
    let scratch = try Scratch()
    try scratch.deliver(Sample.csv(rows: 1), as: "good.csv")
    try scratch.deliver("x", as: "closed/a.csv")
    chmod(scratch.inbox + "/closed", 0)
    defer { chmod(scratch.inbox + "/closed", 0o700) }
    // Whoever may list everything cannot test this.
    guard access(scratch.inbox + "/closed", R_OK) != 0 else { return }
    var log: [String] = []
    #expect(try scratch.ingest { log.append($0.description) }.keys.sorted() == ["good.csv"])
    #expect(log.contains { $0.hasPrefix("closed/: skipped") })
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

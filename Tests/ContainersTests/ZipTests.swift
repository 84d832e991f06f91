import ArchiveSamples
import Containers
import Foundation
import Testing

@Suite("zip deliveries")
struct ZipTests {
  typealias Member = ZipSample.Member

  /// Name and content of every member.
  private func members(_ path: String, limits: ContainerLimits = ContainerLimits()) throws -> [String: [UInt8]] {
    let container = try Container(path: path, limits: limits)
    var result: [String: [UInt8]] = [:]
    while let member = try container.nextMember() { result[member.name] = try all(member.content) }
    return result
  }

  private func error(_ sample: ZipSample, limits: ContainerLimits = ContainerLimits()) throws -> ContainerError? {
    let scratch = try Scratch()
    let path = try scratch.file(sample.bytes)
    do {
      _ = try members(path, limits: limits)
      return nil
    } catch let error as ContainerError {
      return error
    }
  }

  @Test("stored and deflated members, zip64 fields and data descriptors come out whole, in order")
  func whole() throws {
    let scratch = try Scratch()
    var stored = Member("b/stored.csv", GzipTests.text)
    stored.method = 0
    var large = Member("zip64.csv", "a,b\n")
    large.isZip64 = true
    var streamed = Member("streamed.csv", GzipTests.text)
    streamed.hasDescriptor = true
    let sample = ZipSample([
      Member("b/", ""), stored, large, streamed, Member("tỉnh Sóc Trăng.csv", "x"), Member("empty", ""),
    ])
    let path = try scratch.file(sample.bytes)
    let container = try Container(path: path)
    #expect(container.wrapping == .zip)
    var names: [String] = []
    while let member = try container.nextMember() {
      names.append(member.name)
      let expected = sample.members.first { String(decoding: $0.name, as: UTF8.self) == member.name }
      #expect(try all(member.content) == expected?.content)
    }
    #expect(names == ["b/stored.csv", "zip64.csv", "streamed.csv", "tỉnh Sóc Trăng.csv", "empty"])
    #expect(try container.file.digest() == Container(path: path).file.digest())
  }

  @Test("members of a whole number of chunks end where they end", arguments: [0, 8] as [UInt16])
  func fullChunks(method: UInt16) throws {
    let scratch = try Scratch()
    for count in [256 << 10, 512 << 10, (256 << 10) - 1, (256 << 10) + 1] {
      var member = Member("a", Array(GzipTests.text.prefix(count)))
      member.method = method
      #expect(try members(try scratch.file(ZipSample([member]).bytes))["a"] == member.content)
    }
  }

  @Test("a member that is left in the middle does not disturb the next")
  func leftInTheMiddle() throws {
    let scratch = try Scratch()
    let path = try scratch.file(ZipSample([Member("a", GzipTests.text), Member("b", GzipTests.text)]).bytes)
    let container = try Container(path: path)
    var first = try container.nextMember()
    _ = try first?.content.nextChunk()
    let second = try #require(try container.nextMember())
    let head = Array(try second.content.nextChunk())
    first = nil
    #expect(try head + all(second.content) == GzipTests.text)
  }

  @Test("a member in gzip or UTF-16 is read as well")
  func wrapped() throws {
    let scratch = try Scratch()
    let utf16 = "\u{FEFF}Gia Lai".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let sample = ZipSample([Member("a.csv.gz", gzipped(GzipTests.text)), Member("b.txt", utf16)])
    let contents = try members(try scratch.file(sample.bytes))
    #expect(contents == ["a.csv.gz": GzipTests.text, "b.txt": Array("Gia Lai".utf8)])
  }

  @Test("an archive within an archive is refused, however it is wrapped; a workbook beside data is left alone")
  func nested() throws {
    let inner = ZipSample([Member("a.csv", "x")]).bytes
    #expect(try error(ZipSample([Member("inner.zip", inner)]))?.code == .nestedArchive)
    #expect(try error(ZipSample([Member("inner.zip.gz", gzipped(inner))]))?.code == .nestedArchive)
    #expect(try error(ZipSample([Member("a.gz", gzipped(gzipped([1])))]))?.code == .nestedArchive)
    let scratch = try Scratch()
    #expect(errorCode { _ = try contents(try scratch.file(gzipped(inner))) } == .nestedArchive)
    #expect(errorCode { _ = try contents(try scratch.file(gzipped(gzipped([1])))) } == .nestedArchive)
    let workbook = ZipSample([Member("[Content_Types].xml", "<x/>"), Member("xl/workbook.xml", "<x/>")])
    #expect(try error(workbook)?.code == .officeDocument)
    let path = try scratch.file(ZipSample([Member("table", workbook.bytes), Member("a.csv", "x")]).bytes)
    let container = try Container(path: path)
    #expect(try container.nextMember()?.reasonToSetAside != nil)
    #expect(try container.nextMember()?.reasonToSetAside == nil)
  }

  @Test("what cannot be read says which member and what to do")
  func refused() throws {
    var encrypted = Member("secret.csv", "x")
    encrypted.flags |= 1
    var method = Member("a.csv", "x")
    method.method = 9
    var checksum = Member("a.csv", GzipTests.text)
    checksum.declaredChecksum = 1
    var shorter = Member("a.csv", GzipTests.text)
    shorter.declaredSize = 1000
    var longer = Member("a.csv", GzipTests.text)
    longer.declaredSize = UInt64(GzipTests.text.count) + 1000
    var stored = Member("a.csv", "abc")
    stored.method = 0
    stored.declaredSize = 2
    var garbage = Member("a.csv", "abc")
    garbage.compressed = [0xFF, 0xFF, 0xFF, 0xFF]
    let cases: [(Member, ContainerError.Code)] = [
      (encrypted, .encryptedMember), (method, .unsupportedMethod), (checksum, .corruptZip), (shorter, .corruptZip),
      (longer, .corruptZip), (stored, .corruptZip), (garbage, .corruptZip),
      (Member("../../etc/cron.d/x", "x"), .unsafeName), (Member("/etc/passwd", "x"), .unsafeName),
      (Member("C:\\x.csv", "x"), .unsafeName), (Member("a\\..\\..\\x", "x"), .unsafeName),
    ]
    for (member, code) in cases {
      let found = try error(ZipSample([Member("good.csv", "x"), member]))
      #expect(found?.code == code, "\(String(decoding: member.name, as: UTF8.self))")
      #expect(found?.member?.isEmpty == false && found?.remedy.isEmpty == false)
    }
    #expect(try error(ZipSample([Member("a", "x"), Member("a", "y")]))?.code == .duplicateMember)
    #expect(try error(ZipSample([]))?.code == .emptyArchive)
    #expect(try error(ZipSample([Member("folder/", "")]))?.code == .emptyArchive)
  }

  @Test("bombs and lists without end stop at their limits, before anything is inflated")
  func bombs() throws {
    let zeros = Member("zeros", [UInt8](repeating: 0, count: 8 << 20))
    #expect(try error(ZipSample([zeros]), limits: ContainerLimits(ratioGrace: 1 << 20))?.code == .limitRatio)
    var lying = Member("a", "x")
    lying.declaredSize = 1 << 40
    lying.isZip64 = true
    #expect(try error(ZipSample([lying]))?.code == .limitRatio)
    let many = (0..<4).map { Member("m\($0)", GzipTests.text) }
    #expect(try error(ZipSample(many), limits: ContainerLimits(inflatedBytes: 3_000_000))?.code == .limitInflated)
    let gzips = (0..<4).map { Member("m\($0)", gzipped(GzipTests.text)) }
    #expect(try error(ZipSample(gzips), limits: ContainerLimits(inflatedBytes: 5_000_000))?.code == .limitInflated)
    let doubly = Member("a", gzipped([UInt8](repeating: 0, count: 8 << 20)))
    #expect(try error(ZipSample([doubly]), limits: ContainerLimits(ratioGrace: 1 << 20))?.code == .limitRatio)
    var shared = Member("b", "x")
    shared.sharesBytesOf = 0
    #expect(try error(ZipSample([Member("a", "x"), shared]))?.code == .corruptZip)
    var overlapping = Member("a", "abc")
    overlapping.method = 0
    overlapping.declaredSize = 40
    overlapping.declaredCompressedSize = 40
    #expect(try error(ZipSample([overlapping, Member("b", "x")]))?.code == .overlappingMembers)
    let names = (0..<50).map { Member("n\($0)", "") }
    #expect(try error(ZipSample(names), limits: ContainerLimits(members: 49))?.code == .limitMembers)
    #expect(try error(ZipSample([Member(String(repeating: "n", count: 2000), "")]))?.code == .limitName)
  }

  @Test("wherever an archive is cut, it is never read as if it were whole", arguments: [4, 29, 60, 5000, -1, -22, -40])
  func cut(length: Int) throws {
    let scratch = try Scratch()
    let whole = ZipSample([Member("a.csv", GzipTests.text), Member("b.csv", "x")]).bytes
    let path = try scratch.file(Array(length > 0 ? whole.prefix(length) : whole.dropLast(-length)))
    let code = errorCode { _ = try contents(path) }
    #expect(code == .truncated || code == .corruptZip)
  }

  @Test("any flipped byte is noticed or harms nothing; none ends the program")
  func flipped() throws {
    let scratch = try Scratch()
    let text = Array("REF_AREA,OBS_VALUE\n03646,12\n".utf8)
    let whole = ZipSample([Member("a.csv", text), Member("b.csv", text)]).bytes
    for position in whole.indices {
      for flip in [0x01, 0xFF] as [UInt8] {
        var bytes = whole
        bytes[position] ^= flip
        let path = try scratch.file(bytes)
        do {
          for content in try members(path).values { #expect(content == text || position < 4 || content == bytes) }
        } catch is ContainerError {}
      }
    }
  }

  @Test("a directory that hides an entry, or declares one too many, is damaged")
  func counts() throws {
    var sample = ZipSample([Member("a", "x"), Member("b", "y")])
    sample.declaredCount = 1
    #expect(try error(sample)?.code == .corruptZip)
    sample.declaredCount = 3
    #expect(try error(sample)?.code == .corruptZip)
  }

  @Test("names are labels: control characters and other encodings are written out")
  func labels() throws {
    let scratch = try Scratch()
    var latin = Member("", "x")
    latin.name = [0x62, 0xE9]
    latin.flags = 0
    let path = try scratch.file(ZipSample([Member("a\nb", "x"), latin]).bytes)
    #expect(try members(path).keys.sorted() == ["a%0Ab", "b%E9"])
  }

  @Test("archives that were found to be trouble are refused with a reason", arguments: try FoundArchive.all())
  func found(_ path: String) throws {
    let error = #expect(throws: ContainerError.self) { try members(path) }
    #expect(error?.message.isEmpty == false && error?.remedy.isEmpty == false)
  }
}

/// Archives of Tests/Fuzz/found/container.
enum FoundArchive {
  static func all() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fuzz/found/container").path()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(!names.isEmpty)
    return names.map { folder + "/" + $0 }
  }
}

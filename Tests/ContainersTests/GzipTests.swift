import ArchiveSamples
import Containers
import Testing

@Suite("gzip deliveries")
struct GzipTests {
  /// Text that does not compress to nothing, longer than several chunks.
  static let text: [UInt8] = (0..<200_000).flatMap { Array("\($0 &* 2_654_435_761 % 1_000_003),".utf8) }

  @Test("what was compressed comes out, and the digest is that of the compressed bytes")
  func roundTrip() throws {
    let scratch = try Scratch()
    let file = try scratch.file(gzipped(Self.text))
    let plain = try scratch.file(Array("abc".utf8), named: "plain")
    #expect(try contents(file) == Self.text)
    #expect(
      try unpack(plain).digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("several members are one file; zero padding is no content")
  func members() throws {
    let scratch = try Scratch()
    let members = gzipped(Array("a,b\n".utf8)) + gzipped([]) + gzipped(Self.text) + [UInt8](repeating: 0, count: 700)
    let result = try unpack(scratch.file(members))
    #expect(result.bytes == Array("a,b\n".utf8) + Self.text)
    #expect(result.notes.isEmpty)
  }

  @Test(
    "bytes after the end may have been a member: the file is refused",
    arguments: [[1, 2, 3], [0x1F, 0x8B, 0x07, 9]] as [[UInt8]])
  func trailing(garbage: [UInt8]) throws {
    let scratch = try Scratch()
    let file = try scratch.file(gzipped(Array("a".utf8)) + garbage)
    #expect(errorCode { _ = try contents(file) } == .corruptGzip)
  }

  @Test("a file cut anywhere is truncated", arguments: [3, 11, 1000, 100_000, -9, -8, -1])
  func truncated(length: Int) throws {
    let scratch = try Scratch()
    let whole = gzipped(Self.text)
    let file = try scratch.file(Array(length > 0 ? whole.prefix(length) : whole.dropLast(-length)))
    #expect(errorCode { _ = try contents(file) } == .truncated)
  }

  @Test("a flipped bit is noticed wherever it is", arguments: [2, 5_000, 90_000, -7, -2])
  func corrupt(position: Int) throws {
    let scratch = try Scratch()
    var bytes = gzipped(Self.text)
    bytes[position > 0 ? position : bytes.count + position] ^= 0x10
    let file = try scratch.file(bytes)
    #expect(errorCode { _ = try contents(file) } == .corruptGzip)
  }

  @Test("an error says at which compressed byte it happened")
  func offset() throws {
    let scratch = try Scratch()
    let file = try scratch.file(Array(gzipped(Self.text).prefix(1000)))
    do {
      _ = try contents(file)
      Issue.record("no error")
    } catch let error as ContainerError {
      #expect(error.byteOffset == 1000)
    }
  }

  @Test("a bomb ends at the limit of its ratio, and at that of its size")
  func bomb() throws {
    let scratch = try Scratch()
    let file = try scratch.file(gzipped([UInt8](repeating: 0, count: 32 << 20)))
    #expect(errorCode { _ = try contents(file, limits: ContainerLimits(ratioGrace: 1 << 20)) } == .limitRatio)
    #expect(errorCode { _ = try contents(file, limits: ContainerLimits(inflatedBytes: 1 << 20)) } == .limitInflated)
    #expect(errorCode { _ = try contents(file) } == nil)
  }
}

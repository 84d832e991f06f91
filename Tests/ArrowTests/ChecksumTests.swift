import Foundation
import Testing

@testable import Arrow

@Suite struct ChecksumTests {
  private func digits(_ bytes: [UInt8]) -> String { String(decoding: ChecksumText.digits(of: bytes), as: UTF8.self) }

  /// The values that the reference implementation gives (xxhsum -H1).
  @Test(arguments: [
    ("", "ef46db3751d8e999"), ("a", "d24ec4f1a98c6e5b"), ("abc", "44bc2cf5ad770999"),
    ("Nobody inspects the spammish repetition", "fbcea83c8a378bf1"),
  ])
  func knownValues(_ text: String, _ expected: String) { #expect(digits(Array(text.utf8)) == expected) }

  @Test func piecesDoNotMatter() {
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255) }
      var checksum = Checksum()
      var at = 0
      while at < count {
        let end = min(count, at + Int.random(in: 0...70))
        bytes.withUnsafeBytes { checksum.update(UnsafeRawBufferPointer(rebasing: $0[at..<end])) }
        at = end
      }
      #expect(checksum.value() == bytes.withUnsafeBytes { Checksum.of($0) })
    }
  }

  /// What the decoder alone could not see, values and padding, is seen too.
  @Test func everyFlippedByteIsNoticed() throws {
    let scratch = try Scratch()
    let sample = Sample(
      fields: [ArrowField("l", .int64, nullable: true), ArrowField("s", .utf8), ArrowField("c", .dictionary)],
      columns: [[.int64(1), .null], [.text("a"), .text("Huế")], [.text("x"), .text("yz")]],
      batches: [2], metadata: ["k": "v"])
    let path = scratch.path("t.arrow")
    try sample.write(to: path)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    _ = try ArrowFile(path: path)
    for index in bytes.indices {
      bytes[index] ^= 0x10
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: ArrowError.self) { try ArrowFile(path: path) }
      #expect(error?.cause == .damage)
      bytes[index] ^= 0x10
    }
    for length in 0..<bytes.count {
      try Data(bytes.prefix(length)).write(to: URL(fileURLWithPath: path))
      #expect(throws: ArrowError.self) { try ArrowFile(path: path) }
    }
    try Data(bytes + bytes).write(to: URL(fileURLWithPath: path))
    #expect(throws: ArrowError.self) { try ArrowFile(path: path) }
  }

  @Test func causesTellDamageFromTheSystem() throws {
    let scratch = try Scratch()
    let missing = #expect(throws: ArrowError.self) { try ArrowFile(path: scratch.path("missing")) }
    #expect(missing?.cause == .damage)
    try FileManager.default.createSymbolicLink(atPath: scratch.path("loop"), withDestinationPath: scratch.path("loop"))
    let loop = #expect(throws: ArrowError.self) { try ArrowFile(path: scratch.path("loop")) }
    #expect(loop?.cause == .system(ELOOP))
  }
}

import Arrow
import Foundation
import Testing

/// Whatever a file's bytes are, opening it gives an error or values, and never a trap.
@Suite struct CorruptFileTests {
  private let scratch: Scratch
  private let intact: [UInt8]

  init() throws {
    scratch = try Scratch()
    // Every byte is damaged in turn, so there had better not be many.
    let sample = Sample(
      fields: [
        ArrowField("i", .int32), ArrowField("l", .int64, nullable: true), ArrowField("d", .float64),
        ArrowField("s", .utf8, nullable: true), ArrowField("c", .dictionary, nullable: true),
      ],
      columns: [
        [.int32(1), .int32(2), .int32(3)], [.int64(1), .null, .int64(3)],
        [.float64(1.5), .float64(2.5), .float64(-0.0)],
        [.text("a"), .null, .text("Huế")], [.text("x"), .text("yz"), .null],
      ],
      batches: [3], metadata: ["k": "v"])
    try sample.write(to: scratch.path("intact"))
    intact = Array(try Data(contentsOf: URL(fileURLWithPath: scratch.path("intact"))))
  }

  /// Opens the bytes as a file and reads every value.
  private func read(_ bytes: some Collection<UInt8>) throws -> ArrowError? {
    let path = scratch.path("corrupt")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    do {
      let file = try ArrowFile(path: path, .unchecked)
      _ = file.cells()
      for (index, field) in file.fields.enumerated() where field.type == .dictionary {
        for code in 0..<file.dictionary(index).count { _ = file.dictionary(index).string(code) }
      }
      return nil
    } catch {
      #expect(error.path == path && !error.what.isEmpty)
      return error
    }
  }

  @Test func everyTruncationIsAnError() throws {
    #expect(try read(intact) == nil)
    for length in 0..<intact.count where try read(intact.prefix(length)) == nil {
      Issue.record("\(length) of \(intact.count) bytes were accepted")
    }
  }

  @Test(arguments: [0xFF, 0x01, 0x80, 0x08] as [UInt8])
  func everyFlippedByteIsSurvived(_ mask: UInt8) throws {
    var bytes = intact
    var errors = 0
    for index in bytes.indices {
      bytes[index] ^= mask
      if try read(bytes) != nil { errors += 1 }
      bytes[index] ^= mask
    }
    // Values and padding may change unnoticed, structure may not.
    #expect(errors > intact.count / 20)
  }

  @Test func randomDamageIsSurvived() throws {
    var random = SplitMix(state: 42)
    for _ in 0..<3000 {
      var bytes = intact
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] = [0, 1, 4, 8, 0x7F, 0x80, 0xFF].randomElement(using: &random)!
      }
      _ = try read(bytes)
    }
  }

  @Test func errorsNamePathAndOffset() throws {
    let path = scratch.path("corrupt")
    #expect(try read([])?.description == "\(path): is empty")
    let other = try read(Array("not an Arrow file at all".utf8))
    #expect(other?.description == "\(path): is not an Arrow file (at byte 0)")
    let cut = try read(intact.dropLast(1))
    #expect(cut?.what == "does not end as an Arrow file does")
    #expect(cut?.offset == intact.count - 7)
    let missing = #expect(throws: ArrowError.self) { try ArrowFile(path: scratch.path("missing")) }
    #expect(missing?.what == "cannot be opened: No such file or directory")
    #expect(throws: ArrowError.self) { try ArrowFile(path: scratch.folder) }
  }

  @Test func codesAndOffsetsAreChecked() throws {
    let path = scratch.path("small")
    let sample = Sample(
      fields: [ArrowField("c", .dictionary), ArrowField("s", .utf8)],
      columns: [[.text("a"), .text("b")], [.text("x"), .text("yz")]], batches: [2])
    try sample.write(to: path)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let file = try ArrowFile(path: path, .unchecked)
    #expect(Array(file.batch(0).codes(0)) == [0, 1])
    let code = try #require(position(of: [0, 0, 0, 0, 1, 0, 0, 0] + [UInt8](repeating: 0, count: 56), in: bytes))
    bytes[code + 4] = 2
    let wrongCode = try read(bytes)
    #expect(wrongCode?.what == "c has code 2 of a dictionary of 2")
    #expect(wrongCode?.offset == code + 4)
    bytes[code + 4] = 1
    let offset = try #require(position(of: [0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0], in: bytes))
    bytes[offset + 4] = 4
    #expect(try read(bytes)?.what == "the offsets of s do not rise within its text")
  }

  private func position(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    stride(from: 0, to: bytes.count - pattern.count, by: 64).first {
      bytes[$0..<($0 + pattern.count)].elementsEqual(pattern)
    }
  }
}

/// A small generator whose numbers are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

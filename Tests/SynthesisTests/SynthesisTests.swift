import Definition
import Foundation
import Synthesis
import Testing

/// The repository, found from this file.
private let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private let definition: Definition = {
  do {
    return try Definition.load(path: root.appendingPathComponent("Pipelines/emma-2026-2030/pipeline.yaml").path)
  } catch {
    fatalError("the definition cannot be read: \(error)")
  }
}()

/// Makes an inbox in a folder of its own and gives its files by name.
private func inbox(_ kind: InboxKind, seed: UInt64) throws -> [String: Data] {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inbox-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let names = try synthesize(kind, definition: definition, into: folder.path, seed: seed)
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names.sorted())
  var files: [String: Data] = [:]
  for name in names { files[name] = try Data(contentsOf: folder.appendingPathComponent(name)) }
  return files
}

@Suite struct SmallInboxTests {
  @Test func committedInboxIsWhatTheGeneratorWrites() throws {
    let made = try inbox(.small, seed: 1)
    let folder = root.appendingPathComponent("Fixtures/inbox")
    let committed = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(committed.sorted() == made.keys.sorted())
    for name in committed {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
      #expect(bytes == made[name], "\(name) differs: run `milepost fixtures --out Fixtures/inbox`")
    }
  }

  @Test func staysSmall() throws {
    let sizes = try inbox(.small, seed: 1).values.map(\.count)
    #expect(sizes.reduce(0, +) < 300_000)
  }

  @Test func takesNothingFromTheSeed() throws {
    #expect(try inbox(.small, seed: 1) == inbox(.small, seed: 2))
  }

  @Test func everyXMLIsWellFormed() throws {
    for (name, bytes) in try inbox(.small, seed: 1) where name != "sonla-last-minute.xml.gz" {
      let content = try unpacked(bytes)
      if content.first != UInt8(ascii: "<") { continue }
      #expect(XMLCheck.isWellFormed(content), "\(name)")
    }
  }

  @Test func oneFileIsCutOff() throws {
    let bytes = try #require(try inbox(.small, seed: 1)["sonla-last-minute.xml.gz"])
    #expect(throws: Unreadable.self) { try unpacked(bytes) }
  }

  @Test func gzipNamesNeitherTimeNorSystem() throws {
    for (name, bytes) in try inbox(.small, seed: 1) where bytes.prefix(2) == Data([0x1F, 0x8B]) {
      #expect(Array(bytes.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], "\(name)")
    }
  }
}

@Suite struct NationalInboxTests {
  @Test func sameSeedSameBytesAndAnotherSeedOthers() throws {
    let first = try inbox(.national, seed: 1)
    #expect(try inbox(.national, seed: 1) == first)
    let other = try inbox(.national, seed: 2)
    #expect(other.keys.sorted() == first.keys.sorted())
    #expect(other != first)
  }

  @Test func holdsEveryCommuneAndMeasure() throws {
    var areas: Set<Substring> = [], measures: Set<Substring> = []
    var records = 0
    for (name, bytes) in try inbox(.national, seed: 1) {
      let content = try unpacked(bytes)
      if content.first == UInt8(ascii: "<") { #expect(XMLCheck.isWellFormed(content), "\(name)") }
      guard name.contains("2026") else { continue }
      let found = Fields(of: content)
      areas.formUnion(found.areas)
      measures.formUnion(found.measures)
      records += found.records
    }
    let communes = definition.areas.communes.map { Substring(definition.areas.codes[Int($0)]) }
    #expect(areas.isSuperset(of: communes))
    #expect(measures.isSuperset(of: definition.measures.map { Substring($0.code) }))
    #expect(records > 700_000)
  }
}

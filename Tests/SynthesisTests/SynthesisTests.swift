import Definition
import Foundation
import Testing

@testable import Synthesis

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

/// The files that something writes into a folder of its own, by name.
private func files(_ write: (String) throws -> [String]) throws -> [String: Data] {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inbox-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let names = try write(folder.path)
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names.sorted())
  var files: [String: Data] = [:]
  for name in names { files[name] = try Data(contentsOf: folder.appendingPathComponent(name)) }
  return files
}

private func small(seed: UInt64 = 1) throws -> [String: Data] {
  try files { try synthesize(.small, definition: definition, into: $0, seed: seed) }
}

@Suite struct SmallInboxTests {
  @Test func committedInboxIsWhatTheGeneratorWrites() throws {
    let made = try small()
    let folder = root.appendingPathComponent("Fixtures/inbox")
    let committed = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(committed.sorted() == made.keys.sorted())
    for name in committed {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
      #expect(bytes == made[name], "\(name) differs: empty the folder and run `milepost fixtures`")
    }
  }

  @Test func staysSmall() throws {
    let sizes = try small().values.map(\.count)
    #expect(sizes.reduce(0, +) < 300_000)
  }

  @Test func takesNothingFromTheSeed() throws {
    #expect(try small() == small(seed: 2))
  }

  @Test func everyXMLIsWellFormed() throws {
    for (name, bytes) in try small() where name != "sonla-last-minute.xml.gz" {
      let content = try unpacked(bytes)
      if content.first != UInt8(ascii: "<") { continue }
      #expect(XMLCheck.isWellFormed(content), "\(name)")
    }
  }

  @Test func oneFileIsCutOff() throws {
    let bytes = try #require(try small()["sonla-last-minute.xml.gz"])
    #expect(throws: Unreadable.self) { try unpacked(bytes) }
  }

  @Test func gzipNamesNeitherTimeNorSystem() throws {
    for (name, bytes) in try small() where bytes.prefix(2) == Data([0x1F, 0x8B]) {
      #expect(Array(bytes.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], "\(name)")
    }
  }
}

/// The first provinces of the national inbox; the second one delivers 2024 by old codes.
private func national(
  seed: UInt64, provinces: Int, plan: NationalPlan = .national(.national)
) throws -> [String: Data] {
  try files { folder in
    var inbox = InboxFolder(path: folder)
    try NationalInbox(definition, seed: seed, plan: plan).write(to: &inbox, provinces: provinces)
    return inbox.names
  }
}

@Suite struct NationalInboxTests {
  @Test func sameSeedSameBytesAndAnotherSeedOthers() throws {
    let first = try national(seed: 1, provinces: 1)
    let isSame = try national(seed: 1, provinces: 1) == first
    #expect(isSame)
    let other = try national(seed: 2, provinces: 1)
    #expect(other.keys.sorted() == first.keys.sorted())
    let isOther = other != first
    #expect(isOther)
  }

  @Test func deliveriesHoldEveryCommuneAndMeasureOfTheirProvinces() throws {
    var areas: Set<Substring> = [], measures: Set<Substring> = []
    for (name, bytes) in try national(seed: 1, provinces: 2) {
      let content = try unpacked(bytes)
      if content.first == UInt8(ascii: "<") { #expect(XMLCheck.isWellFormed(content), "\(name)") }
      guard name.contains("2026") else { continue }
      let found = Fields(of: content)
      areas.formUnion(found.areas)
      measures.formUnion(found.measures)
    }
    let register = definition.areas
    let communes = register.communes.filter { register.provinceOf[Int($0)] <= 2 }.map { register.codes[Int($0)] }
    #expect(areas.isSuperset(of: communes.map { Substring($0) }))
    #expect(measures.isSuperset(of: definition.measures.map { Substring($0.code) }))
  }

  @Test func everyCommuneOfTheCountryIsOfAProvince() {
    let communes = NationalCommunes(definition)
    let counts = definition.areas.provinces.map { communes.communes(of: $0, vintage: "2026-04-30").count }
    #expect(counts.reduce(0, +) == definition.areas.communes.count)
  }

  @Test func partsAreNeverMoreThanTheirWhole() {
    var wrong: [String] = []
    for code in ["01", "14", "92"] {
      let trend = ProvinceTrend(ProvinceProfile.of(code), seed: 7)
      for area in definition.areas.communes.prefix(50) {
        for year in 2024...2026 {
          let figures = CommuneFigures(of: area, part: 1, year: year, in: trend, seed: 7, isWard: false)
          for group in figures.groups {
            for (measure, value) in zip(GroupMeasure.all, group.values) where measure.isPart && measure.base >= 0 {
              if value > group.values[measure.base] { wrong.append("\(code) \(area) \(year) \(measure.code)") }
            }
          }
        }
      }
    }
    #expect(wrong.isEmpty)
  }
}

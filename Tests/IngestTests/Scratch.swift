import Arrow
import Foundation
import Ingest
import Records

/// An inbox and the folder it is ingested into, as long as a test lasts.
final class Scratch {
  let inbox: String
  let ingested: String
  private let root: String

  init() throws {
    root = NSTemporaryDirectory() + "milepost-ingest-" + UUID().uuidString
    inbox = root + "/inbox"
    ingested = root + "/ingested"
    for path in [inbox, ingested] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func deliver(_ bytes: [UInt8], as name: String) throws {
    let path = inbox + "/" + name
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path))
  }

  func deliver(_ text: String, as name: String) throws { try deliver(Array(text.utf8), as: name) }

  /// Ingests into an empty folder.
  @discardableResult
  func ingest(
    jobs: Int = 2, limits: IngestLimits = IngestLimits(), log: (IngestRemark) -> Void = { _ in }
  ) throws -> [String: DeliveryEntry] {
    try FileManager.default.removeItem(atPath: ingested)
    try FileManager.default.createDirectory(atPath: ingested, withIntermediateDirectories: true)
    _ = try Ingest.ingest(inbox: inbox, into: ingested, jobs: jobs, limits: limits, log: log)
    let manifest = try DeliveryManifest.load(from: ingested)
    return Dictionary(uniqueKeysWithValues: manifest.deliveries.map { ($0.name, $0) })
  }

  /// Every file that was written, with its bytes.
  func written() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: ingested) {
      files[name] = try Data(contentsOf: URL(filePath: ingested + "/" + name))
    }
    return files
  }

  func table(_ entry: DeliveryEntry?) throws -> ArrowFile {
    try ArrowFile(path: ingested + "/" + (entry?.file ?? "none"))
  }
}

/// SDMX-CSV in the shape of the standard delivery.
enum Sample {
  static let header = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE\n"

  static func row(_ index: Int) -> String {
    "dataflow,VN_EMMA:COMMUNE_OBS(1.0),I,A,\(index % 3000),2026,\(index &* 2_654_435_761 % 1_000_003)\n"
  }

  static func csv(rows: Int) -> String { header + (0..<rows).map(row).joined() }
}

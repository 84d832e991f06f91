import Arrow
import Definition
import Records
import Synchronization
import Workspace

/// The deliveries whose canonical observations count, and which slices of areas each concerns; their files are mapped
/// when they are asked for.
public final class CanonicalDeliveries: Sendable {
  /// One delivery with canonical observations.
  struct Delivery: Sendable {
    let name: String, sha256: String
    /// Its canonical observations, about.
    let observations: Int
    let coverage: CanonicalCoverage

    /// Whether it says something of a slice. A deletion with an open dimension may reach any.
    func concerns(_ area: String) -> Bool { coverage.hasOpenDeletions || coverage.areas.contains(area) }

    /// Whether it concerns so many slices that it is mapped once for all of them.
    var isWide: Bool { coverage.hasOpenDeletions || coverage.areas.count > 4 }
  }

  /// Which delivery is newer.
  public let order: DeliveryOrder
  /// Years with any observation, ascending.
  public let years: [Int]
  /// In order of rank, the oldest first.
  let all: [Delivery]
  private let workspace: Workspace
  private let wide = Mutex<[String: CanonicalFile]>([:])

  /// The deliveries of a workspace that normalize has left canonical observations of.
  public init(_ definition: Definition, in workspace: Workspace) throws {
    try workspace.require(.canonical, from: "normalize")
    self.workspace = workspace
    let manifest = try workspace.deliveries()
    let summary = try NormalizeSummary.load(from: workspace)
    let hashes = Dictionary(manifest.deliveries.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let order = DeliveryOrder(manifest.deliveries)
    self.order = order
    all = summary.deliveries.compactMap { delivery in
      guard let coverage = delivery.coverage, let sha256 = hashes[delivery.name] else { return nil }
      return Delivery(name: delivery.name, sha256: sha256, observations: delivery.accepted, coverage: coverage)
    }.sorted { order.ranks[$0.name]! < order.ranks[$1.name]! }
    years = Set(all.flatMap(\.coverage.years)).sorted()
  }

  /// The deliveries that say something of a slice, in order of rank.
  func concerning(_ slice: AreaSlice, _ definition: Definition) -> [Delivery] {
    let code = definition.areas.codes[Int(slice.area)]
    return all.filter { $0.concerns(code) }
  }

  /// About how many observations a slice has.
  func weight(_ slice: AreaSlice, _ definition: Definition) -> Int {
    concerning(slice, definition).reduce(0) { $0 + $1.observations / max(1, $1.coverage.areas.count) }
  }

  /// Maps the file of a delivery.
  func open(_ delivery: Delivery, _ definition: Definition) throws -> CanonicalFile {
    if !delivery.isWide { return try map(delivery, definition) }
    // Whoever comes first maps it while the others wait: each of them would read the whole file.
    return try wide.withLock { files in
      if let file = files[delivery.name] { return file }
      let file = try map(delivery, definition)
      files[delivery.name] = file
      return file
    }
  }

  private func map(_ delivery: Delivery, _ definition: Definition) throws -> CanonicalFile {
    try CanonicalFile(
      try ArrowFile(path: workspace.path(.canonical, delivery: delivery.name)),
      rank: UInt32(order.ranks[delivery.name]!), definition)
  }
}

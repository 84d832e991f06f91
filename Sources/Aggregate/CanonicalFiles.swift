import Arrow
import Definition
import Vocabulary
import Workspace

/// Canonical observations of deliveries, mapped, with their codes resolved to small integers.
public struct CanonicalFiles: Sendable {
  /// The order of deliveries; ranks in contributions are its.
  public let order: DeliveryOrder
  /// Areas as delivered, in order of code, over all deliveries that were opened.
  public let deliveredAreas: [String]
  /// Years with any observation, ascending.
  public let years: [Int]
  private let openDeletions: OpenDeletions
  private let files: [CanonicalFile]

  /// Maps the canonical folder of a workspace: all of it, or the deliveries named.
  public init(_ definition: Definition, in workspace: Workspace, of deliveries: Set<String>? = nil, jobs: Int = 1)
    throws
  {
    try workspace.require(.canonical, from: "normalize")
    let manifest = try workspace.deliveries()
    let summary = try NormalizeSummary.load(from: workspace)
    let order = DeliveryOrder(manifest.deliveries)
    self.order = order
    let wanted = summary.deliveries.filter {
      !$0.sources.isEmpty && order.ranks[$0.name] != nil && deliveries?.contains($0.name) ?? true
    }
    let opened = try concurrently(wanted.count, jobs: jobs) { index in
      try ArrowFile(path: workspace.path(.canonical, delivery: wanted[index].name))
    }
    var areas: Set<String> = []
    for file in opened { areas.formUnion(try CanonicalFile.words(file, .areaDelivered)) }
    let deliveredAreas = areas.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.deliveredAreas = deliveredAreas
    let areaIds = Dictionary(deliveredAreas.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { one, _ in one })
    files = try concurrently(wanted.count, jobs: jobs) { index in
      try CanonicalFile(
        opened[index], rank: UInt32(order.ranks[wanted[index].name]!), areaIds: areaIds, definition)
    }
    years = Set(files.flatMap(\.years)).sorted()
    openDeletions = OpenDeletions(files.flatMap(\.openDeletions))
  }

  /// Contributions of a year that satisfy a filter, less those that deletions with open dimensions remove, in the order
  /// in which they are resolved.
  public func contributions(
    year: Int, where isWanted: (ContributionKey) -> Bool = { _ in true }
  ) -> [Contribution] {
    inOrder(year: year) { file, result in
      file.append(year: year, to: &result)
      result.removeAll { !isWanted($0.key) }
    }
  }

  /// Contributions of a year at the areas of a slice, as above.
  func contributions(year: Int, slice: AreaSlice) -> [Contribution] {
    inOrder(year: year) { file, result in file.append(year: year, slice: slice.area, to: &result) }
  }

  private func inOrder(year: Int, _ append: (CanonicalFile, inout [Contribution]) -> Void) -> [Contribution] {
    var result: [Contribution] = []
    for file in files { append(file, &result) }
    if !openDeletions.isEmpty { result.removeAll { openDeletions.remove($0, year: year) } }
    return ContributionOrder.sorted(result)
  }

  /// What each delivery that was opened covers, by name.
  func coverage(_ definition: Definition) -> [String: CanonicalCoverage] {
    Dictionary(uniqueKeysWithValues: files.map { (order.names[Int($0.rank)], $0.coverage(definition)) })
  }

  /// Where a record stands in the delivery of a rank: its line, and the member where the delivery is an archive.
  public func place(rank: UInt32, record: Int64) -> (line: Int, member: String)? {
    files.first { $0.rank == rank }?.place(record: record)
  }
}

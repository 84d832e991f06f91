import Arrow
import Definition
import Vocabulary
import Workspace

/// Canonical observations of deliveries, mapped, with their codes resolved to small integers.
public struct CanonicalFiles: Sendable {
  /// The order of deliveries; ranks in contributions are its.
  public let order: DeliveryOrder
  private let openDeletions: OpenDeletions
  private let files: [CanonicalFile]

  init(_ files: [CanonicalFile], _ order: DeliveryOrder) {
    self.order = order
    self.files = files
    openDeletions = OpenDeletions(files.flatMap(\.openDeletions))
  }

  /// Maps the whole canonical folder of a workspace.
  public init(_ definition: Definition, in workspace: Workspace, jobs: Int = 1) throws {
    let deliveries = try CanonicalDeliveries(definition, in: workspace)
    let all = deliveries.all
    let files = try concurrently(all.count, jobs: jobs) { try deliveries.open(all[$0], definition) }
    self.init(files, deliveries.order)
  }

  /// Contributions of a year that satisfy a filter, less those that deletions with open dimensions remove, in the order
  /// in which they are resolved.
  public func contributions(
    year: Int, where isWanted: (ContributionKey) -> Bool = { _ in true }
  ) -> [Contribution] {
    var result: [Contribution] = []
    for file in files {
      var ofFile: [Contribution] = []
      file.append(year: year, to: &ofFile)
      result += ofFile.lazy.filter { isWanted($0.key) }
    }
    return inOrder(result, year: year)
  }

  /// Contributions of a year at the areas of a slice, as above.
  func contributions(year: Int, slice: AreaSlice) -> [Contribution] {
    var result: [Contribution] = []
    result.reserveCapacity(files.reduce(0) { $0 + $1.mostRows(year: year, slice: slice.area) })
    for file in files { file.append(year: year, slice: slice.area, to: &result) }
    return inOrder(result, year: year)
  }

  private func inOrder(_ contributions: [Contribution], year: Int) -> [Contribution] {
    if openDeletions.isEmpty { return ContributionOrder.sorted(contributions) }
    return ContributionOrder.sorted(contributions.filter { !openDeletions.remove($0, year: year) })
  }

  /// Where a record stands in the delivery of a rank: its line, and the member where the delivery is an archive.
  public func place(rank: UInt32, record: Int64) -> (line: Int, member: String)? {
    files.first { $0.rank == rank }?.place(record: record)
  }
}

import Definition
import History
import Vocabulary
import Workspace

/// Writes the published folder from what the stages before left in the workspace, and replaces it as a whole.
///
/// - Parameters:
///   - definition: What the workspace was made with.
///   - workspace: Holds `assessed/`, `aggregates/` and `rejected/`.
///   - out: The published folder: new, empty, or published before.
///   - run: What is recorded of the run.
///   - jobs: How many files to write at a time.
///   - firstSeen: Says of the flags that are raised the day on which each first was (`YYYY-MM-DD`); without it, that is
///     the run's day.
///   - progress: Told how many files are written.
/// - Returns: What was published.
@discardableResult
public func publish(
  definition: Definition, workspace: Workspace, out: String, run: RunRecord, jobs: Int = 1,
  firstSeen: (([Flag]) throws -> [String])? = nil, progress: ProgressReport? = nil
) throws -> Publication {
  let folder = try PublishedFolder(out, workspace)
  let content = try PublishedContent(definition, workspace, run, jobs: jobs, firstSeen: firstSeen)
  let written = try folder.replace { draft in
    let outputs = try Output.all(content, in: draft)
    let files = try concurrently(outputs.count, jobs: jobs, progress: progress) {
      try outputs[$0].write(content, workspace, in: draft)
    }
    let resources = zip(outputs, files).compactMap { output, file in
      file.map { (resource: output.resource(definition), file: $0) }
    }
    let package = try PublishedFile.write(DataPackage.text(content, resources), name: DataPackage.name, in: draft)
    let described = resources.map(\.file) + [package]
    let all = described + [try PublishedFile.write(RunFile.text(content, described), name: RunFile.name, in: draft)]
    try PublishedFolder.keepOnly(all.map(\.name), in: draft)
    return all
  }
  return Publication(content, written)
}

/// The compliance rows as they would be published: without the figures that are withheld. In published order.
public func publishedRows(_ definition: Definition, _ workspace: Workspace, jobs: Int = 1) throws -> [ComplianceRow] {
  let figures = try AssessedFigures(definition, workspace)
  let control = try DisclosureControl(definition, compliance: figures.compliance, sums: figures.sums, jobs: jobs)
  return figures.published(definition, control).rows.map(\.row)
}

/// What was published.
public struct Publication: Sendable {
  /// The compliance rows without the figures that are withheld, in published order.
  public var rows: [ComplianceRow] { published.rows.map(\.row) }
  private let published: PublishedCompliance
  /// Rows of each table.
  public let compliance: Int, flags: Int, aggregates: Int, rejects: Int
  /// Compliance rows whose figures are withheld.
  public let suppressed: Int
  /// Names of the compliance rows that say less than was assessed, and of the flags of rules that are not published.
  public let withheld: [String]
  /// What one of the files could not hold, and where it is.
  public let remarks: [String]

  /// Every file of the folder with its length and the SHA-256 (hex) of its bytes, in order of name.
  public let files: [(name: String, bytes: Int, sha256: String)]

  init(_ content: PublishedContent, _ written: [PublishedFile]) {
    remarks = written.flatMap(\.remarks)
    files = written.map { ($0.name, $0.bytes, $0.sha256) }.sorted { $0.0 < $1.0 }
    published = content.compliance
    compliance = published.rows.count
    flags = content.flags.count
    aggregates = content.sums.count
    rejects = content.rejects.count
    suppressed = published.rows.count { $0.row.status == .suppressed }
    withheld = published.withheld(content.definition) + content.silenced.sorted()
  }

  /// Keeps in the folder of a run what the report of the next run must not speak of.
  public func keepWithheld(in folder: String) throws {
    try JSONFile.save([KeptRun.withheldMember: withheld], to: folder + "/" + KeptRun.withheldFile)
  }
}

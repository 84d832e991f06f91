import Aggregate
import Answers
import Definition
import Vocabulary
import Workspace

/// Answers where a figure comes from: the verdict, its sums, the communes, the deliveries and lines; and what hangs on it.
public struct Explanation: Sendable {
  /// The row as assessed, with full figures.
  public let row: ComplianceRow
  /// What its sums are made of.
  public let trace: RatioTrace
  let definition: Definition
  let dependents: Dependents
  /// Whether the row is published without its figures.
  let isWithheld: Bool

  /// Looks a row up in a workspace.
  ///
  /// - Parameters:
  ///   - group: A group; nil for the headline of the target.
  ///   - published: The compliance rows as they are published.
  public init(
    target: String, area: String, group: String?, period: String, published: [ComplianceRow], _ definition: Definition,
    in workspace: Workspace
  ) throws {
    self.definition = definition
    let reader = QuestionReader(definition: definition)
    let position = try reader.target(target)
    let areaIndex = try reader.area(area)
    let groupIndex = try group.map { try reader.group($0) } ?? definition.targets[position].headline
    let year = try reader.year(period)
    try workspace.require(.assessed, from: "assess")
    let rows = try ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition)
    func isWanted(_ row: ComplianceRow) -> Bool {
      row.target == position && row.area == areaIndex && row.group == groupIndex && row.sex == .total
        && row.year == year
    }
    guard let row = rows.first(where: isWanted) else {
      throw MissingRow.reason(
        target: position, area: areaIndex, group: groupIndex, year: year, rows, definition)
    }
    self.row = row
    isWithheld = published.first(where: isWanted)?.status == .suppressed
    let flags = try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition)
    dependents = Dependents(of: row, among: published, flags, definition)
    let indicator = definition.indicators[definition.targets[position].indicator]
    trace = RatioTrace(
      numerator: indicator.numerator, denominator: indicator.denominator, area: areaIndex, group: groupIndex,
      year: year, try CanonicalFiles(definition, in: workspace), definition)
  }
}

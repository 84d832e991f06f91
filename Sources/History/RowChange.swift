import Definition
import Vocabulary
import Workspace

/// A row of the compliance table that two runs do not have alike.
public struct RowChange: Sendable {
  /// The row of the earlier and of the later run; nil where a run has none. One of them is there.
  public let before: ComplianceRow?, after: ComplianceRow?

  /// The row of the later run, or what the earlier one had of it.
  public var row: ComplianceRow { after ?? before! }

  /// Whether the verdict is another one.
  public var changesStatus: Bool { before?.status != after?.status }

  /// What of the row is another: columns of the compliance table; nothing where a run has no such row.
  public var columns: [String] {
    guard let before, let after else { return [] }
    func differ(_ path: KeyPath<ComplianceRow, Double>) -> Bool {
      let (old, new) = (before[keyPath: path], after[keyPath: path])
      return old != new && !(old.isNaN && new.isNaN)
    }
    var columns: [String] = []
    if before.status != after.status { columns.append("status") }
    if differ(\.value) { columns.append("value") }
    if differ(\.threshold) { columns.append("threshold") }
    if differ(\.numerator) { columns.append("numerator") }
    if differ(\.denominator) { columns.append("denominator") }
    if before.reporting != after.reporting || before.expected != after.expected { columns.append("coverage") }
    if before.outlook != after.outlook { columns.append("outlook") }
    return columns
  }

  /// The changes between the rows of two runs, in order of target, year, area and group. Each row is in a run once.
  public static func all(from earlier: [ComplianceRow], to later: [ComplianceRow], _ groups: GroupRegister)
    -> [RowChange]
  {
    var before: [UInt64: ComplianceRow] = [:]
    before.reserveCapacity(earlier.count)
    for row in earlier { before[place(row, groups)] = row }
    var changes: [(place: UInt64, change: RowChange)] = []
    for row in later {
      let place = place(row, groups)
      let change = RowChange(before: before.removeValue(forKey: place), after: row)
      if change.before == nil || !change.columns.isEmpty { changes.append((place, change)) }
    }
    changes += before.map { ($0, RowChange(before: $1, after: nil)) }
    return changes.sorted { $0.place < $1.place }.map(\.change)
  }

  /// Target, year, area, group (totals first) and sex in one number that sorts.
  private static func place(_ row: ComplianceRow, _ groups: GroupRegister) -> UInt64 {
    let group = row.group == groups.total ? 0 : row.group == groups.minorities ? 1 : UInt64(row.group) + 2
    return UInt64(UInt16(row.target)) << 48 | UInt64(UInt16(row.year)) << 32 | UInt64(row.area) << 16 | group << 2
      | UInt64(row.sex.rawValue)
  }
}

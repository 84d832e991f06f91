import Definition
import Vocabulary
import Workspace

/// Whether the pace so far is enough (METHODS, section 7).
struct OutlookRule {
  let definition: Definition

  /// Fills baseline, paces and outlook of a judged row.
  func apply(to row: inout ComplianceRow, comparison: Comparison, baseline: (year: Int, value: Double)?) {
    let isMonitor = if case .yearBefore = comparison.target.threshold { true } else { false }
    if let baseline {
      row.baselineYear = baseline.year
      row.baselineValue = baseline.value
      if baseline.year < row.year {
        row.paceObserved = (row.value - baseline.value) / Double(row.year - baseline.year)
      }
    }
    let deadline = definition.phase.upperBound
    if row.status != .met, !isMonitor, row.year < deadline, !row.threshold.isNaN {
      row.paceRequired = (row.threshold - row.value) / Double(deadline - row.year)
    }
    guard row.status.isJudged else { return }
    row.outlook = isMonitor ? monitor(row, comparison) : target(row, comparison)
  }

  private func monitor(_ row: ComplianceRow, _ comparison: Comparison) -> Outlook {
    if row.status == .met { return .onTrack }
    return comparison.isEqual(row.value) ? .insufficient : .movingAway
  }

  private func target(_ row: ComplianceRow, _ comparison: Comparison) -> Outlook {
    if row.status == .met { return .achieved }
    // A year that holds cannot mend an earlier one that did not.
    if comparison.holds(row.value) { return .insufficient }
    if row.paceObserved.isNaN { return .unknown }
    let direction: Double = comparison.target.comparator.wantsMore ? 1 : -1
    let progress = row.paceObserved * direction
    if progress < 0 { return .movingAway }
    // At the deadline there is no time left.
    if row.paceRequired.isNaN { return .insufficient }
    let required = row.paceRequired * direction
    if required <= 0 { return progress > 0 ? .onTrack : .insufficient }
    let ratio = progress / required
    if ratio < definition.settings.insufficientPace { return .insufficient }
    return ratio < definition.settings.slowPace ? .slow : .onTrack
  }
}

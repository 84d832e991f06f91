import Definition
import Glibc
import Vocabulary
import Workspace

/// Turns verdicts and findings into flags whose names stay the same from night to night.
struct FlagRaising {
  let definition: Definition

  /// The flags of compliance rows, in order of name.
  func flags(_ rows: [ComplianceRow]) -> [Flag] {
    var flags: [Flag] = []
    for row in rows { raise(row, &flags) }
    return Self.sorted(flags)
  }

  /// The flags of the data, in order of name.
  func flags(_ findings: [Finding]) -> [Flag] { Self.sorted(findings.map(flag)) }

  /// Flags that are in order among themselves as one list in order of name. Two findings of one name (a total by sex,
  /// say) are one flag with both sentences.
  func merged(_ lists: [[Flag]]) -> [Flag] {
    var merged: [Flag] = []
    for flag in Self.sorted(Array(lists.joined())) {
      if let last = merged.last, last.id == flag.id {
        if !last.detail.contains(flag.detail) { merged[merged.count - 1].detail += "; " + flag.detail }
      } else {
        merged.append(flag)
      }
    }
    return merged
  }

  /// Flags in order of name, those of one name in the order given.
  private static func sorted(_ flags: [Flag]) -> [Flag] {
    // Positions are lighter to move than flags.
    let order = flags.indices.sorted { a, b in
      let order = compare(flags[a].id, flags[b].id)
      return order == 0 ? a < b : order < 0
    }
    return order.map { flags[$0] }
  }

  /// Below zero where the bytes of a text come first, above where those of the other do.
  private static func compare(_ a: String, _ b: String) -> Int {
    var (a, b) = (a, b)
    return a.withUTF8 { a in
      b.withUTF8 { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return a.count - b.count }
        let order = memcmp(first, second, min(a.count, b.count))
        return order == 0 ? a.count - b.count : Int(order)
      }
    }
  }

  private func raise(_ row: ComplianceRow, _ flags: inout [Flag]) {
    let target = definition.targets[row.target]
    let isHeadline = row.group == target.headline
    func raise(_ reason: String, _ severity: Finding.Severity, _ detail: String) {
      let area = definition.areas.codes[Int(row.area)]
      let group = definition.groups.codes[Int(row.group)]
      flags.append(
        Flag(
          id: "\(target.id).\(area).\(group).\(row.year).\(reason)", severity: severity, target: row.target,
          area: row.area, group: row.group, period: String(row.year), reason: reason, detail: detail))
    }
    if row.status == .unmet {
      let severity: Finding.Severity = target.isMonitor ? .info : isHeadline ? .critical : .warning
      raise(
        "unmet_threshold", severity,
        "\(target.title.en): \(DecimalText.text(row.value)) is not \(target.comparator.rawValue) \(standard(row, target))"
      )
    }
    if row.status == .insufficientCoverage {
      raise(
        "insufficient_coverage", isHeadline ? .warning : .info,
        "\(row.reporting) of \(row.expected) expected communes report both parts of the ratio")
    }
    if row.outlook == .movingAway {
      raise("moving_away", isHeadline ? .critical : .warning, "the value moves away from the threshold")
    } else if !target.isMonitor, row.outlook == .slow || row.outlook == .insufficient {
      raise(
        "off_track", isHeadline ? .warning : .info,
        "at the pace so far the threshold is not reached by \(definition.phase.upperBound) (\(row.outlook.rawValue))")
    }
  }

  /// What the value was compared with; a figure of another year is not repeated here, it may be confidential.
  private func standard(_ row: ComplianceRow, _ target: Target) -> String {
    switch target.threshold {
    case .fixed: DecimalText.text(row.threshold)
    case .baseline: "the baseline of \(row.baselineYear ?? definition.baselineYear)"
    case .yearBefore: "the year before"
    }
  }

  private func flag(_ finding: Finding) -> Flag {
    let detail = finding.rule.map { rule in
      RuleSentence(definition, rule: rule).text(finding.detail, finding.violations) { _ in true }
    }
    return Flag(
      id: finding.flagName(definition), severity: finding.severity, target: nil, area: finding.area,
      group: finding.group, period: finding.period, reason: finding.kind.rawValue,
      detail: detail ?? finding.detail)
  }
}

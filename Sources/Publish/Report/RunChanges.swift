import Definition
import History
import Vocabulary
import Workspace

/// What changed since the run before, in the year that is judged. Of rows that either run withholds it says nothing:
/// that a verdict changed would tell the figure that is not published.
struct RunChanges {
  /// A verdict that is another one now.
  struct Verdict {
    let target: Int
    let area: AreaIndex
    let before: ComplianceStatus, after: ComplianceStatus
  }

  /// Whether a flag was raised the run before.
  enum State {
    case new, continuing
  }

  /// The run compared with.
  let earlier: RunList.Entry
  /// Changed verdicts of the headlines, in order of target and area.
  let nation: [Verdict], provinces: [Verdict]
  /// Flags of the run before that are raised no more, in its order.
  let cleared: [Flag]
  /// Whether the run before judged the year at all.
  let isSameYear: Bool
  private let states: [String: State]

  init(_ earlier: KeptRun, withheld: Set<String>, _ content: PublishedContent, year: Int) {
    let definition = content.definition
    func isHeadline(_ row: ComplianceRow) -> Bool {
      row.year == year && row.sex == .total && row.group == definition.targets[row.target].headline
    }
    let before = earlier.rows.filter { row in
      isHeadline(row) && !withheld.contains(PublishedCompliance.name(row, definition))
    }
    let after = content.compliance.rows.lazy.map(\.row).filter { row in
      isHeadline(row) && !content.compliance.silences(row)
    }
    let verdicts = RowChange.all(from: before, to: Array(after), definition.groups).compactMap { change -> Verdict? in
      guard change.changesStatus, let old = change.before, let new = change.after else { return nil }
      return Verdict(target: new.target, area: new.area, before: old.status, after: new.status)
    }
    nation = verdicts.filter { $0.area == AreaRegister.nation }
    provinces = verdicts.filter { $0.area != AreaRegister.nation }
    isSameYear = !before.isEmpty
    self.earlier = earlier.entry

    func isOfYear(_ flag: Flag) -> Bool { flag.period.hasPrefix("\(year)") }
    func wasWithheld(_ flag: Flag) -> Bool {
      withheld.contains(PublishedCompliance.name(flag, definition) ?? flag.id)
    }
    let differences = RunComparison.flags(from: earlier.flags.filter(isOfYear), to: content.flags)
    let raised = Set(differences.raised.lazy.map(\.id))
    var states: [String: State] = [:]
    for flag in content.flags where isOfYear(flag) && !wasWithheld(flag) {
      states[flag.id] = raised.contains(flag.id) ? .new : .continuing
    }
    self.states = states
    cleared = differences.withdrawn.filter { flag in
      !wasWithheld(flag) && !content.compliance.silences(flag) && !content.silenced.contains(flag.id)
    }
  }

  /// Whether a flag is new; nil where that is not told.
  func state(_ flag: Flag) -> State? { states[flag.id] }

  /// How many flags are new, and how many stand as before.
  var new: Int { states.values.count { $0 == .new } }
  var continuing: Int { states.values.count { $0 == .continuing } }
}

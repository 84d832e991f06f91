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

  /// A province that reports many targets at once which it did not before, or no longer does: one event, however many
  /// verdicts it makes.
  struct Turn {
    let area: AreaIndex
    /// Whether it had no data before; else it has none now.
    let isArrival: Bool
    /// In order of target; all of them from no data, or all to it.
    let verdicts: [Verdict]

    /// From so many targets on it is one event.
    static let fewest = 3

    init?(_ area: AreaIndex, isArrival: Bool, of verdicts: [Verdict]) {
      self.area = area
      self.isArrival = isArrival
      self.verdicts = verdicts.filter { (isArrival ? $0.before : $0.after) == .noData }
      if self.verdicts.count < Self.fewest { return nil }
    }
  }

  /// Whether a flag was raised the run before.
  enum State {
    case new, continuing
  }

  /// The run compared with.
  let earlier: RunList.Entry
  /// Changed verdicts of the headlines, in order of target and area; of provinces those that are of no turn.
  let nation: [Verdict], provinces: [Verdict]
  /// Those that came first, each in order of area.
  let turns: [Turn]
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
    let byProvince = Dictionary(grouping: verdicts.filter { $0.area != AreaRegister.nation }, by: \.area)
    let turns = [true, false].flatMap { isArrival in
      byProvince.keys.sorted().compactMap { Turn($0, isArrival: isArrival, of: byProvince[$0]!) }
    }
    self.turns = turns
    provinces = verdicts.filter { verdict in
      verdict.area != AreaRegister.nation
        && !turns.contains {
          $0.area == verdict.area && ($0.isArrival ? verdict.before : verdict.after) == .noData
        }
    }
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

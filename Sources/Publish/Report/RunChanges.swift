import Definition
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
  let earlier: EarlierRun
  /// Changed verdicts of the headlines, in order of target and area.
  let nation: [Verdict], provinces: [Verdict]
  /// Flags of the run before that are raised no more, in its order.
  let cleared: [Flag]
  /// Whether the run before judged the year at all.
  let isSameYear: Bool
  private let states: [String: State]

  init(_ earlier: EarlierRun, _ content: PublishedContent, year: Int) {
    let definition = content.definition
    func isHeadline(_ row: ComplianceRow) -> Bool {
      row.year == year && row.sex == .total && row.group == definition.targets[row.target].headline
    }
    struct Place: Hashable {
      let target: Int
      let area: AreaIndex
    }
    var before: [Place: ComplianceRow] = [:]
    for row in earlier.rows where isHeadline(row) && !earlier.withheld.contains(PublishedCompliance.name(row, definition)) {
      before[Place(target: row.target, area: row.area)] = row
    }
    var verdicts: [Verdict] = []
    for published in content.compliance.rows where isHeadline(published.row) && !content.compliance.silences(published.row) {
      let row = published.row
      guard let old = before[Place(target: row.target, area: row.area)], old.status != row.status else { continue }
      verdicts.append(Verdict(target: row.target, area: row.area, before: old.status, after: row.status))
    }
    nation = verdicts.filter { $0.area == AreaRegister.nation }
    provinces = verdicts.filter { $0.area != AreaRegister.nation }
    isSameYear = !before.isEmpty
    self.earlier = earlier

    func isOfYear(_ flag: Flag) -> Bool { flag.period.hasPrefix("\(year)") }
    func wasWithheld(_ flag: Flag) -> Bool {
      PublishedCompliance.name(flag, definition).map(earlier.withheld.contains) ?? false
    }
    let raisedBefore = Set(earlier.flags.lazy.filter(isOfYear).map(\.id))
    let raisedNow = Set(content.flags.lazy.map(\.id))
    var states: [String: State] = [:]
    for flag in content.flags where isOfYear(flag) && !wasWithheld(flag) {
      states[flag.id] = raisedBefore.contains(flag.id) ? .continuing : .new
    }
    self.states = states
    cleared = earlier.flags.filter { flag in
      isOfYear(flag) && !raisedNow.contains(flag.id) && !wasWithheld(flag) && !content.compliance.silences(flag)
    }
  }


  /// Whether a flag is new; nil where that is not told.
  func state(_ flag: Flag) -> State? { states[flag.id] }

  /// How many flags are new, and how many stand as before.
  var new: Int { states.values.count { $0 == .new } }
  var continuing: Int { states.values.count { $0 == .continuing } }
}

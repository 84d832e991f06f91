import Definition
import Workspace

/// What changed since the run before, as the page says it.
extension ReportSummary {
  /// Changed verdicts of provinces that are not folded away, and provinces that came or went which are named.
  private static let shownVerdicts = 10, shownTurns = 10

  /// What the template shows.
  func changeItems(_ flags: FlagList) -> [String: Any] {
    guard let changes else { return [:] }
    func words(_ number: Int) -> [String: String] { ReportContext.words(ReportNumber.count(number)) }
    var result: [String: Any] = [
      "day": ReportContext.words(ReportNumber.day(changes.earlier.day)), "run": changes.earlier.id,
    ]
    result["nation"] = changes.nation.map { change -> String in
      let target = definition.targets[change.target]
      return
        ##"<li><a href="#\##(target.id)">\##(target.id)</a> \##(Markup.both(names.title(target))): \##(turn(change))</li>"##
    }.joined(separator: "\n")
    result["anyNation"] = !changes.nation.isEmpty
    result["isSameYear"] = changes.isSameYear
    let byTarget = Dictionary(grouping: changes.provinces, by: \.target)
    result["provinces"] = byTarget.keys.sorted().map { index -> String in
      let target = definition.targets[index]
      let items = byTarget[index]!.map { change -> String in
        "<li>\(Markup.both(names.area(change.area))): \(turn(change))</li>"
      }
      return
        ##"<li><a href="#\##(target.id)">\##(target.id)</a> \##(Markup.both(names.title(target)))<ul>\##(items.joined())</ul></li>"##
    }.joined(separator: "\n")
    let places = Set(changes.provinces.map(\.area)).count
    result["provinceCount"] = "\(places)"
    result["provinceTargets"] = "\(byTarget.count)"
    result["anyProvince"] = !changes.provinces.isEmpty
    result["areFew"] = changes.provinces.count <= Self.shownVerdicts
    result["anyTurn"] = !changes.turns.isEmpty
    result["turns"] = turns(changes.turns)
    result["isQuiet"] = changes.provinces.isEmpty && changes.turns.isEmpty
    result["new"] = words(changes.new)
    result["continuing"] = words(changes.continuing)
    result["cleared"] = words(changes.cleared.count)
    result["anyNew"] = !flags.newest.isEmpty
    result["newest"] = flags.newest.map { flag -> String in "<li>\(flags.sentence(flag))</li>" }.joined(separator: "\n")
    return result
  }

  private func turn(_ change: RunChanges.Verdict) -> String { "\(badge(change.before)) → \(badge(change.after))" }

  private func badge(_ status: ComplianceStatus, count: Int? = nil) -> String {
    var words = ReportWords.status(status)
    if let count { words = Title(vi: "\(words.vi) \(count)", en: "\(words.en) \(count)") }
    return Markup.badge(status.rawValue, ReportWords.sign(status), words)
  }

  /// A line for each province that came or went, with what its verdicts are or were.
  private func turns(_ turns: [RunChanges.Turn]) -> String {
    var lines = turns.prefix(Self.shownTurns).map { turn -> String in
      let count = turn.verdicts.count
      let words =
        turn.isArrival
        ? Title(
          vi: "trước đây không có số liệu; nay có \(count) kết quả", en: "no data before; now \(count) results")
        : Title(vi: "trước đây có \(count) kết quả; nay không có số liệu", en: "\(count) results before; now no data")
      let statuses = turn.verdicts.map { turn.isArrival ? $0.after : $0.before }
      let badges = ReportContext.statusOrder.compactMap { status -> String? in
        let count = statuses.count { $0 == status }
        return count == 0 ? nil : badge(status, count: count)
      }
      return "<li>\(Markup.both(names.area(turn.area))): \(Markup.both(words)) \(badges.joined(separator: " "))</li>"
    }
    let more = turns.count - lines.count
    if more > 0 {
      lines.append("<li>\(Markup.both(Title(vi: "và \(more) tỉnh, thành phố nữa", en: "and \(more) more")))</li>")
    }
    return lines.joined(separator: "\n")
  }
}

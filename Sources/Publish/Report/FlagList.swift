import Definition
import Workspace

/// Flags of the year judged in words of both languages, with what became of them since the run before.
struct FlagList {
  private let content: PublishedContent
  private let figures: ReportFigures
  private let names: ReportNames
  private let changes: RunChanges?
  private let flags: [Flag]
  private let rows: [String: ComplianceRow]
  /// The day on which each flag that is shown was first raised, by its name.
  private let seen: [String: String]

  /// Flags shown at once, and behind a fold; the rest are counted.
  private static let shown = 15, folded = 185, shownCleared = 100

  init(_ content: PublishedContent, _ figures: ReportFigures, _ names: ReportNames, _ changes: RunChanges?) {
    self.content = content
    self.figures = figures
    self.names = names
    self.changes = changes
    let definition = content.definition
    let ofYear = content.flags.filter { $0.period.hasPrefix("\(figures.year)") }
    /// The most severe first; among them the new ones, then the nation's, then those of headline groups.
    func rank(_ flag: Flag) -> Int {
      let severity = Self.severities.firstIndex(of: flag.severity) ?? 0
      let isHeadline = flag.target.map { definition.targets[$0].headline == flag.group } ?? true
      let further = [changes?.state(flag) == .new, flag.area == AreaRegister.nation, isHeadline]
      return further.reduce(severity) { $0 * 2 + ($1 ? 0 : 1) }
    }
    flags = ofYear.enumerated().map { (rank($0.element), $0.offset, $0.element) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    let spokenOf = Set(flags.prefix(Self.shown + Self.folded).compactMap { PublishedCompliance.name($0, definition) })
    let shown = Set(flags.prefix(Self.shown + Self.folded).map(\.id))
    var seen: [String: String] = [:]
    for (flag, day) in zip(content.flags, content.firstSeen) where shown.contains(flag.id) { seen[flag.id] = day }
    self.seen = seen
    var rows: [String: ComplianceRow] = [:]
    for published in content.compliance.rows where published.row.year == figures.year {
      let name = PublishedCompliance.name(published.row, definition)
      if spokenOf.contains(name) { rows[name] = published.row }
    }
    self.rows = rows
  }

  static let severities: [Finding.Severity] = [.critical, .warning, .info]

  /// What the template shows.
  var context: [String: Any] {
    var result: [String: Any] = [
      "counts": counts, "any": !flags.isEmpty, "isCompared": changes != nil,
      "shown": flags.prefix(Self.shown).map(html).joined(separator: "\n"),
    ]
    let folded = flags.dropFirst(Self.shown).prefix(Self.folded)
    if !folded.isEmpty {
      result["folded"] = folded.map(html).joined(separator: "\n")
      result["foldedCount"] = ReportContext.words(ReportNumber.count(folded.count))
    }
    let more = flags.count - Self.shown - folded.count
    if more > 0 { result["more"] = ReportContext.words(ReportNumber.count(more)) }
    if let changes {
      result["cleared"] = changes.cleared.prefix(Self.shownCleared).map(clearedHTML).joined(separator: "\n")
      result["clearedCount"] = ReportContext.words(ReportNumber.count(changes.cleared.count))
      result["anyCleared"] = !changes.cleared.isEmpty
    }
    return result
  }

  /// Counts by severity and by what became of them.
  private var counts: [[String: Any]] {
    Self.severities.map { severity in
      let of = flags.filter { $0.severity == severity }
      var row: [String: Any] = [
        "severity": Self.badge(severity), "all": ReportContext.words(ReportNumber.count(of.count)),
      ]
      if let changes {
        row["new"] = ReportContext.words(ReportNumber.count(of.count { changes.state($0) == .new }))
        row["continuing"] = ReportContext.words(ReportNumber.count(of.count { changes.state($0) == .continuing }))
        row["cleared"] = ReportContext.words(ReportNumber.count(changes.cleared.count { $0.severity == severity }))
      }
      return row
    }
  }

  /// The most severe of the new ones.
  var newest: [Flag] { Array(flags.lazy.filter { changes?.state($0) == .new && $0.severity != .info }.prefix(5)) }

  /// The flag in a line: what, where, who, why.
  func sentence(_ flag: Flag) -> String {
    var parts = [Markup.both(names.area(flag.area))]
    if let target = flag.target {
      parts.insert(
        ##"<a href="#\##(content.definition.targets[target].id)">\##(content.definition.targets[target].id)</a>"##,
        at: 0)
      if flag.group != content.definition.targets[target].headline {
        parts.append(Markup.both(names.group(flag.group)))
      }
    }
    return parts.joined(separator: " · ") + ": " + Markup.both(ReportWords.reason(flag.reason))
  }

  private func html(_ flag: Flag) -> String {
    let state =
      switch changes?.state(flag) {
      case .new: Markup.both(Title(vi: "Mới", en: "New"))
      case .continuing: Markup.both(Title(vi: "Tiếp diễn", en: "Continuing"))
      // One of the two nights withholds what it rests on.
      case nil: Markup.both(Title(vi: "Không so sánh", en: "Not compared"))
      }
    let seen = ReportNumber.day(seen[flag.id] ?? content.run.asOf.description)
    return "<tr><td>\(Self.badge(flag.severity))</td>"
      + (changes == nil ? "" : "<td>\(state)</td>")
      + "<td>\(Markup.both(seen))</td>\(place(flag))<td>\(Markup.both(ReportWords.reason(flag.reason)))</td>"
      + "<td>\(Markup.both(detail(flag)))</td></tr>"
  }

  private func clearedHTML(_ flag: Flag) -> String {
    "<tr><td>\(Self.badge(flag.severity))</td>\(place(flag))<td>\(Markup.both(ReportWords.reason(flag.reason)))</td></tr>"
  }

  private func place(_ flag: Flag) -> String {
    let target = flag.target.map { content.definition.targets[$0].id }
    let link = target.map { ##"<a href="#\##($0)">\##($0)</a>"## } ?? "–"
    return #"<th scope="row">\#(link)</th><td>\#(Markup.both(names.area(flag.area)))</td>"#
      + "<td>\(Markup.both(names.group(flag.group)))</td>"
  }

  /// What the flag rests on, from the published row.
  private func detail(_ flag: Flag) -> Title {
    let definition = content.definition
    guard flag.target != nil else { return dataDetail(flag) }
    guard let name = PublishedCompliance.name(flag, definition), let row = rows[name] else {
      return Title(vi: "", en: "")
    }
    let target = definition.targets[row.target]
    switch flag.reason {
    case "insufficient_coverage":
      let coverage = names.coverage(row)
      let reporters = names.reporters(row.target)
      return Title(vi: "\(coverage.vi) \(reporters.vi) có báo cáo", en: "\(coverage.en) \(reporters.en) report")
    case "off_track", "moving_away":
      guard !row.paceObserved.isNaN else { return names.value(row) }
      let pace = ReportNumber.points(row.paceObserved)
      let vietnamese = "\(names.value(row).vi); \(pace.vi) mỗi năm"
      let english = "\(names.value(row).en); \(pace.en) a year"
      guard !row.paceRequired.isNaN else { return Title(vi: vietnamese, en: english) }
      let required = ReportNumber.points(row.paceRequired)
      return Title(vi: vietnamese + ", cần \(required.vi)", en: english + ", needed \(required.en)")
    default:
      var vietnamese = "\(names.value(row).vi), yêu cầu \(names.test(target).vi)"
      var english = "\(names.value(row).en), required \(names.test(target).en)"
      if let missing = names.missing(row) {
        vietnamese += "; còn thiếu \(missing.vi)"
        english += "; \(missing.en) short"
      }
      return Title(vi: vietnamese, en: english)
    }
  }

  /// Flags of the data themselves bear the measure in their name.
  private func dataDetail(_ flag: Flag) -> Title {
    let code = flag.id.split(separator: ".").first.map(String.init) ?? ""
    let measure = content.definition.measure(code).map { content.definition.measures[$0].title }
    // What the rule says must hold, and does not.
    if let rule = content.definition.rule(ofFlag: flag.id) {
      return Title(vi: "Không đúng: \(rule.title.vi)", en: "Does not hold: \(rule.title.en)")
    }
    switch flag.reason {
    case "inconsistent_total":
      let title = measure ?? Title(vi: code, en: code)
      return Title(
        vi: "\(title.vi): tổng được gửi lệch với tổng các phần",
        en: "\(title.en): the total delivered differs from the sum of its parts")
    case "revised_value":
      let title = measure ?? Title(vi: code, en: code)
      return Title(vi: "\(title.vi): báo cáo mới hơn đã sửa số", en: "\(title.en): changed by a newer delivery")
    default:
      return Title(
        vi: "Có xã chưa báo cáo, hoặc xã nhập từ nhiều xã cũ mà một phần chưa báo cáo",
        en: "Communes do not report, or were made of several of which some do not")
    }
  }

  private static func badge(_ severity: Finding.Severity) -> String {
    let sign =
      switch severity {
      case .critical: "!!"
      case .warning: "!"
      case .info: "i"
      }
    return Markup.badge(severity.rawValue, sign, ReportWords.severity(severity))
  }
}

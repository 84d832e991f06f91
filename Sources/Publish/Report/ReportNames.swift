import Definition
import Vocabulary
import Workspace

/// The names of targets, areas and groups, and tests in words.
struct ReportNames {
  let definition: Definition

  /// A province without the word for its kind, which a list of provinces need not repeat.
  func area(_ area: AreaIndex) -> Title {
    var vietnamese = definition.areas.names[Int(area)]
    var english = definition.areas.englishNames[Int(area)]
    if vietnamese.hasPrefix("Tỉnh ") { vietnamese.removeFirst(5) }
    if vietnamese.hasPrefix("Thành phố ") { vietnamese = "TP. " + vietnamese.dropFirst(10) }
    if english.hasSuffix(" Province") { english.removeLast(9) }
    return Title(vi: vietnamese, en: english.isEmpty ? vietnamese : english)
  }

  /// A target's title, whose numbers stay with their per cent.
  func title(_ target: Target) -> Title {
    func kept(_ text: String) -> String {
      text.contains(" %") ? text.split(separator: " %", omittingEmptySubsequences: false).joined(separator: "\u{A0}%") : text
    }
    return Title(vi: kept(target.title.vi), en: kept(target.title.en))
  }

  func group(_ group: GroupIndex) -> Title {
    let english = definition.groups.englishNames[Int(group)]
    let name = definition.groups.names[Int(group)]
    return Title(vi: name, en: english.isEmpty ? name : english)
  }

  /// The test of a target: its sign and its threshold, and what "basically" allows.
  func test(_ target: Target) -> Title {
    let sign = sign(target.comparator)
    var title: Title
    switch target.threshold {
    case .fixed(let value):
      let threshold = ReportNumber.threshold(value)
      title = Title(vi: "\(sign) \(threshold.vi)", en: "\(sign) \(threshold.en)")
    case .baseline:
      title = Title(vi: "\(sign) năm \(definition.baselineYear)", en: "\(sign) that of \(definition.baselineYear)")
    case .yearBefore: title = Title(vi: "tốt hơn năm trước", en: "better than the year before")
    }
    if let tolerance = target.tolerance {
      let width = ReportNumber.threshold(tolerance)
      title = Title(vi: title.vi + ", dung sai \(width.vi)", en: title.en + ", tolerance \(width.en)")
    }
    return title
  }

  func sign(_ comparator: Comparator) -> String {
    switch comparator {
    case .less: "<"
    case .atMost: "≤"
    case .atLeast: "≥"
    case .greater: ">"
    }
  }

  /// A value of a target; differences from the nation's share are points.
  func value(_ row: ComplianceRow) -> Title {
    indicator(row).reference == .lessNation
      ? ReportNumber.points(row.value) : ReportNumber.percent(row.value, against: row.threshold)
  }

  /// What must still change for the target to hold; nil where nothing must, or where that is not known.
  func missing(_ row: ComplianceRow) -> Title? {
    guard row.gapUnits > 0 else { return nil }
    return ReportNumber.amount(row.gapUnits, definition.measures[indicator(row).numerator].counted)
  }

  func indicator(_ row: ComplianceRow) -> Indicator {
    definition.indicators[definition.targets[row.target].indicator]
  }

  /// How many of the expected communes (or provinces) report.
  func coverage(_ row: ComplianceRow) -> Title {
    let (reporting, expected) = (ReportNumber.count(row.reporting), ReportNumber.count(row.expected))
    return Title(vi: "\(reporting.vi)/\(expected.vi)", en: "\(reporting.en)/\(expected.en)")
  }

  /// The level whose reports a target counts.
  func reporters(_ target: Int) -> Title {
    let indicator = definition.indicators[definition.targets[target].indicator]
    return ReportWords.reporters(definition.measures[indicator.numerator].level)
  }

  func status(_ row: ComplianceRow?) -> String {
    let status = row?.status ?? .noData
    return Markup.badge(status.rawValue, ReportWords.sign(status), ReportWords.status(status))
  }

  func outlook(_ outlook: Outlook) -> String {
    Markup.badge(outlook.rawValue, ReportWords.sign(outlook), ReportWords.outlook(outlook))
  }

  /// Marks of a value, for the eye and for the ear.
  func marks(_ row: ComplianceRow) -> String {
    let marks = ReportWords.marks(row)
    return marks.isEmpty ? "" : "<sup>\(marks)</sup>"
  }
}

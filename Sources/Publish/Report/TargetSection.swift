import Definition
import Workspace

/// What the page shows of one target.
struct TargetSection {
  let content: PublishedContent
  let figures: ReportFigures
  let names: ReportNames
  let map: ProvinceMap?
  /// Position in `Definition.targets`.
  let index: Int
  /// Rows of a ranking that are not folded away.
  private static let shown = 5

  private var target: Target { content.definition.targets[index] }
  private var nation: ComplianceRow? { figures.row(index, AreaRegister.nation) }
  private var definition: Definition { content.definition }

  /// What the template shows.
  var context: [String: Any] {
    let words = ReportContext.words
    let rows = figures.years.compactMap { figures.row(index, AreaRegister.nation, $0) }
    var result: [String: Any] = [
      "id": target.id, "title": words(names.title(target)), "group": words(names.group(target.headline)),
      "test": words(names.test(target)), "status": names.status(nation), "class": (nation?.status ?? .noData).rawValue,
      "isMonitor": target.isMonitor, "reporters": words(names.reporters(index)),
      "indicator": words(definition.indicators[target.indicator].title),
      "years": rows.map(year).joined(separator: "\n"),
      "facts": facts, "legend": legend,
    ]
    if let chart = CourseChart(rows, target, year: figures.year, names) { result["course"] = chart.svg }
    if let map { result["map"] = map.shapes(mark) }
    if let map { result["size"] = "0 0 \(map.width) \(map.height)" }
    result["provinces"] = ranking(
      provinces, of: Title(vi: "Tỉnh, thành phố", en: "Province"), id: "\(target.id)-provinces", showsOutlook: false
    ) { names.area($0.area) }
    let groups = figures.groups(index).filter {
      $0.group != definition.groups.total && $0.group != definition.groups.minorities
    }
    if !groups.isEmpty {
      result["groups"] = ranking(
        groups, of: Title(vi: "Dân tộc", en: "Ethnic group"), id: "\(target.id)-groups", showsOutlook: true
      ) { names.group($0.group) }
    }
    return result
  }

  private var provinces: [ComplianceRow] { definition.areas.provinces.compactMap { figures.row(index, $0) } }

  private func ranking(
    _ rows: [ComplianceRow], of kind: Title, id: String, showsOutlook: Bool,
    name: @escaping (ComplianceRow) -> Title
  ) -> [String: Any] {
    let ranking = Ranking(rows, target, names, showsOutlook: showsOutlook, name: name)
    var result: [String: Any] = [
      "kind": ReportContext.words(kind), "kinds": kind.en + "s", "id": id, "rows": ranking.html(Self.shown),
      "showsOutlook": showsOutlook,
      "target": target.id,
      "reporters": ReportContext.words(names.reporters(index)), "title": ReportContext.words(names.title(target)),
      "judged": ReportContext.words(ReportNumber.count(ranking.judged)),
      "count": ReportContext.words(ReportNumber.count(ranking.count)),
    ]
    if ranking.count > Self.shown { result["all"] = ranking.html() }
    return result
  }

  private func mark(_ area: AreaIndex) -> ProvinceMap.Mark {
    let row = figures.row(index, area)
    let status = row?.status ?? .noData
    let words = ReportWords.status(status)
    var vietnamese = "\(names.area(area).vi): \(words.vi)", english = words.en
    if let row, !row.value.isNaN {
      vietnamese += " \(names.value(row).vi)"
      english += " \(names.value(row).en)"
    }
    return ProvinceMap.Mark(
      name: status.rawValue, sign: ReportWords.sign(status), text: "\(vietnamese) / \(english)")
  }

  /// Verdicts on the map with their number, which is the map in words.
  private var legend: String {
    let statuses = definition.areas.provinces.map { figures.row(index, $0)?.status ?? .noData }
    return ReportContext.statusOrder.compactMap { status in
      let count = statuses.count { $0 == status }
      if count == 0 { return nil }
      return "<li>\(badge(status)) \(count)</li>"
    }.joined()
  }

  private func badge(_ status: ComplianceStatus) -> String {
    Markup.badge(status.rawValue, ReportWords.sign(status), ReportWords.status(status))
  }

  /// The facts about the nation, as terms and what they are.
  private var facts: String {
    guard let row = nation else { return "" }
    var facts: [(Title, String, String?)] = []
    func add(_ term: Title, _ text: String, _ more: String? = nil) { facts.append((term, text, more)) }
    let indicator = definition.indicators[target.indicator]
    var parts: String?
    if !row.numerator.isNaN, indicator.reference == .none {
      let counted = definition.measures[indicator.denominator].counted
      let (numerator, denominator) = (ReportNumber.count(row.numerator), ReportNumber.amount(row.denominator, counted))
      parts = Markup.both(
        Title(vi: "\(numerator.vi) trên \(denominator.vi)", en: "\(numerator.en) of \(denominator.en)"))
    }
    let value = row.value.isNaN ? "–" : Markup.both(names.value(row)) + names.marks(row)
    add(Title(vi: "Thực hiện \(row.year)", en: "Value in \(row.year)"), value, parts)
    if !target.isMonitor {
      var against: String?
      if case .baseline = target.threshold, !row.threshold.isNaN {
        against = Markup.both(ReportNumber.percent(row.threshold))
      }
      add(
        Title(vi: "Yêu cầu đến \(definition.phase.upperBound)", en: "Required by \(definition.phase.upperBound)"),
        Markup.both(names.test(target)), against)
    } else if !row.threshold.isNaN {
      add(
        Title(vi: "Năm trước", en: "The year before"),
        Markup.both(
          indicator.reference == .lessNation ? ReportNumber.points(row.threshold) : ReportNumber.percent(row.threshold))
      )
    }
    if row.gap < 0 {
      add(Title(vi: "Còn cách", en: "Short by"), Markup.both(ReportNumber.distance(row.gap)))
      if let missing = names.missing(row) {
        add(Title(vi: "Còn thiếu", en: "Still missing"), Markup.both(missing))
      }
    }
    if !row.paceObserved.isNaN {
      let baseline = row.baselineYear.map { Title(vi: "so với năm \($0)", en: "since \($0)") }
      add(
        Title(vi: "Mỗi năm thay đổi", en: "Change a year"), Markup.both(ReportNumber.points(row.paceObserved)),
        baseline.map(Markup.both))
    }
    if !row.paceRequired.isNaN {
      add(
        Title(vi: "Mỗi năm cần", en: "Needed a year"), Markup.both(ReportNumber.points(row.paceRequired)),
        Markup.both(Title(vi: "đến \(definition.phase.upperBound)", en: "until \(definition.phase.upperBound)")))
    }
    if row.outlook != .unknown || row.status.isJudged {
      add(Title(vi: "Triển vọng", en: "Outlook"), names.outlook(row.outlook))
    }
    let coverage = Markup.both(names.coverage(row))
    let share = row.coverage.isNaN ? nil : Markup.both(ReportNumber.percent(row.coverage))
    let kind = names.reporters(index)
    add(Title(vi: "Báo cáo (\(kind.vi))", en: "Reports (\(kind.en))"), coverage, share)
    return facts.map { term, text, more in
      "<div><dt>\(Markup.both(term))</dt><dd>\(text)\(more.map { " <small>\($0)</small>" } ?? "")</dd></div>"
    }.joined(separator: "\n")
  }

  /// The threshold of a row: the target's own, as declared, or a value of another year, as values are written.
  private func threshold(_ row: ComplianceRow) -> Title {
    if case .fixed = target.threshold { return ReportNumber.threshold(row.threshold) }
    return names.indicator(row).reference == .lessNation
      ? ReportNumber.points(row.threshold) : ReportNumber.percent(row.threshold)
  }

  private func year(_ row: ComplianceRow) -> String {
    let value = row.value.isNaN ? "–" : Markup.both(names.value(row)) + names.marks(row)
    let threshold = row.threshold.isNaN ? "" : Markup.both(threshold(row))
    return #"<tr><th scope="row">\#(row.year)</th><td class="n">\#(value)</td><td class="n">\#(threshold)</td>"#
      + "<td class=\"st \(row.status.rawValue)\"><b aria-hidden=\"true\">\(ReportWords.sign(row.status))</b> "
      + "\(Markup.both(ReportWords.status(row.status)))</td><td class=\"n\">\(Markup.both(names.coverage(row)))</td></tr>"
  }
}

import Definition
import Vocabulary
import Workspace

/// What the templates show, as they address it. Made from the published rows alone, and from the run before only where
/// both runs publish a row.
struct ReportContext {
  private let content: PublishedContent
  private let changes: ReportChanges
  private let figures: ReportFigures
  private let names: ReportNames
  private let map: ProvinceMap?

  init(_ content: PublishedContent, _ changes: ReportChanges) throws {
    self.content = content
    self.changes = changes
    figures = ReportFigures(content)
    names = ReportNames(definition: content.definition)
    map = try ProvinceMap(content.definition)
  }

  /// The order in which verdicts are listed.
  static let statusOrder: [ComplianceStatus] = [
    .met, .metWithinTolerance, .unmet, .insufficientCoverage, .noData, .suppressed, .notApplicable,
  ]

  static func words(_ title: Title) -> [String: String] { ["vi": title.vi, "en": title.en] }

  /// The root of the templates' names.
  var root: [String: Any] {
    let definition = content.definition
    let targets = definition.targets.indices.filter { !definition.targets[$0].isMonitor }
    let monitors = definition.targets.indices.filter { definition.targets[$0].isMonitor }
    var since: RunChanges?
    if case .since(let earlier, let withheld, _) = changes {
      since = RunChanges(earlier, withheld: withheld, content, year: figures.year)
    }
    let flags = FlagList(content, figures, names, since)
    let summary = ReportSummary(
      content: content, figures: figures, names: names, changes: since, targets: targets, monitors: monitors)
    func section(_ index: Int) -> [String: Any] {
      TargetSection(content: content, figures: figures, names: names, map: map, index: index).context
    }
    var root: [String: Any] = [
      "title": Self.words(definition.title), "year": "\(figures.year)", "deadline": "\(definition.phase.upperBound)",
      "asOf": Self.words(ReportNumber.day(content.run.asOf)), "run": content.run.id, "definition": definition.id,
      "digest": String(definition.digest.prefix(16)),
      "vintage": Self.words(ReportNumber.day(definition.canonicalVintage)),
      "minimum": "\(Int(definition.settings.disclosureMinimum))",
      "coverage": Self.words(ReportNumber.threshold(definition.settings.minimumCoverage)),
      "summary": summary.context, "targets": targets.map(section), "monitors": monitors.map(section),
      "hasMonitors": !monitors.isEmpty, "provinces": matrices(targets, monitors, provinces),
      "flags": flags.context, "deliveries": DeliveryList(content).context, "legend": legend, "outlooks": outlooks,
      "marks": ReportWords.marks.map { ["sign": $0.sign, "label": Self.words($0.label)] as [String: Any] },
    ]
    let groups = matrices(targets, monitors, self.groups)
    if !groups.isEmpty { root["groupTables"] = groups }
    if let map {
      root["outlines"] = map.definitions
      root["size"] = "0 0 \(map.width) \(map.height)"
    }
    switch changes {
    case .first: root["isFirst"] = true
    case .unknown(let day, let sources):
      root["unknown"] = Self.words(ReportNumber.day(day))
      root["sources"] = SourceList(sources).html
    case .since(_, _, let sources):
      root["changes"] = summary.changeItems(flags)
      root["sources"] = SourceList(sources).html
    }
    return root
  }

  /// A table for the targets and one for the monitors, as far as any row of them is there.
  private func matrices(
    _ targets: [Int], _ monitors: [Int], _ rows: ([Int]) -> (matrix: Matrix, rows: String)?
  ) -> [[String: Any]] {
    [(targets, true), (monitors, false)].compactMap { indices, areTargets -> [String: Any]? in
      guard let (matrix, rows) = rows(indices) else { return nil }
      return ["head": matrix.head, "rows": rows, "areTargets": areTargets, "id": areTargets ? "targets" : "monitors"]
    }
  }

  private func provinces(_ indices: [Int]) -> (Matrix, String)? {
    if indices.isEmpty { return nil }
    let matrix = Matrix(names: names, targets: indices)
    let rows = content.definition.areas.provinces.map { area in
      let code = content.definition.areas.codes[Int(area)]
      return matrix.row(code, names.area(area), indices.map { figures.row($0, area) })
    }
    return (matrix, rows.joined(separator: "\n"))
  }

  private func groups(_ indices: [Int]) -> (Matrix, String)? {
    let kept = indices.filter { figures.groups($0).count > 1 }
    if kept.isEmpty { return nil }
    let matrix = Matrix(names: names, targets: kept)
    let byGroup = kept.map { index in Dictionary(figures.groups(index).map { ($0.group, $0) }) { first, _ in first } }
    let order = PublishedOrder(content.definition.groups)
    let present = Set(byGroup.flatMap(\.keys)).sorted { order.place(0, 0, 0, $0) < order.place(0, 0, 0, $1) }
    let rows = present.map { group in
      matrix.row(content.definition.groups.codes[Int(group)], names.group(group), byGroup.map { $0[group] })
    }
    return (matrix, rows.joined(separator: "\n"))
  }

  private var legend: String {
    Self.statusOrder.map { "<li>" + Markup.badge($0.rawValue, ReportWords.sign($0), ReportWords.status($0)) + "</li>" }
      .joined()
  }

  private var outlooks: String {
    [Outlook.achieved, .onTrack, .slow, .insufficient, .movingAway].map { "<li>" + names.outlook($0) + "</li>" }
      .joined()
  }
}

import Definition
import Vocabulary
import Workspace

/// What the templates show, as they address it. Made from the published rows alone.
struct ReportContext {
  private let content: PublishedContent
  private let definition: Definition
  private let year: Int
  private let headlines: Headlines
  /// Flags shown; the rest are counted.
  private static let shownFlags = 60, shownDeliveries = 200

  init(_ content: PublishedContent) {
    self.content = content
    definition = content.definition
    headlines = Headlines(content)
    year = headlines.latestYear
  }

  /// The root of the templates' names.
  var root: [String: Any] {
    let targets = definition.targets.indices.filter { !definition.targets[$0].isMonitor }
    let monitors = definition.targets.indices.filter { definition.targets[$0].isMonitor }
    var root: [String: Any] = [
      "title": Self.words(definition.title), "year": "\(year)", "deadline": "\(definition.phase.upperBound)",
      "asOf": content.run.asOf.description, "run": content.run.id, "definition": definition.id,
      "digest": String(definition.digest.prefix(16)), "vintage": definition.canonicalVintage,
      "minimum": "\(Int(definition.settings.disclosureMinimum))",
      "coverage": Self.words(ReportNumber.threshold(definition.settings.minimumCoverage)),
      "tallies": tallies(targets), "targets": targets.map(target), "monitors": monitors.map(target),
      "hasMonitors": !monitors.isEmpty, "columns": targets.map(column), "provinces": provinces(targets),
      "legend": legend, "outlooks": outlooks, "flags": flags, "sources": sources,
    ]
    if let map = ProvinceMap(definition) { root["map"] = self.map(map, targets) }
    return root
  }

  /// Targets of the nation by verdict, in fixed order.
  private func tallies(_ targets: [Int]) -> [[String: Any]] {
    let statuses = targets.map { headlines.row($0, AreaRegister.nation, year)?.status ?? .noData }
    let open = statuses.filter { !$0.isJudged }.count
    var result = [ComplianceStatus.met, .metWithinTolerance, .unmet].map { status in
      tally(statuses.filter { $0 == status }.count, of: targets.count, status, ReportWords.status(status))
    }
    result.append(tally(open, of: targets.count, .noData, Title(vi: "Chưa đánh giá được", en: "Not judged")))
    return result
  }

  private func tally(_ count: Int, of all: Int, _ status: ComplianceStatus, _ label: Title) -> [String: Any] {
    [
      "count": "\(count)", "all": "\(all)", "class": status.rawValue, "sign": ReportWords.sign(status),
      "label": Self.words(label),
    ]
  }

  private func target(_ index: Int) -> [String: Any] {
    let target = definition.targets[index]
    let indicator = definition.indicators[target.indicator]
    var result: [String: Any] = [
      "id": target.id, "title": Self.words(target.title), "group": group(target.headline),
      "test": Self.words(test(target)),
    ]
    let row = headlines.row(index, AreaRegister.nation, year)
    let status = row?.status ?? .noData
    result["status"] = self.status(status)
    guard let row else { return result }
    if !row.value.isNaN { result["value"] = Self.words(ReportNumber.percent(row.value, against: row.threshold)) }
    if case .fixed = target.threshold {
    } else if !row.threshold.isNaN {
      result["against"] = Self.words(ReportNumber.percent(row.threshold))
    }
    if row.gap < 0 { result["gap"] = Self.words(ReportNumber.points(row.gap)) }
    if row.gapUnits > 0 {
      let unit = ReportWords.counted(definition.measures[indicator.numerator].counted)
      let count = ReportNumber.count(row.gapUnits)
      result["gapUnits"] = Self.words(Title(vi: "\(count.vi) \(unit.vi)", en: "\(count.en) \(unit.en)"))
    }
    if row.outlook != .unknown { result["outlook"] = outlook(row.outlook) }
    let course = headlines.years.map { headlines.row(index, AreaRegister.nation, $0)?.value ?? .nan }
    if let line = Sparkline(course, threshold: row.threshold) {
      var drawn: [String: Any] = ["lines": line.lines, "x": line.lastX, "y": line.lastY]
      if let threshold = line.thresholdY { drawn["threshold"] = threshold }
      drawn["text"] = zip(headlines.years, course).map { "\($0): " + ($1.isNaN ? "–" : ReportNumber.percent($1).en) }
        .joined(separator: "; ")
      result["course"] = drawn
    }
    return result
  }

  private func test(_ target: Target) -> Title {
    let sign =
      switch target.comparator {
      case .less: "<"
      case .atMost: "≤"
      case .atLeast: "≥"
      case .greater: ">"
      }
    var title: Title
    switch target.threshold {
    case .fixed(let value):
      let threshold = ReportNumber.threshold(value)
      title = Title(vi: "\(sign) \(threshold.vi)", en: "\(sign) \(threshold.en)")
    case .baseline:
      title = Title(vi: "\(sign) năm \(definition.baselineYear)", en: "\(sign) \(definition.baselineYear)")
    case .yearBefore: title = Title(vi: "tốt hơn năm trước", en: "better than the year before")
    }
    if let tolerance = target.tolerance {
      let width = ReportNumber.threshold(tolerance)
      title = Title(vi: title.vi + " (± \(width.vi))", en: title.en + " (± \(width.en))")
    }
    return title
  }

  private func column(_ index: Int) -> [String: Any] {
    let target = definition.targets[index]
    return ["id": target.id, "title": target.title.vi + " / " + target.title.en]
  }

  /// Provinces in which any target applies, each with a cell for every target.
  private func provinces(_ targets: [Int]) -> [[String: Any]] {
    definition.areas.provinces.compactMap { area in
      let rows = targets.map { headlines.row($0, area, year) }
      guard rows.contains(where: { $0.map { $0.status != .notApplicable } ?? false }) else { return nil }
      let cells = zip(targets, rows).map { target, row -> [String: Any] in
        let status = row?.status ?? .noData
        var cell: [String: Any] = [
          "class": status.rawValue, "sign": ReportWords.sign(status), "label": Self.words(ReportWords.status(status)),
        ]
        if let row, !row.value.isNaN {
          cell["value"] = Self.words(ReportNumber.percent(row.value, against: row.threshold))
        }
        return cell
      }
      let score = Score(rows)
      return [
        "code": definition.areas.codes[Int(area)], "name": areaName(area), "cells": cells,
        "score": score.judged == 0 ? "–" : "\(score.met)/\(score.judged)",
      ]
    }
  }

  private func map(_ map: ProvinceMap, _ targets: [Int]) -> [String: Any] {
    let shapes = definition.areas.provinces.compactMap { area -> [String: Any]? in
      guard let path = map.paths[definition.areas.codes[Int(area)]] else { return nil }
      let score = Score(targets.map { headlines.row($0, area, year) })
      return [
        "path": path, "class": score.shade,
        "title": areaName(area) + (score.judged == 0 ? ": –" : ": \(score.met)/\(score.judged)"),
      ]
    }
    return [
      "shapes": shapes, "width": map.width, "height": map.height,
      "islands": map.islands.map { ["x": $0.x, "y": $0.y] },
      "labels": map.labels.map { ["x": $0.x, "y": $0.y, "name": $0.name.vi] }, "keys": Score.keys,
    ]
  }

  private var legend: [[String: Any]] { Self.statusOrder.map(status) }
  private static let statusOrder: [ComplianceStatus] = [
    .met, .metWithinTolerance, .unmet, .insufficientCoverage, .noData, .suppressed, .notApplicable,
  ]
  private var outlooks: [[String: Any]] {
    [Outlook.achieved, .onTrack, .slow, .insufficient, .movingAway].map(outlook)
  }

  /// Flags of the latest year, the most severe first, headlines before other groups.
  private var flags: [String: Any] {
    let order: [Finding.Severity] = [.critical, .warning, .info]
    let latest = content.flags.filter { $0.period.hasPrefix("\(year)") }
    let headlines = latest.filter { flag in flag.target.map { definition.targets[$0].headline == flag.group } ?? true }
    let others = latest.filter { flag in flag.target.map { definition.targets[$0].headline != flag.group } ?? false }
    let sorted = order.flatMap { severity in (headlines + others).filter { $0.severity == severity } }
    let shown = sorted.prefix(Self.shownFlags).map { flag -> [String: Any] in
      [
        "class": flag.severity.rawValue, "severity": Self.words(ReportWords.severity(flag.severity)),
        "target": flag.target.map { definition.targets[$0].id } ?? "", "area": areaName(flag.area),
        "group": group(flag.group), "reason": Self.words(ReportWords.reason(flag.reason)), "detail": flag.detail,
      ]
    }
    let counts = order.map { severity -> [String: Any] in
      [
        "class": severity.rawValue, "severity": Self.words(ReportWords.severity(severity)),
        "count": "\(latest.filter { $0.severity == severity }.count)",
      ]
    }
    var result: [String: Any] = ["shown": Array(shown), "counts": counts, "any": !shown.isEmpty]
    if sorted.count > shown.count { result["more"] = "\(sorted.count - shown.count)" }
    return result
  }

  private var sources: [String: Any] {
    let all = content.run.deliveries.sorted { $0.name < $1.name }
    let shown = all.prefix(Self.shownDeliveries).map { delivery -> [String: Any] in
      [
        "name": delivery.name, "format": delivery.format, "outcome": delivery.outcome,
        "records": Self.words(ReportNumber.count(Double(delivery.records))),
        "rejected": Self.words(ReportNumber.count(Double(delivery.rejected))),
        "sha256": String(delivery.sha256.prefix(12)),
      ]
    }
    var result: [String: Any] = ["shown": Array(shown), "count": "\(all.count)", "any": !all.isEmpty]
    if all.count > shown.count { result["more"] = "\(all.count - shown.count)" }
    return result
  }

  private func status(_ status: ComplianceStatus) -> [String: Any] {
    [
      "class": status.rawValue, "sign": ReportWords.sign(status), "label": Self.words(ReportWords.status(status)),
    ]
  }

  private func outlook(_ outlook: Outlook) -> [String: Any] {
    [
      "class": outlook.rawValue, "sign": ReportWords.sign(outlook), "label": Self.words(ReportWords.outlook(outlook)),
    ]
  }

  private func areaName(_ area: AreaIndex) -> String { definition.areas.names[Int(area)] }

  private func group(_ group: GroupIndex) -> [String: String] {
    let english = definition.groups.englishNames[Int(group)]
    let name = definition.groups.names[Int(group)]
    return Self.words(Title(vi: name, en: english.isEmpty ? name : english))
  }

  private static func words(_ title: Title) -> [String: String] { ["vi": title.vi, "en": title.en] }
}

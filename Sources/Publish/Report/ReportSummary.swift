import Definition
import Workspace

/// The head of the page: where the nation stands, and what changed.
struct ReportSummary {
  let content: PublishedContent
  let figures: ReportFigures
  let names: ReportNames
  let changes: RunChanges?
  /// Positions of the targets, and of the monitors.
  let targets: [Int], monitors: [Int]

  var definition: Definition { content.definition }

  /// What the template shows.
  var context: [String: Any] {
    let statuses = targets.map { nation($0)?.status ?? .noData }
    var result: [String: Any] = [
      "met": "\(statuses.count { $0 == .met })", "all": "\(targets.count)",
      "tiles": targets.map(tile).joined(separator: "\n"), "tallies": tallies(statuses), "table": table,
    ]
    let holding = monitors.count { nation($0)?.status == .met }
    if !monitors.isEmpty {
      result["monitors"] = [
        "met": "\(holding)", "all": "\(monitors.count)", "tiles": monitors.map(tile).joined(separator: "\n"),
      ]
    }
    return result
  }

  private func nation(_ index: Int) -> ComplianceRow? { figures.row(index, AreaRegister.nation) }

  private func tile(_ index: Int) -> String {
    let target = definition.targets[index]
    let status = nation(index)?.status ?? .noData
    return ##"<li><a class="tile \##(status.rawValue)" href="#\##(target.id)"><span>\##(target.id)</span> "##
      + #"<b aria-hidden="true">\#(ReportWords.sign(status))</b>\#(Markup.unseen(ReportWords.status(status)))</a></li>"#
  }

  private func tallies(_ statuses: [ComplianceStatus]) -> String {
    ReportContext.statusOrder.compactMap { status in
      let count = statuses.count { $0 == status }
      if count == 0 { return nil }
      return
        "<li>\(Markup.badge(status.rawValue, ReportWords.sign(status), ReportWords.status(status))) <strong>\(count)</strong></li>"
    }.joined(separator: "\n")
  }

  /// The targets by verdict: what does not hold first.
  private var table: String {
    let order: [ComplianceStatus] = [
      .unmet, .insufficientCoverage, .noData, .suppressed, .notApplicable, .metWithinTolerance, .met,
    ]
    return order.compactMap { status in
      let rows = targets.filter { (nation($0)?.status ?? .noData) == status }
      if rows.isEmpty { return nil }
      let words = ReportWords.status(status)
      return
        "<tbody role=\"rowgroup\"><tr class=\"divider\" role=\"row\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"6\">"
        + Markup.badge(status.rawValue, ReportWords.sign(status), words)
        + " <span class=\"of\">\(rows.count)</span></th></tr>\n"
        + rows.map(row).joined(separator: "\n") + "</tbody>"
    }.joined(separator: "\n")
  }

  private func row(_ index: Int) -> String {
    let target = definition.targets[index]
    let row = nation(index)
    var value = "–", gap = "", missing = "", outlook = ""
    if let row {
      if !row.value.isNaN { value = Markup.both(names.value(row)) + names.marks(row) }
      if row.gap < 0 { gap = Markup.both(ReportNumber.distance(row.gap)) }
      if let units = names.missing(row) { missing = Markup.both(units) }
      if row.outlook != .unknown || row.status.isJudged { outlook = names.outlook(row.outlook) }
    }
    var group = ""
    if target.headline != definition.groups.total {
      group = #" <small>\#(Markup.both(names.group(target.headline)))</small>"#
    }
    func label(_ vietnamese: String, _ english: String) -> String {
      #"<small class="key">\#(Markup.both(Title(vi: vietnamese, en: english)))</small>"#
    }
    // The roles stand here because narrow screens lay the rows out as blocks, which would take them away.
    return
      ##"<tr role="row"><th scope="row" role="rowheader"><a href="#\##(target.id)"><span class="code">\##(target.id)</span> \##(Markup.both(names.title(target)))</a>\##(group)</th>"##
      + "<td role=\"cell\" class=\"n strong\">\(label("Thực hiện", "Value"))\(value)</td>"
      + "<td role=\"cell\" class=\"n\">\(label("Yêu cầu", "Required"))\(Markup.both(names.test(target)))</td>"
      + "<td role=\"cell\" class=\"n\">\(gap.isEmpty ? "" : label("Còn cách", "Short by"))\(gap)</td>"
      + "<td role=\"cell\" class=\"n strong\">\(missing.isEmpty ? "" : label("Còn thiếu", "Missing"))\(missing)</td>"
      + "<td role=\"cell\">\(outlook.isEmpty ? "" : label("Triển vọng", "Outlook"))\(outlook)</td></tr>"
  }
}

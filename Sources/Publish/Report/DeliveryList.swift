import Definition
import Workspace

/// The deliveries, those with rejected records first and with the reasons.
struct DeliveryList {
  private let content: PublishedContent
  private let rejects: [String: [RejectRow]]

  /// Deliveries shown at once, and behind a fold.
  private static let shown = 10, folded = 400

  init(_ content: PublishedContent) {
    self.content = content
    rejects = Dictionary(grouping: content.rejects, by: \.delivery)
  }

  /// What the template shows.
  var context: [String: Any] {
    let all = content.run.deliveries.sorted { ($1.rejected, $0.name) < ($0.rejected, $1.name) }
    let faulty = all.filter { $0.rejected > 0 || !(rejects[$0.name] ?? []).isEmpty }
    let faultyNames = Set(faulty.map(\.name))
    let rest = Array(faulty.dropFirst(Self.shown)) + all.filter { !faultyNames.contains($0.name) }
    let folded = rest.prefix(Self.folded)
    func words(_ number: Int) -> [String: String] { ReportContext.words(ReportNumber.count(number)) }
    var result: [String: Any] = [
      "count": words(all.count), "faultyCount": words(faulty.count),
      "records": words(all.reduce(0) { $0 + $1.records }), "rejected": words(all.reduce(0) { $0 + $1.rejected }),
      "any": !faulty.isEmpty, "shown": faulty.prefix(Self.shown).map(html).joined(separator: "\n"),
    ]
    if !folded.isEmpty {
      result["folded"] = folded.map(html).joined(separator: "\n")
      result["foldedCount"] = words(folded.count)
    }
    if rest.count > folded.count { result["more"] = words(rest.count - folded.count) }
    return result
  }

  private func html(_ delivery: RunRecord.Delivery) -> String {
    let share = delivery.records > 0 ? Double(delivery.rejected) / Double(delivery.records) : .nan
    return "<tr><th scope=\"row\">\(Markup.escape(delivery.name))<small>\(Markup.escape(delivery.format))</small></th>"
      + "<td>\(Markup.both(ReportWords.outcome(delivery.outcome)))</td>"
      + "<td class=\"n\">\(Markup.both(ReportNumber.count(delivery.records)))</td>"
      + "<td class=\"n\">\(Markup.both(ReportNumber.count(delivery.rejected)))</td>"
      + "<td class=\"n\">\(delivery.rejected > 0 ? Markup.both(ReportNumber.percent(share)) : "")</td>"
      + "<td>\(reasons(delivery.name))</td></tr>"
  }

  /// The reasons with their counts and the first lines where they stand, the most frequent first.
  private func reasons(_ delivery: String) -> String {
    let byCode = Dictionary(grouping: rejects[delivery] ?? [], by: \.code)
    let codes = byCode.keys.sorted { (byCode[$1]!.count, $0) < (byCode[$0]!.count, $1) }
    return codes.prefix(4).map { code in
      let rows = byCode[code]!
      let lines = rows.compactMap(\.line).prefix(3).map { "\($0)" }.joined(separator: ", ")
      let ellipsis = rows.count > 3 ? ", …" : ""
      let place = lines.isEmpty ? Title(vi: "", en: "") : Title(vi: " (dòng \(lines)\(ellipsis))", en: " (line \(lines)\(ellipsis))")
      let count = ReportNumber.count(rows.count)
      let reason = RejectWords.reason(code)
      return Markup.both(
        Title(vi: "\(count.vi) × \(reason.vi)\(place.vi)", en: "\(count.en) × \(reason.en)\(place.en)"))
    }.joined(separator: "<br>")
      + (codes.count > 4 ? "<br>" + Markup.both(Title(vi: "và \(codes.count - 4) lý do khác", en: "and \(codes.count - 4) further reasons")) : "")
  }
}

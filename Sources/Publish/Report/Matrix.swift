import Definition
import Workspace

/// A table of places, or ethnic groups, by targets.
struct Matrix {
  let names: ReportNames
  /// Positions in `Definition.targets`.
  let targets: [Int]

  /// The head of the columns.
  var head: String {
    targets.map { index in
      let target = names.definition.targets[index]
      return
        ##"<th scope="col"><a href="#\##(target.id)" title="\##(Markup.escape(target.title.vi + " / " + target.title.en))">\##(target.id)</a></th>"##
    }.joined()
  }

  /// A row: a name, how many of the judged targets hold, and a cell for each target.
  func row(_ code: String, _ name: Title, _ rows: [ComplianceRow?]) -> String {
    let judged = rows.compactMap { $0 }.filter { $0.status.isJudged }
    let met = judged.count { $0.status == .met }
    let score = judged.isEmpty ? "–" : "\(met)/\(judged.count)"
    return #"<tr><th scope="row"><small>\#(code)</small> \#(Markup.both(name))</th><td class="n score">\#(score)</td>"#
      + rows.map(cell).joined() + "</tr>"
  }

  private func cell(_ row: ComplianceRow?) -> String {
    let status = row?.status ?? .notApplicable
    let sign = #"<b aria-hidden="true">\#(ReportWords.sign(status))</b>"#
    var text = sign + Markup.unseen(ReportWords.status(status))
    if let row, !row.value.isNaN {
      text += " " + Markup.both(ReportNumber.share(row.value, against: row.threshold)) + names.marks(row)
    }
    return #"<td class="\#(status.rawValue)">\#(text)</td>"#
  }
}

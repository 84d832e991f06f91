import Workspace

/// How many of the targets that are judged at a place are met there, within tolerance included.
struct Score {
  let met: Int, judged: Int

  init(_ rows: [ComplianceRow?]) {
    let judged = rows.compactMap { $0 }.filter { $0.status.isJudged }
    self.judged = judged.count
    met = judged.filter { $0.status != .unmet }.count
  }

  /// Class of the colour on the map.
  var shade: String {
    guard judged > 0 else { return "q-none" }
    return "q\(min(4, met * 5 / judged))"
  }

  /// The colours with what they stand for.
  static var keys: [[String: Any]] {
    (0...4).map { ["class": "q\($0)", "from": "\($0 * 20)", "to": "\($0 * 20 + 20)"] }
  }
}

import Definition
import Foundation
import Workspace

/// The nation's course over the years, against the path that leads to the threshold in the last year of the phase.
struct CourseChart {
  private static let width = 400.0, height = 220.0
  private static let left = 48.0, right = 386.0, top = 18.0, bottom = 192.0

  private let definition: Definition
  private let target: Target
  private let names: ReportNames
  private let rows: [ComplianceRow]
  private let judged: ComplianceRow?
  private let firstYear: Int, lastYear: Int
  private let low: Double, high: Double

  /// - Parameter rows: The nation's published rows of a target, in order of year, up to the year judged.
  init?(_ rows: [ComplianceRow], _ target: Target, year: Int, _ names: ReportNames) {
    definition = names.definition
    self.target = target
    self.names = names
    self.rows = rows
    judged = rows.last { $0.year == year }
    guard let first = rows.first?.year, rows.contains(where: { !$0.value.isNaN }) else { return nil }
    firstYear = first
    lastYear = target.isMonitor ? max(year, first + 1) : max(definition.phase.upperBound, year)
    var values = rows.map(\.value).filter { !$0.isNaN }
    let ends = Self.ends(judged, target, lastYear, definition)
    values += [ends.threshold, ends.pace].filter { !$0.isNaN }
    if let tolerance = target.tolerance, !ends.threshold.isNaN {
      values.append(ends.threshold + (target.comparator.wantsMore ? -tolerance : tolerance))
    }
    let span = max(values.max()! - values.min()!, 0.004)
    let isShare = values.min()! >= 0 && values.max()! <= 1
    low = isShare ? max(0, values.min()! - span * 0.12) : values.min()! - span * 0.12
    high = values.max()! + span * 0.14
  }

  /// Where the lines end: the threshold, and the value that the pace so far leads to.
  private static func ends(
    _ row: ComplianceRow?, _ target: Target, _ lastYear: Int, _ definition: Definition
  ) -> (threshold: Double, pace: Double) {
    guard let row, !target.isMonitor else { return (.nan, .nan) }
    var pace = Double.nan
    // Withheld figures lead nowhere; the least of a number and of none would be the number.
    if row.status != .met, !target.everyYear, row.year < lastYear, !row.value.isNaN, !row.paceObserved.isNaN {
      pace = row.value + row.paceObserved * Double(lastYear - row.year)
      // A share goes no further than none and all.
      if case .none = definition.indicators[target.indicator].reference { pace = min(1, max(0, pace)) }
    }
    return (row.threshold, pace)
  }

  /// The drawing.
  var svg: String {
    let ends = Self.ends(judged, target, lastYear, definition)
    var parts = [axes]
    if !ends.threshold.isNaN {
      parts.append(limit(ends.threshold))
      if let path = path(to: ends.threshold) { parts.append(path) }
    }
    if let judged, !ends.pace.isNaN {
      parts.append(line("pace", judged.year, judged.value, lastYear, ends.pace))
      parts.append(#"<circle class="end" cx="\#(x(lastYear))" cy="\#(y(ends.pace))" r="3"/>"#)
      let below = ends.threshold.isNaN || ends.pace < ends.threshold
      let height = min(Self.bottom - 3, max(Self.top + 2, position(ends.pace) + (below ? 15 : -8)))
      parts.append(text("soft", Self.right, height, ReportNumber.percent(ends.pace), anchor: "end"))
    }
    parts.append(course)
    return
      #"<svg class="course" viewBox="0 0 \#(Int(Self.width)) \#(Int(Self.height))" role="img" "#
      + #"aria-labelledby="\#(target.id)-course"><title>\#(target.id) \#(firstYear)–\#(lastYear)</title>"#
      + parts.joined(separator: "\n") + "</svg>"
  }

  /// What leads to the threshold: the straight line from the baseline, or from today where there is none. A test of
  /// every year has no path, it has a line to stay above.
  private func path(to threshold: Double) -> String? {
    guard let judged, !target.everyYear, judged.year < lastYear, case .fixed = target.threshold else { return nil }
    if let year = judged.baselineYear, !judged.baselineValue.isNaN, year >= firstYear {
      if target.comparator.holds(judged.baselineValue, threshold) { return nil }
      return line("path", year, judged.baselineValue, lastYear, threshold)
    }
    if judged.value.isNaN || judged.status == .met { return nil }
    return line("path", judged.year, judged.value, lastYear, threshold)
  }

  private var axes: String {
    let step = Self.step(high - low)
    var parts: [String] = []
    var value = (low / step).rounded(.up) * step
    while value <= high {
      parts.append(#"<path class="grid" d="M\#(Self.text(Self.left)) \#(y(value))H\#(Self.text(Self.right))"/>"#)
      parts.append(
        text("axis", Self.left - 6, position(value) + 4, ReportNumber.tick(value, step: step), anchor: "end"))
      value += step
    }
    for year in firstYear...lastYear {
      parts.append(
        #"<text class="axis" x="\#(x(year))" y="\#(Self.text(Self.bottom + 18))" text-anchor="middle">\#(year)</text>"#)
    }
    return parts.joined()
  }

  /// The threshold, and the band of what "basically" allows.
  private func limit(_ threshold: Double) -> String {
    var result = ""
    if let tolerance = target.tolerance {
      let other = threshold + (target.comparator.wantsMore ? -tolerance : tolerance)
      let (from, to) = (position(max(other, threshold)), position(min(other, threshold)))
      result +=
        #"<rect class="band" x="\#(Self.text(Self.left))" y="\#(Self.text(from))" width="\#(Self.text(Self.right - Self.left))" "#
        + #"height="\#(Self.text(to - from))"/>"#
    }
    result += #"<path class="limit" d="M\#(Self.text(Self.left)) \#(y(threshold))H\#(Self.text(Self.right))"/>"#
    let sign = names.sign(target.comparator)
    let number = ReportNumber.percent(threshold)
    let exact = if case .fixed = target.threshold { ReportNumber.threshold(threshold) } else { number }
    let isAbove = (rows.first { !$0.value.isNaN }?.value ?? threshold) <= threshold
    let height = min(Self.bottom - 4, max(Self.top, position(threshold) + (isAbove ? -6 : 14)))
    return result
      + text(
        "limit-name", Self.left + 5, height, Title(vi: "\(sign) \(exact.vi)", en: "\(sign) \(exact.en)"),
        anchor: "start")
  }

  private var course: String {
    var parts: [String] = []
    var stretch: [ComplianceRow] = []
    func finish() {
      if stretch.count > 1 {
        let points = stretch.map { "\(x($0.year)),\(y($0.value))" }.joined(separator: " ")
        parts.append(#"<polyline class="line" points="\#(points)"/>"#)
      }
      stretch = []
    }
    for row in rows {
      if row.value.isNaN { finish() } else { stretch.append(row) }
    }
    finish()
    for row in rows {
      if row.value.isNaN {
        // A year without a figure says why.
        parts.append(
          #"<text class="gap" x="\#(x(row.year))" y="\#(Self.text(Self.bottom - 4))" text-anchor="middle">"#
            + ReportWords.sign(row.status) + "</text>")
        continue
      }
      let isFirm = row.observationStatus == "A" && row.status.isJudged
      parts.append(
        #"<circle class="\#(isFirm ? "dot" : "dot loose")" cx="\#(x(row.year))" cy="\#(y(row.value))" r="\#(row.year == judged?.year ? "4.5" : "3.5")"/>"#
      )
    }
    if let judged, !judged.value.isNaN {
      let before = rows.last { $0.year < judged.year && !$0.value.isNaN }?.value ?? judged.value
      let isRising = judged.value >= before
      let height = min(Self.bottom - 4, max(Self.top - 4, position(judged.value) + (isRising ? -10 : 18)))
      // At the edge it would be cut off.
      let isLast = judged.year == lastYear
      let place = position(judged.year) + (isLast ? 14 : 0)
      parts.append(text("now", place, height, names.value(judged), anchor: isLast ? "end" : "middle"))
    }
    return parts.joined()
  }

  private func line(_ name: String, _ year: Int, _ value: Double, _ otherYear: Int, _ other: Double) -> String {
    #"<path class="\#(name)" d="M\#(x(year)) \#(y(value))L\#(x(otherYear)) \#(y(other))"/>"#
  }

  private func text(_ name: String, _ x: Double, _ y: Double, _ title: Title, anchor: String) -> String {
    let place = #"class="\#(name)" x="\#(Self.text(x))" y="\#(Self.text(y))" text-anchor="\#(anchor)""#
    if title.vi == title.en { return "<text \(place)>\(Markup.escape(title.vi))</text>" }
    return #"<text lang="vi" \#(place)>\#(Markup.escape(title.vi))</text>"#
      + #"<text lang="en" \#(place)>\#(Markup.escape(title.en))</text>"#
  }

  private func position(_ year: Int) -> Double {
    let (from, to) = (Self.left + 20, Self.right - 18)
    return lastYear == firstYear ? to : from + (to - from) * Double(year - firstYear) / Double(lastYear - firstYear)
  }
  private func position(_ value: Double) -> Double {
    Self.bottom - (Self.bottom - Self.top) * (value - low) / (high - low)
  }
  private func x(_ year: Int) -> String { Self.text(position(year)) }
  private func y(_ value: Double) -> String { Self.text(position(value)) }

  /// The step of the scale: 1, 2 or 5 times a power of ten, so that about four of them fill a height.
  private static func step(_ height: Double) -> Double {
    var power = 1e-5
    while power * 10 <= height / 3.2 { power *= 10 }
    return [5, 2].map { $0 * power }.first { $0 <= height / 3.2 } ?? power
  }

  private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}

import Aggregate
import Definition
import Vocabulary
import Workspace

/// Answers where a figure comes from: the verdict, its sums, the communes, the deliveries and lines.
public struct Explanation: Sendable {
  /// The row as assessed, with full figures.
  public let row: ComplianceRow
  /// What its sums are made of.
  public let trace: RatioTrace
  private let definition: Definition

  /// Why there is nothing to explain.
  public struct Unknown: Error, CustomStringConvertible, Sendable {
    /// One line: what, why, what to do.
    public let description: String
  }

  /// Looks a row up in a workspace.
  public init(
    target: String, area: String, group: String, period: String, _ definition: Definition, in workspace: Workspace
  ) throws {
    self.definition = definition
    guard let position = definition.targets.firstIndex(where: { $0.id == target }) else {
      let known = definition.targets.map(\.id).joined(separator: " ")
      throw Unknown(description: "\(target): no such target; the definition has \(known)")
    }
    guard let areaIndex = definition.areas.index(of: area), definition.areas.level(areaIndex) != .commune else {
      throw Unknown(
        description: "--area \(area): not a province of \(definition.canonicalVintage); give VN or 2 digits")
    }
    guard let groupIndex = definition.groups.index(of: group) else {
      throw Unknown(description: "--group \(group): no such group; give _T, EM or a code such as 08")
    }
    guard let year = Int(period) else {
      throw Unknown(description: "--period \(period): not a year; targets are judged by the year, for example 2026")
    }
    try workspace.require(.assessed, from: "assess")
    let rows = try ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition)
    guard
      let row = rows.first(where: {
        $0.target == position && $0.area == areaIndex && $0.group == groupIndex && $0.sex == .total && $0.year == year
      })
    else {
      let years = Set(rows.map(\.year)).sorted().map(String.init).joined(separator: ", ")
      throw Unknown(
        description: "\(target) has no row for \(area), \(group), \(year): the group was never reported there, the "
          + "measure has no groups, or the year has no data (years: \(years))")
    }
    self.row = row
    let indicator = definition.indicators[definition.targets[position].indicator]
    trace = RatioTrace(
      numerator: indicator.numerator, denominator: indicator.denominator, area: areaIndex, group: groupIndex,
      year: year, try CanonicalFiles(definition, in: workspace), definition)
  }
}

extension Explanation: CustomStringConvertible {
  /// The explanation as text, a few lines on the verdict and then a block a commune.
  public var description: String { (verdict + [""] + units).joined(separator: "\n") }

  private var target: Target { definition.targets[row.target] }
  private var indicator: Indicator { definition.indicators[target.indicator] }
  private var numerator: Measure { definition.measures[indicator.numerator] }
  private var denominator: Measure { definition.measures[indicator.denominator] }

  private func number(_ value: Double?) -> String { value.map { $0.isNaN ? "-" : DecimalText.text($0) } ?? "-" }

  private var verdict: [String] {
    let area = "\(definition.areas.codes[Int(row.area)]) \(definition.areas.names[Int(row.area)])"
    let group = "\(definition.groups.codes[Int(row.group)]) \(definition.groups.names[Int(row.group)])"
    var lines = [
      "\(target.id)  \(target.title.vi)", "     \(target.title.en)", "area \(area), group \(group), \(row.year)", "",
      "value        \(number(row.value))",
      "threshold    \(target.comparator.rawValue) \(number(row.threshold))",
    ]
    if let tolerance = target.tolerance { lines.append("tolerance    \(number(tolerance))") }
    lines += [
      "status       \(row.status.rawValue)", "gap          \(number(row.gap))",
      "gap in units \(number(row.gapUnits)) \(numerator.unit)",
      "numerator    \(number(row.numerator)) \(numerator.unit) (\(numerator.code))",
      "denominator  \(number(row.denominator)) \(denominator.unit) (\(denominator.code))",
    ]
    let reference = row.numerator / row.denominator
    switch indicator.reference {
    case .none: break
    case .dividedByNation:
      lines.append("ratio        \(number(reference)), divided by the nation's \(number(reference / row.value))")
    case .lessNation:
      lines.append("ratio        \(number(reference)), less the nation's \(number(reference - row.value))")
    }
    lines += [
      "coverage     \(row.reporting) of \(row.expected) expected "
        + (numerator.level == .province ? "provinces report both" : "communes report both"),
      "baseline     \(row.baselineYear.map { "\(number(row.baselineValue)) in \($0)" } ?? "-")",
      "pace         \(number(row.paceObserved)) a year, required \(number(row.paceRequired))",
      "outlook      \(row.outlook.rawValue)",
      "obs_status   \(row.observationStatus.isEmpty ? "-" : row.observationStatus)",
      "conf_status  \(row.confidentialityStatus.isEmpty ? "-" : row.confidentialityStatus)",
    ]
    return lines
  }

  private var units: [String] {
    var lines: [String] = []
    for unit in trace.units {
      let note = unit.reports ? "" : "   does not report both: does not count"
      lines.append(
        "\(definition.areas.codes[Int(unit.area)]) \(definition.areas.names[Int(unit.area)]): "
          + "\(numerator.code) \(number(unit.numerator)), \(denominator.code) \(number(unit.denominator))\(note)")
      for origin in unit.origins { lines.append("    " + text(origin, unit.area)) }
    }
    if lines.isEmpty { lines.append("no commune in scope has an observation of either measure") }
    return lines
  }

  private func text(_ origin: RatioTrace.Origin, _ area: AreaIndex) -> String {
    let code = definition.measures[origin.measure].code
    let group = definition.groups.codes[Int(origin.group)]
    let value = origin.isDeletion ? "deleted" : origin.value.isNaN ? "missing" : DecimalText.text(origin.value)
    let isSame =
      origin.areaDelivered == definition.areas.codes[Int(area)] && origin.vintage == definition.canonicalVintage
    let place = isSame ? "" : ", delivered for \(origin.areaDelivered) of \(origin.vintage)"
    let fate = origin.counts || origin.isDeletion ? "" : "  (does not count: revised or deleted)"
    return "\(code) \(group) \(origin.sex.code) \(origin.period): \(value)  "
      + "\(origin.delivery), record \(origin.record), line \(origin.line)\(place)\(fate)"
  }
}

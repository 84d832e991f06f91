import Arrow
import Definition
import Vocabulary

/// Something an analyst must know of the data themselves: `aggregates/findings.arrow`.
public struct Finding: StageTable, Hashable, Sendable {
  /// What was found.
  public enum Kind: String, Sendable {
    /// A delivered total differs from the sum of its parts.
    case inconsistentTotal = "inconsistent_total"
    /// A newer delivery changed or deleted a value.
    case revisedValue = "revised_value"
    /// An area that reported before, or a part of a merged commune, does not.
    case missingDelivery = "missing_delivery"
  }

  /// How bad it is.
  public enum Severity: String, Sendable {
    case info, warning, critical
  }

  /// What and how bad.
  public var kind: Kind, severity: Severity
  /// Where.
  public var area: AreaIndex, group: GroupIndex, sex: Sex
  /// Position in `Definition.measures`; nil where it concerns all.
  public var measure: Int?
  /// Period as text: `2026`, `2026-Q1`.
  public var period: String
  /// One sentence without figures: the figures may be confidential, `explain` shows them.
  public var detail: String

  /// A finding.
  public init(
    kind: Kind, severity: Severity, area: AreaIndex, group: GroupIndex, sex: Sex, measure: Int?, period: String,
    detail: String
  ) {
    self.kind = kind
    self.severity = severity
    self.area = area
    self.group = group
    self.sex = sex
    self.measure = measure
    self.period = period
    self.detail = detail
  }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("kind", .dictionary), ArrowField("severity", .dictionary), ArrowField("area_level", .dictionary),
    ArrowField("area", .dictionary), ArrowField("ethnic_group", .dictionary), ArrowField("sex", .dictionary),
    ArrowField("measure", .dictionary), ArrowField("period", .dictionary), ArrowField("detail", .utf8),
  ]

  /// Appends the row.
  public func append(to table: ArrowTableWriter, _ definition: Definition) {
    table.append(0, text: kind.rawValue)
    table.append(1, text: severity.rawValue)
    table.append(2, text: definition.areas.level(area).name)
    table.append(3, text: definition.areas.codes[Int(area)])
    table.append(4, text: definition.groups.codes[Int(group)])
    table.append(5, text: sex.code)
    table.append(6, text: measure.map { definition.measures[$0].code } ?? "")
    table.append(7, text: period)
    table.append(8, text: detail)
  }

  /// Reads the row.
  public static func read(_ row: RowReader, _ definition: Definition) throws -> Finding {
    let measure = row.text("measure")
    return Finding(
      kind: try row.known("kind", Kind(rawValue: row.text("kind"))),
      severity: try row.known("severity", Severity(rawValue: row.text("severity"))),
      area: try row.area("area", definition), group: try row.group("ethnic_group", definition),
      sex: try row.known("sex", Sex(code: row.text("sex"))),
      measure: measure.isEmpty ? nil : try row.known("measure", definition.measure(measure)),
      period: row.text("period"), detail: row.text("detail"))
  }
}

import Arrow
import Definition
import Vocabulary

/// Something an analyst must know of the data themselves: `aggregates/findings.arrow`.
public struct Finding: StageTable, Hashable, Sendable {
  /// The name of its file in the folder of the aggregates.
  public static let fileName = "findings.arrow"

  /// What was found.
  public enum Kind: String, Sendable {
    /// A delivered total differs from the sum of its parts.
    case inconsistentTotal = "inconsistent_total"
    /// A newer delivery changed or deleted a value.
    case revisedValue = "revised_value"
    /// An area that reported before, or a part of a merged commune, does not.
    case missingDelivery = "missing_delivery"
    /// Figures do not satisfy a rule of the definition.
    case implausible
  }

  /// How bad it is.
  public typealias Severity = Vocabulary.Severity

  /// What and how bad.
  public var kind: Kind, severity: Severity
  /// Where.
  public var area: AreaIndex, group: GroupIndex, sex: Sex
  /// Position in `Definition.measures`; nil where it concerns all.
  public var measure: Int?
  /// Position in `Definition.rules` of the rule that is not satisfied; nil where it is of none.
  public var rule: Int?
  /// Period as text: `2026`, `2026-Q1`.
  public var period: String
  /// One sentence without figures: the figures may be confidential, `explain` shows them.
  public var detail: String
  /// The worst places at which a rule does not hold, with the figures that were compared.
  public var violations: [RuleViolation]
  /// `CONF_STATUS` of the figures that it speaks of: F, or the first other code of theirs.
  public var confidentiality: String

  /// A finding.
  public init(
    kind: Kind, severity: Severity, area: AreaIndex, group: GroupIndex, sex: Sex, measure: Int?, rule: Int? = nil,
    period: String, detail: String, violations: [RuleViolation] = [],
    confidentiality: String = ConfidentialityStatus.free
  ) {
    self.kind = kind
    self.severity = severity
    self.area = area
    self.group = group
    self.sex = sex
    self.measure = measure
    self.rule = rule
    self.period = period
    self.detail = detail
    self.violations = violations
    self.confidentiality = confidentiality
  }

  /// The name of the flag that tells of it, the same from night to night.
  public func flagName(_ definition: Definition) -> String {
    let subject = rule.map { definition.rules[$0].id } ?? measure.map { definition.measures[$0].code } ?? "_"
    let area = definition.areas.codes[Int(area)], group = definition.groups.codes[Int(group)]
    return "\(subject).\(area).\(group).\(period).\(kind.rawValue)"
  }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("kind", .dictionary), ArrowField("severity", .dictionary), ArrowField("area_level", .dictionary),
    ArrowField("area", .dictionary), ArrowField("ethnic_group", .dictionary), ArrowField("sex", .dictionary),
    ArrowField("measure", .dictionary), ArrowField("period", .dictionary), ArrowField("detail", .utf8),
    ArrowField("rule", .dictionary), ArrowField("conf_status", .dictionary), ArrowField("figures", .utf8),
  ]

  /// Appends the row.
  public func append(to table: inout StageTableWriter, _ definition: Definition) {
    table.append(0, word: kind.rawValue)
    table.append(1, word: severity.rawValue)
    table.append(2, area: area, definition)
    table.append(4, Int(group), definition.groups.codes[Int(group)])
    table.append(5, Int(sex.rawValue), sex.code)
    table.append(6, (measure ?? -1) + 1, measure.map { definition.measures[$0].code } ?? "")
    table.append(7, word: period)
    table.append(8, text: detail)
    table.append(9, (rule ?? -1) + 1, rule.map { definition.rules[$0].id } ?? "")
    table.append(10, word: confidentiality)
    table.append(11, text: violations.map { $0.text(definition) }.joined(separator: "\n"))
  }

  /// The rows of a record batch, in order.
  public static func read(_ batch: StageBatch, _ definition: Definition) throws -> [Finding] {
    let kinds = batch.codes(0, Kind.init(rawValue:)), severities = batch.codes(1, Severity.init(rawValue:))
    let areas = batch.areas(3, definition), groups = batch.groups(4, definition), sexes = batch.sexes(5)
    let measures = batch.codes(6) { $0.isEmpty ? .some(nil) : definition.measure($0).map(Optional.some) }
    let periods = batch.words(7), details = batch.texts(8)
    let rules = batch.codes(9) { id in
      id.isEmpty ? .some(nil) : definition.rules.firstIndex { $0.id == id }.map(Optional.some)
    }
    let confidentiality = batch.words(10), figures = batch.texts(11)
    return try batch.rows { row in
      Finding(
        kind: try kinds[row], severity: try severities[row], area: try areas[row], group: try groups[row],
        sex: try sexes[row], measure: try measures[row], rule: try rules[row], period: try periods[row],
        detail: details[row],
        violations: try figures[row].split(separator: "\n").map { text in
          guard let violation = RuleViolation(text: text, definition) else { throw batch.unreadable(11, String(text)) }
          return violation
        },
        confidentiality: try confidentiality[row])
    }
  }
}

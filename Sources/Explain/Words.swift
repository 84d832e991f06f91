import Answers
import Definition
import Vocabulary
import Workspace

extension AnswerCell {
  /// A verdict in its colour.
  static func status(_ status: ComplianceStatus) -> AnswerCell {
    let tone: Tone =
      switch status {
      case .met: .good
      case .metWithinTolerance: .caution
      case .unmet: .bad
      case .insufficientCoverage, .noData, .notApplicable, .suppressed: .quiet
      }
    return .text(status.rawValue, tone: tone)
  }

  /// An outlook in its colour.
  static func outlook(_ outlook: Outlook) -> AnswerCell {
    let tone: Tone =
      switch outlook {
      case .achieved, .onTrack: .good
      case .slow: .caution
      case .insufficient, .movingAway: .bad
      case .unknown: .quiet
      }
    return .text(outlook.rawValue, tone: tone)
  }

  /// The value of a row, with as many digits as tell it from its threshold.
  static func value(_ row: ComplianceRow) -> AnswerCell {
    .number(row.value, shown: HumanNumber.ratio(row.value, against: row.threshold))
  }

  /// What the value of a row is held against.
  static func threshold(_ row: ComplianceRow, _ target: Target) -> AnswerCell {
    .number(row.threshold, shown: "\(target.comparator.rawValue) \(HumanNumber.ratio(row.threshold))")
  }

  /// How many units lack, and of what.
  static func gapUnits(_ row: ComplianceRow, _ definition: Definition) -> AnswerCell {
    let numerator = definition.indicators[definition.targets[row.target].indicator].numerator
    let units = "\(HumanNumber.units(row.gapUnits)) \(definition.unit(numerator))"
    return .number(row.gapUnits, shown: row.gapUnits.isNaN ? "-" : units)
  }

  /// How bad a flag is.
  static func severity(_ severity: Finding.Severity) -> AnswerCell {
    let tone: Tone? =
      switch severity {
      case .critical: .bad
      case .warning: .caution
      case .info: nil
      }
    return .text(severity.rawValue, tone: tone)
  }
}

/// What answers about the workspace say of themselves.
enum Confidentiality {
  static let note = "The figures are the workspace's, before any is suppressed: they may be confidential."
}

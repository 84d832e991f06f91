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

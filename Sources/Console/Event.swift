import Logging

/// What a message on standard error is about: member `event` of its JSON object. Names stay what they are; OPERATING.md has a
/// table of them with their members, which a test compares with this list.
public enum Event: String, CaseIterable, Sendable {
  case stageStarted = "stage_started"
  case stageFinished = "stage_finished"
  case stageUnchanged = "stage_unchanged"
  case nightUnchanged = "night_unchanged"
  case deliveryRemoved = "delivery_removed"
  case deliverySkipped = "delivery_skipped"
  case deliverySetAside = "delivery_set_aside"
  case deliveryUnreadable = "delivery_unreadable"
  case deliveryRemark = "delivery_remark"
  case deliveryRejects = "delivery_rejects"
  case stageFileLost = "stage_file_lost"
  case outputRemark = "output_remark"
  case runsPruned = "runs_pruned"
  case healthReason = "health_reason"
  case definitionProblem = "definition_problem"
  case definitionInvalid = "definition_invalid"
  case usageInvalid = "usage_invalid"
  case workspaceHeld = "workspace_held"
  case rejectBudgetExceeded = "reject_budget_exceeded"
  case targetsUnmet = "targets_unmet"
  case runFailed = "run_failed"
  case runInterrupted = "run_interrupted"
  case runFinished = "run_finished"
}

/// A member of an event beside those that every event has.
public enum EventMember: Sendable {
  case text(String), count(Int), seconds(Double), texts([String])

  fileprivate var metadata: Logger.MetadataValue {
    switch self {
    case .text(let text): .string(text)
    case .count(let count): .stringConvertible(count)
    case .seconds(let seconds): .stringConvertible((seconds * 1000).rounded() / 1000)
    case .texts(let texts): .array(texts.map { .string($0) })
    }
  }
}

extension Logger {
  /// Writes a message under the name of its event.
  public func note(_ event: Event, _ message: String, _ members: [String: EventMember] = [:]) {
    note(event, .info, message, members)
  }

  /// Writes a message of a level under the name of its event.
  public func note(
    _ event: Event, _ level: Logger.Level, _ message: String, _ members: [String: EventMember] = [:]
  ) {
    var metadata = members.mapValues(\.metadata)
    metadata[StandardErrorHandler.event] = .string(event.rawValue)
    log(level: level, "\(message)", metadata: metadata)
  }
}

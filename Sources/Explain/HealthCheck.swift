/// One question of the health of a workspace, and its answer.
public struct HealthCheck: Sendable, Equatable {
  /// How it is.
  public enum State: String, Sendable {
    case ok
    /// Somebody should look, but the nightly run does its work.
    case warning
    /// A reason to call the workspace not healthy.
    case failed
  }

  /// What was asked, a stable word.
  public let name: String
  /// How it is.
  public let state: State
  /// What was found, and what to do about it; empty where there is nothing to do.
  public let detail: String, remedy: String

  static func ok(_ name: String, _ detail: String) -> HealthCheck {
    HealthCheck(name: name, state: .ok, detail: detail, remedy: "")
  }

  static func warning(_ name: String, _ detail: String, _ remedy: String) -> HealthCheck {
    HealthCheck(name: name, state: .warning, detail: detail, remedy: remedy)
  }

  static func failed(_ name: String, _ detail: String, _ remedy: String) -> HealthCheck {
    HealthCheck(name: name, state: .failed, detail: detail, remedy: remedy)
  }
}

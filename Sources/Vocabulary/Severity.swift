/// How bad something is that somebody should look at.
public enum Severity: String, Sendable, CaseIterable {
  case info, warning, critical
}

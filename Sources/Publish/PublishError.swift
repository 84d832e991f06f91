/// Why nothing was published, and what to do.
public struct PublishError: Error, CustomStringConvertible, Sendable {
  /// The place and the fact; the cause; the remedy.
  public let what: String, why: String, remedy: String

  /// What to do where a library could not write a file and does not say what the system refused.
  static let diskRemedy =
    "make room on the disk, or raise the quota (df -h, quota), check the permissions, and run again"

  /// One line: what: why; remedy.
  public var description: String { "\(what): \(why); \(remedy)" }
}

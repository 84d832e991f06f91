/// Why nothing was published, and what to do.
public struct PublishError: Error, CustomStringConvertible, Sendable {
  /// The place and the fact; the cause; the remedy.
  public let what: String, why: String, remedy: String

  /// One line: what: why; remedy.
  public var description: String { "\(what): \(why); \(remedy)" }
}

/// What there is to say of a publication.
public struct PublishedOutcome: Sendable {
  /// Where the targets stand, and which headlines of the nation are unmet.
  public let summary: String, unmet: [String]
}

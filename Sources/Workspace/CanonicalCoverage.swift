/// What one delivery's canonical observations say something of.
public struct CanonicalCoverage: Codable, Sendable, Equatable {
  /// Codes of the provinces whose areas have a row, deletions among them, and `VN` where the nation itself has.
  public var areas: [String]
  /// Years that have a value, ascending.
  public var years: [Int]
  /// Whether a deletion leaves a dimension open, so that it may concern any area.
  public var hasOpenDeletions: Bool

  /// A coverage.
  public init(areas: [String], years: [Int], hasOpenDeletions: Bool) {
    self.areas = areas
    self.years = years
    self.hasOpenDeletions = hasOpenDeletions
  }
}

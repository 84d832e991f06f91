/// How much an inbox of the whole country holds.
public struct InboxSize: Sendable, Equatable {
  /// What is usual of a national inbox, and of one for benchmarks.
  public static let national = InboxSize(groups: 9, years: 3), benchmark = InboxSize(groups: 2, years: 3)
  /// How many groups the classification has, without foreigners.
  public static let possibleGroups = 1...54
  /// The years up to the last one of the programme.
  public static let possibleYears = 1...7

  /// The most ethnic groups that a commune has; totals over them do not count.
  public var groups: Int
  /// How many years, from 2024.
  public var years: Int

  /// Numbers beyond what is possible become the nearest that are.
  public init(groups: Int, years: Int) {
    self.groups = min(max(groups, Self.possibleGroups.lowerBound), Self.possibleGroups.upperBound)
    self.years = min(max(years, Self.possibleYears.lowerBound), Self.possibleYears.upperBound)
  }
}

import Vocabulary

/// What the run was that is published: nothing of the clock, so that the same run makes the same bytes.
public struct RunRecord: Sendable, Equatable {
  /// One export file of the inbox.
  public struct Delivery: Sendable, Equatable {
    /// Name in the inbox, SHA-256 (hex) of its bytes, and the format it was recognised as.
    public var name: String, sha256: String, format: String
    /// What became of it: `accepted`, `rejected`, or whatever else normalize reports.
    public var outcome: String
    /// Records in it, and those of them that do not count.
    public var records: Int, rejected: Int

    /// A delivery with its outcome.
    public init(name: String, sha256: String, format: String, outcome: String, records: Int, rejected: Int) {
      self.name = name
      self.sha256 = sha256
      self.format = format
      self.outcome = outcome
      self.records = records
      self.rejected = rejected
    }
  }

  /// Identifier of the run.
  public var id: String
  /// The day the run speaks of.
  public var asOf: CalendarDate
  /// Deliveries; written in order of name.
  public var deliveries: [Delivery]
  /// Further counts by name, for example of observations; written in order of name.
  public var counts: [String: Int]

  /// A record.
  public init(id: String, asOf: CalendarDate, deliveries: [Delivery], counts: [String: Int] = [:]) {
    self.id = id
    self.asOf = asOf
    self.deliveries = deliveries
    self.counts = counts
  }
}

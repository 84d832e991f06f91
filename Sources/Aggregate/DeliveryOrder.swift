import Records

/// Which of two deliveries is newer (METHODS, section 1.6): by instant, then by name; one without an instant is oldest.
public struct DeliveryOrder: Sendable {
  /// Rank by name of delivery: a higher rank is newer.
  public let ranks: [String: Int]
  /// Names by rank.
  public let names: [String]

  /// The order of a manifest's deliveries.
  public init(_ deliveries: [DeliveryEntry]) {
    let ordered = deliveries.map { ($0.name, Self.instant(of: $0)) }.sorted { first, second in
      switch (first.1, second.1) {
      case (nil, .some): true
      case (.some, nil): false
      case (let one?, let other?) where one != other: one < other
      default: first.0.utf8.lexicographicallyPrecedes(second.0.utf8)
      }
    }
    names = ordered.map(\.0)
    ranks = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Seconds since 1970 in UTC: the message's `Prepared`, else the date in the file's name, else nil.
  static func instant(of delivery: DeliveryEntry) -> Double? {
    if let prepared = delivery.prepared, let instant = InstantText.instant(prepared) { return instant }
    return InstantText.instant(inFileName: delivery.name)
  }
}

import Definition
import Vocabulary

/// What one canonical row brings to a key of one year.
public struct Contribution: Sendable {
  /// The key: measure, area, group, sex and period within the year.
  public let key: ContributionKey
  /// Value in the measure's unit; NaN where missing. Of no meaning in a deletion.
  public let value: Double
  /// The area as delivered.
  public let areaDelivered: DeliveredArea
  /// The delivery's rank, and the record in it.
  public let rank: UInt32, record: UInt32
  /// What the value is worth.
  public let quality: QualityFlags
  /// Position of the delivered vintage in `Definition.vintages`.
  public let vintage: UInt8
  /// Whether it removes what older deliveries said.
  public let isDeletion: Bool

  /// The order in which contributions are resolved and added: by key, then vintage and delivered area, newest first; in
  /// one delivery values come before deletions, which only reach older deliveries.
  static func precedes(_ a: Contribution, _ b: Contribution) -> Bool {
    if a.key.packed != b.key.packed { return a.key.packed < b.key.packed }
    if a.vintage != b.vintage { return a.vintage < b.vintage }
    if a.areaDelivered != b.areaDelivered { return a.areaDelivered < b.areaDelivered }
    if a.rank != b.rank { return a.rank > b.rank }
    if a.isDeletion != b.isDeletion { return b.isDeletion }
    return a.record < b.record
  }
}

/// Measure, area, group, sex and period within a year, packed so that it sorts in this order.
public struct ContributionKey: Hashable, Sendable {
  /// measure << 32 | area << 16 | group << 8 | sex << 6 | frequency << 4 | ordinal
  public let packed: UInt64

  /// A key.
  init(measure: Int, area: AreaIndex, group: GroupIndex, sex: Sex, period: Period) {
    packed =
      Self.part(measure: measure) | Self.part(area: area) | Self.part(group: group) | Self.part(sex: sex)
      | Self.part(period: period)
  }

  /// A key put together of its parts.
  init(packed: UInt64) { self.packed = packed }

  // What each dimension is of a packed key.
  static func part(measure: Int) -> UInt64 { UInt64(measure) << 32 }
  static func part(area: AreaIndex) -> UInt64 { UInt64(area) << 16 }
  static func part(group: GroupIndex) -> UInt64 { UInt64(group) << 8 }
  static func part(sex: Sex) -> UInt64 { UInt64(sex.rawValue) << 6 }
  static func part(period: Period) -> UInt64 { UInt64(period.frequency.rawValue) << 4 | UInt64(period.ordinal) }

  /// Position of the measure.
  public var measure: Int { Int(packed >> 32) }
  /// Canonical area.
  public var area: AreaIndex { AreaIndex(truncatingIfNeeded: packed >> 16) }
  /// Ethnic group.
  public var group: GroupIndex { GroupIndex(truncatingIfNeeded: packed >> 8) }
  /// Sex.
  public var sex: Sex { Sex(rawValue: UInt8((packed >> 6) & 3)) ?? .total }
  /// Annual, quarterly or monthly.
  public var frequency: Period.Frequency { Period.Frequency(rawValue: UInt8((packed >> 4) & 3)) ?? .annual }
  /// Position in the year.
  public var ordinal: Int { Int(packed & 0xF) }
  /// The key without its period: what becomes one value of the year.
  var series: UInt64 { packed >> 6 }
  /// Measure and area: what totals are made within.
  var place: UInt64 { packed >> 16 }
}

/// A deletion with a dimension left open: it reaches every older contribution that the others fit.
struct DeletionPattern: Sendable {
  let areaDelivered: DeliveredArea?, vintage: UInt8?, group: GroupIndex?, sex: Sex?, measure: Int?, period: Period?
  /// Where the period is open: which periods; nil for all.
  let frequency: Period.Frequency?
  let rank: UInt32

  /// Whether any dimension is open.
  var isOpen: Bool {
    areaDelivered == nil || vintage == nil || group == nil || sex == nil || measure == nil || period == nil
  }

  /// Whether it removes a contribution of a year.
  func removes(_ contribution: Contribution, year: Int) -> Bool {
    let key = contribution.key
    if rank <= contribution.rank { return false }
    if let areaDelivered, areaDelivered != contribution.areaDelivered { return false }
    if let vintage, vintage != contribution.vintage { return false }
    if let group, group != key.group { return false }
    if let sex, sex != key.sex { return false }
    if let measure, measure != key.measure { return false }
    if let frequency, frequency != key.frequency { return false }
    if let period {
      return period.year == year && period.frequency == key.frequency && period.ordinal == key.ordinal
    }
    return true
  }
}

/// All deletions with open dimensions, by the area they name, so that a value is held against few of them.
struct OpenDeletions: Sendable {
  private var ofArea: [DeliveredArea: [DeletionPattern]] = [:]
  private var ofEveryArea: [DeletionPattern] = []

  /// Whether there is none.
  var isEmpty: Bool { ofArea.isEmpty && ofEveryArea.isEmpty }

  /// The deletions given.
  init(_ patterns: [DeletionPattern]) { for pattern in patterns { add(pattern) } }

  private mutating func add(_ pattern: DeletionPattern) {
    if let area = pattern.areaDelivered {
      ofArea[area, default: []].append(pattern)
    } else {
      ofEveryArea.append(pattern)
    }
  }

  /// Whether any of them removes a contribution of a year.
  func remove(_ contribution: Contribution, year: Int) -> Bool {
    ofEveryArea.contains { $0.removes(contribution, year: year) }
      || ofArea[contribution.areaDelivered]?.contains { $0.removes(contribution, year: year) } ?? false
  }
}

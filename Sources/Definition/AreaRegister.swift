import Vocabulary

/// An area of the canonical vintage as a small integer: 0 is the nation, then the provinces, then the communes, each in
/// order of code.
public typealias AreaIndex = UInt16

/// The areas of the canonical vintage: the nation, its provinces, their communes.
public struct AreaRegister: Sendable {
  /// The nation, area `VN`.
  public static let nation: AreaIndex = 0

  /// Codes by index: `VN`, 2-digit province codes, 5-digit commune codes.
  public let codes: [String]
  /// Names in Vietnamese (NFC) and English, by index; English is empty where the table has none.
  public let names: [String], englishNames: [String]
  /// Province by index: a commune's province, a province itself, the nation for the nation.
  public let provinceOf: [AreaIndex]
  /// Indices of the provinces, and of the communes.
  public let provinces: Range<AreaIndex>, communes: Range<AreaIndex>
  private let indexByCode: [String: AreaIndex]

  /// A register; provinces and communes must come sorted by code, and each commune's province must exist.
  public init(
    nation: (code: String, name: String, englishName: String),
    provinces: [(code: String, name: String, englishName: String)],
    communes: [(code: String, name: String, englishName: String, province: Int)]
  ) {
    codes = [nation.code] + provinces.map(\.code) + communes.map(\.code)
    names = [nation.name] + provinces.map(\.name) + communes.map(\.name)
    englishNames = [nation.englishName] + provinces.map(\.englishName) + communes.map(\.englishName)
    let firstCommune = AreaIndex(1 + provinces.count)
    self.provinces = 1..<firstCommune
    self.communes = firstCommune..<(firstCommune + AreaIndex(communes.count))
    provinceOf =
      [Self.nation] + self.provinces.map { $0 } + communes.map { AreaIndex(1 + $0.province) }
    indexByCode = Dictionary(codes.enumerated().map { ($1, AreaIndex($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// All areas.
  public var count: Int { codes.count }

  /// The area of a canonical code.
  public func index(of code: String) -> AreaIndex? { indexByCode[code] }

  /// What the area is.
  public func level(_ area: AreaIndex) -> AreaLevel {
    area == Self.nation ? .nation : provinces.contains(area) ? .province : .commune
  }
}

/// How the areas of one vintage become areas of the canonical one.
public struct VintageConversion: Sendable {
  /// One successor of an older area.
  public struct Successor: Sendable, Equatable {
    /// Canonical area.
    public let area: AreaIndex
    /// Share of a count that goes there; the shares of one area add up to 1.
    public let share: Double
    /// The share, or one on the way to it, is assumed rather than known.
    public let assumed: Bool

    /// A successor with its share.
    public init(area: AreaIndex, share: Double, assumed: Bool) {
      self.area = area
      self.share = share
      self.assumed = assumed
    }
  }

  /// The vintage, `YYYY-MM-DD`: the first day it was in force.
  public let vintage: String
  /// Successors by code of this vintage; the canonical vintage maps to itself.
  public let successors: SuccessorTable
  /// For each canonical area, how many areas of this vintage have a share in it.
  public let predecessorCounts: [Int]

  /// A conversion; predecessor counts are derived.
  public init(vintage: String, successors: SuccessorTable, areaCount: Int) {
    self.vintage = vintage
    self.successors = successors
    predecessorCounts = successors.predecessorCounts(areaCount: areaCount)
  }

  /// Whether an area went over unchanged: one successor, of which it is the one predecessor.
  public func isUnchanged(_ successors: [Successor]) -> Bool {
    successors.count == 1 && predecessorCounts[Int(successors[0].area)] == 1
  }
}

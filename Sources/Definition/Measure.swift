import Vocabulary

/// A quantity that deliveries report and indicators are made of.
public struct Measure: Sendable, Equatable {
  /// What the numbers are, which decides how they convert between vintages.
  public enum Kind: Sendable, Equatable {
    /// Counts and areas: split by shares and summed.
    case extensive
    /// 0 or 1 of a commune.
    case status(StatusConversion)
  }

  /// What a commune's status becomes where communes were merged or split.
  public enum StatusConversion: String, Sendable {
    /// 1 where every part has 1.
    case all
    /// 1 where any part has 1.
    case any
    /// Not comparable across vintages: the record is rejected.
    case none
  }

  /// How quarters and months become a year.
  public enum AnnualRule: String, Sendable {
    /// Flows.
    case sum
    /// Stocks.
    case last
  }

  /// What is counted, for units that must change and for disclosure.
  public enum Counted: String, Sendable {
    case persons, households, communes, villages, marriages, cadres, targets, hectares, money

    /// Whether the figures count people, so that few of them are not published (DESIGN, Disclosure).
    public var isPeople: Bool { self == .persons || self == .households || self == .marriages || self == .cadres }
    /// Whether only whole units can change.
    public var isWhole: Bool { self != .hectares && self != .money }
  }

  /// Code in deliveries, for example `HH_POOR`.
  public let code: String
  /// Name in Vietnamese and English.
  public let title: Title
  /// The unit as published, for example `households`.
  public let unit: String
  /// What one unit of it is.
  public let counted: Counted
  /// Count, area or status.
  public let kind: Kind
  /// Sub-annual rule.
  public let annualRule: AnnualRule
  /// The level whose figures are used: `commune` (additive to the others) or `province`.
  public let level: AreaLevel
  /// Whether it is reported by ethnic group; else `_T` alone.
  public let byGroup: Bool
  /// Least and greatest value of one commune (or province, for province-level measures) in the measure's unit.
  public let minimum: Double, maximum: Double
  /// Accepted `UNIT_MEASURE` codes, upper case, each with the factor to the measure's unit. Empty text is always 1.
  public let unitFactors: [String: UnitFactor]

  /// A measure as declared.
  public init(
    code: String, title: Title, unit: String, counted: Counted, kind: Kind, annualRule: AnnualRule, level: AreaLevel,
    byGroup: Bool, minimum: Double, maximum: Double, unitFactors: [String: UnitFactor]
  ) {
    self.code = code
    self.title = title
    self.unit = unit
    self.counted = counted
    self.kind = kind
    self.annualRule = annualRule
    self.level = level
    self.byGroup = byGroup
    self.minimum = minimum
    self.maximum = maximum
    self.unitFactors = unitFactors
  }
}

/// What one unit of a delivery is in the measure's unit: `multiplier` times ten to the power `scale`.
///
/// Kept apart so that powers of ten are applied to the decimal text and round once.
public struct UnitFactor: Sendable, Equatable {
  /// Multiplier and power of ten.
  public let multiplier: Double, scale: Int

  /// A factor.
  public init(multiplier: Double = 1, scale: Int = 0) {
    self.multiplier = multiplier
    self.scale = scale
  }
}

/// A name in both languages of the report.
public struct Title: Sendable, Equatable {
  /// Vietnamese (NFC) and English.
  public let vi: String, en: String

  /// A name in both languages.
  public init(vi: String, en: String) {
    self.vi = vi
    self.en = en
  }
}

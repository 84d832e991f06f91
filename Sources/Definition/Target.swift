import Vocabulary

/// A ratio of two measures, possibly set against the nation's.
public struct Indicator: Sendable, Equatable {
  /// What the ratio is set against.
  public enum Reference: Sendable, Equatable {
    /// The ratio itself.
    case none
    /// Divided by the nation's ratio over every commune, everyone (T01).
    case dividedByNation
    /// Less the nation's ratio over every commune, everyone.
    case lessNation
  }

  /// Identifier in the definition, for example `poor_households`.
  public let id: String
  /// Name in Vietnamese and English.
  public let title: Title
  /// Positions of numerator and denominator in `Definition.measures`.
  public let numerator: Int, denominator: Int
  /// What it is set against.
  public let reference: Reference

  /// An indicator as declared.
  public init(id: String, title: Title, numerator: Int, denominator: Int, reference: Reference) {
    self.id = id
    self.title = title
    self.numerator = numerator
    self.denominator = denominator
    self.reference = reference
  }
}

/// How a value is compared.
public enum Comparator: String, Sendable, CaseIterable {
  case less = "<"
  case atMost = "<="
  case atLeast = ">="
  case greater = ">"

  /// Whether the comparison holds, exactly, as doubles.
  public func holds(_ value: Double, _ threshold: Double) -> Bool {
    switch self {
    case .less: value < threshold
    case .atMost: value <= threshold
    case .atLeast: value >= threshold
    case .greater: value > threshold
    }
  }

  /// Whether larger values are better.
  public var wantsMore: Bool { self == .atLeast || self == .greater }
  /// Whether equality fails.
  public var isStrict: Bool { self == .less || self == .greater }
}

/// A promise of the programme, or a monitor of its general goal: an indicator with a test.
public struct Target: Sendable, Equatable {
  /// What a value is compared with.
  public enum Threshold: Sendable, Equatable {
    /// A number of the definition, in the indicator's unit (0.1 for 10 %).
    case fixed(Double)
    /// The indicator's own value in the definition's baseline year.
    case baseline
    /// The indicator's own value the year before; `best` is the value that cannot be improved on.
    case yearBefore(best: Double?)
  }

  /// `T02`, `M05`.
  public let id: String
  /// Name in Vietnamese and English.
  public let title: Title
  /// Position in `Definition.indicators`.
  public let indicator: Int
  /// Test.
  public let comparator: Comparator
  /// What the value is compared with.
  public let threshold: Threshold
  /// What "basically" allows, in the indicator's unit; nil where the source text has no such word.
  public let tolerance: Double?
  /// Whether every earlier year of the phase must hold too (T05).
  public let everyYear: Bool
  /// The group whose row is the headline.
  public let headline: GroupIndex
  /// A direction monitor (M..) rather than a target.
  public let isMonitor: Bool

  /// A target as declared.
  public init(
    id: String, title: Title, indicator: Int, comparator: Comparator, threshold: Threshold, tolerance: Double?,
    everyYear: Bool, headline: GroupIndex, isMonitor: Bool
  ) {
    self.id = id
    self.title = title
    self.indicator = indicator
    self.comparator = comparator
    self.threshold = threshold
    self.tolerance = tolerance
    self.everyYear = everyYear
    self.headline = headline
    self.isMonitor = isMonitor
  }
}

import Definition
import Vocabulary

/// Sums over the units of an area as they come: of a numerator and a denominator, or of a measure in both.
struct Tally: Sendable, Equatable {
  var numerator = 0.0, denominator = 0.0
  var quality = QualityFlags()
  /// In four bytes: many tallies are held at once.
  private var count: Int32 = 0

  /// Units that report both.
  var reporting: Int {
    get { Int(count) }
    set { count = Int32(newValue) }
  }

  init(numerator: Double = 0, denominator: Double = 0, reporting: Int = 0, quality: QualityFlags = QualityFlags()) {
    self.numerator = numerator
    self.denominator = denominator
    self.quality = quality
    count = Int32(reporting)
  }

  mutating func add(_ first: YearValues.Cell, _ second: YearValues.Cell) {
    numerator += first.value
    denominator += second.value
    reporting += 1
    quality.formUnion(first.quality)
    quality.formUnion(second.quality)
  }

  /// Adds the tally of a part; parts must come in order of code, so that the same data give the same sum.
  mutating func add(_ other: Tally) {
    guard other.reporting > 0 else { return }
    numerator += other.numerator
    denominator += other.denominator
    reporting += other.reporting
    quality.formUnion(other.quality)
  }
}

/// What the sums of one slice of areas are in one year: of a province, from which the nation's follow.
struct SliceSums: Sendable {
  /// The sums of a measure or an indicator for a group and sex.
  struct Row: Sendable, Equatable {
    /// What is summed, over which units.
    enum Kind: String, Sendable {
      /// A measure over the units in scope; over all units.
      case measure
      case wholeMeasure = "measure_of_all"
      /// An indicator over the units that report both, in scope; over all units.
      case ratio
      case wholeRatio = "ratio_of_all"
      /// A figure of a measure delivered for the nation itself, which is compared with its parts and not used.
      case delivered

      /// Whether the subject is an indicator rather than a measure.
      var isOfIndicator: Bool { self == .ratio || self == .wholeRatio }
    }

    var kind: Kind
    var group: GroupIndex, sex: Sex
    /// Whether the area itself delivers the measure, with or without a value (province-level measures).
    var isDelivering: Bool
    private var position: Int32
    var tally: Tally

    init(
      kind: Kind, subject: Int, group: GroupIndex, sex: Sex, tally: Tally, isDelivering: Bool = false
    ) {
      self.kind = kind
      self.group = group
      self.sex = sex
      self.isDelivering = isDelivering
      position = Int32(subject)
      self.tally = tally
    }

    /// Position of the measure or the indicator.
    var subject: Int { Int(position) }
  }

  let area: AreaIndex, year: Int
  /// Communes in scope, and communes that say whether they are.
  var inScope = 0, scopeObserved = 0
  /// Communes in scope that ever reported the group, by group.
  var expected: [Int]
  /// In a fixed order.
  var rows: [Row] = []
}

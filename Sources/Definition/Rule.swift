import Vocabulary

/// Something that figures must satisfy to be plausible, or a report that must be there by a day (GSBPM 5.3).
public struct Rule: Sendable, Equatable {
  /// What becomes of figures that do not satisfy a rule.
  public enum Action: String, Sendable, CaseIterable {
    /// They stand, and somebody is told.
    case flag
    /// Those of one delivery that contradict each other do not count, and what is left is flagged.
    case reject
  }

  /// What is looked at.
  public enum Check: Sendable, Equatable {
    /// The parts together are no more than the whole, at a place, of a group and sex, in a year.
    case within(parts: [Int], whole: Int, tolerance: Double)
    /// Men and women together are both sexes.
    case sexes(measures: [Int], tolerance: Double)
    /// The value is not far from that of the year before.
    case change(measures: [Int], Change)
    /// Provinces have reported by a day.
    case delivery(measures: [Int], Deadline)
  }

  /// How far a value may be from that of the year before.
  public struct Change: Sendable, Equatable {
    /// What a value is of.
    public enum Unit: String, Sendable {
      /// One commune.
      case communes
      /// The communes of a province that report in both years, together; or the province itself, for its own measures.
      case provinces
    }

    /// How a change is measured.
    public enum Limit: Sendable, Equatable {
      /// The greater of the two values over the smaller.
      case factor(Double)
      /// The difference over the value of the year before.
      case share(Double)
    }

    /// Of what.
    public let unit: Unit
    /// Beyond which a change is implausible, if it is more than the amount as well.
    public let limit: Limit
    /// In the measure's unit.
    public let amount: Double

    /// A limit of changes.
    public init(unit: Unit, limit: Limit, amount: Double) {
      self.unit = unit
      self.limit = limit
      self.amount = amount
    }

    /// Whether the change from one year's value to the next one's is implausible.
    public func isExceeded(from before: Double, to now: Double) -> Bool {
      let difference = abs(now - before)
      guard difference > amount else { return false }
      switch limit {
      case .factor(let factor): return max(before, now) > (factor + Rule.rounding) * min(before, now)
      case .share(let share): return difference > (share + Rule.rounding) * before
      }
    }
  }

  /// Which provinces report, and by when.
  public struct Deadline: Sendable, Equatable {
    /// Who reports.
    public enum Provinces: Sendable, Equatable {
      /// Those with a commune in scope.
      case programme
      /// Those named, in order.
      case listed([AreaIndex])
    }

    /// Who.
    public let provinces: Provinces
    /// The last day: so many years after the year that is reported, month and day.
    public let yearsAfter: Int, month: Int, day: Int

    /// A deadline.
    public init(provinces: Provinces, yearsAfter: Int, month: Int, day: Int) {
      self.provinces = provinces
      self.yearsAfter = yearsAfter
      self.month = month
      self.day = day
    }

    /// The last day for a year.
    public func due(for year: Int) -> CalendarDate {
      CalendarDate(year: year + yearsAfter, month: month, day: day)
    }
  }

  /// Identifier in the definition, for example `poor_within_households`; the name of its flags begins with it.
  public let id: String
  /// What must hold, in Vietnamese and English.
  public let title: Title
  /// How bad it is where it does not.
  public let severity: Severity
  /// What becomes of the figures then.
  public let action: Action
  /// What is looked at.
  public let check: Check

  /// A rule as declared.
  public init(id: String, title: Title, severity: Severity, action: Action = .flag, check: Check) {
    self.id = id
    self.title = title
    self.severity = severity
    self.action = action
    self.check = check
  }

  /// What sums and shares of doubles may be off by, relative to them, is no violation.
  static let rounding = 1e-9

  /// Whether the parts together are more than their whole; nothing is more than a missing one.
  public static func isMore(_ parts: Double, than whole: Double, tolerance: Double) -> Bool {
    parts > whole * (1 + tolerance + rounding)
  }

  /// Whether men and women together are not both. Where one sex is not known, the other is still no more than both.
  public static func disagree(_ men: Double, _ women: Double, with both: Double, tolerance: Double) -> Bool {
    let margin = (tolerance + rounding) * both
    if men.isNaN { return women - both > margin }
    if women.isNaN { return men - both > margin }
    return abs(men + women - both) > margin
  }

  /// The measures that it speaks of.
  public var measures: [Int] {
    switch check {
    case .within(let parts, let whole, _): parts + [whole]
    case .sexes(let measures, _), .change(let measures, _), .delivery(let measures, _): measures
    }
  }

  /// Whether it compares figures with those of the year before.
  public var looksAtYearBefore: Bool { if case .change = check { true } else { false } }
}

extension Definition {
  /// Measures whose men and women a rule compares with both, by position.
  public var measuresWithSexRule: Set<Int> {
    Set(rules.flatMap { rule -> [Int] in if case .sexes(let measures, _) = rule.check { measures } else { [] } })
  }

  /// The rule that a flag is of, by the flag's name: `poor_within_households.04.02.2026.implausible`.
  public func rule(ofFlag name: String) -> Rule? {
    let id = name.prefix { $0 != "." }
    return rules.first { $0.id == id }
  }
}

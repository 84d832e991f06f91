import Vocabulary

/// Something that figures must satisfy to be plausible, or a report that must be there by a day (GSBPM 5.3).
public struct Rule: Sendable, Equatable {
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
    @inlinable public func isExceeded(from before: Double, to now: Double) -> Bool {
      let difference = abs(now - before)
      guard difference > amount else { return false }
      switch limit {
      case .factor(let factor): return max(before, now) > factor * min(before, now)
      case .share(let share): return difference > share * before
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
  /// What is looked at.
  public let check: Check

  /// A rule as declared.
  public init(id: String, title: Title, severity: Severity, check: Check) {
    self.id = id
    self.title = title
    self.severity = severity
    self.check = check
  }

  /// The measures that it speaks of.
  public var measures: [Int] {
    switch check {
    case .within(let parts, let whole, _): parts + [whole]
    case .sexes(let measures, _), .change(let measures, _), .delivery(let measures, _): measures
    }
  }

  /// The years whose figures it compares, beside the one it judges.
  public var looksAtYearBefore: Bool { if case .change = check { true } else { false } }
}

extension Definition {
  /// The rule that a flag is of, by the flag's name: `poor_within_households.04.02.2026.implausible`.
  public func rule(ofFlag name: String) -> Rule? {
    let id = name.prefix { $0 != "." }
    return rules.first { $0.id == id }
  }
}

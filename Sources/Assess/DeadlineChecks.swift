import Definition
import Vocabulary
import Workspace

/// Looks for reports that were due before a day and are not there (METHODS, section 9).
struct DeadlineChecks {
  /// A rule's deadline for a year.
  private struct Due {
    let rule: Int, measures: [Int], provinces: Rule.Deadline.Provinces, year: Int, day: CalendarDate
  }

  private let definition: Definition
  private let passed: [Due]
  /// The days on which the same deadlines have passed; nil where the definition has none.
  let days: DaySpan?

  /// Deadlines of the years from the baseline to the deadline of the programme.
  init(_ definition: Definition, on day: CalendarDate) {
    self.definition = definition
    var all: [Due] = []
    for (rule, declared) in definition.rules.enumerated() {
      guard case .delivery(let measures, let deadline) = declared.check else { continue }
      for year in definition.baselineYear...definition.phase.upperBound {
        all.append(
          Due(
            rule: rule, measures: measures, provinces: deadline.provinces, year: year, day: deadline.due(for: year)))
      }
    }
    passed = all.filter { $0.day < day }
    days =
      all.isEmpty
      ? nil
      : DaySpan(after: passed.map(\.day).max(), until: all.map(\.day).filter { $0 >= day }.min())
  }

  /// Whether any deadline has passed.
  var anyPassed: Bool { !passed.isEmpty }

  /// One finding for each deadline and province that has not reported.
  ///
  /// - Parameters:
  ///   - ratios: They say which provinces have communes in scope.
  ///   - origins: They say who has reported what.
  func findings(_ ratios: [RatioSum], _ origins: [FigureOrigin]) -> [Finding] {
    let programme = ProgrammeProvinces(ratios)
    var reported: Set<Report> = []
    for origin in origins where origin.observations > 0 {
      reported.insert(Report(measure: origin.measure, area: origin.area, year: origin.year))
    }
    return passed.flatMap { due in
      let provinces =
        switch due.provinces {
        case .programme: definition.areas.provinces.filter { programme.contains($0, in: due.year) }
        case .listed(let areas): areas
        }
      return provinces.compactMap { province in
        let missing = due.measures.filter { !reported.contains(Report(measure: $0, area: province, year: due.year)) }
        return missing.isEmpty ? nil : finding(due, province, missing)
      }
    }
  }

  private struct Report: Hashable {
    let measure: Int, area: AreaIndex, year: Int
  }

  private func finding(_ due: Due, _ province: AreaIndex, _ missing: [Int]) -> Finding {
    let rule = definition.rules[due.rule]
    let codes = missing.map { definition.measures[$0].code }.joined(separator: ", ")
    return Finding(
      kind: .missingDelivery, severity: rule.severity, area: province, group: definition.groups.total, sex: .total,
      measure: nil, rule: due.rule, period: String(due.year),
      detail: "\(rule.id): \(codes) of \(due.year) was due by \(due.day), and nothing of it is there")
  }
}

/// Which provinces have communes in the programme.
private struct ProgrammeProvinces {
  /// By province, whether any commune is in scope, in the years of which that is known.
  private var known: [AreaIndex: [Int: Bool]] = [:]

  init(_ ratios: [RatioSum]) {
    for ratio in ratios where ratio.scope == .programme && ratio.scopeObserved > 0 {
      known[ratio.area, default: [:]][ratio.year] = ratio.inScope > 0
    }
  }

  /// Whether a province is in the programme in a year: by that year's communes, else those of the latest year before it,
  /// else those of the first one after it.
  func contains(_ province: AreaIndex, in year: Int) -> Bool {
    guard let years = known[province], let first = years.keys.min() else { return false }
    return years[years.keys.filter { $0 <= year }.max() ?? first]!
  }
}

import Definition
import Vocabulary
import Workspace

/// Looks for figures of a slice of areas that do not satisfy the definition's rules (METHODS, section 9).
///
/// It walks the values that the year's sums are made of, each list once for a rule, and keeps nothing of what is in order.
struct RuleChecks {
  private let definition: Definition

  init(_ definition: Definition) { self.definition = definition }

  /// What was found in a year: one finding for each rule and group, of whatever sex and in however many communes.
  ///
  /// - Parameter previous: The values of the latest earlier year that has any; only the year before is looked at.
  func findings(in values: YearValues, after previous: YearValues?) -> [Finding] {
    // What is delivered for the nation itself is no figure of a commune.
    if values.slice.area == AreaRegister.nation { return [] }
    var findings: [Finding] = []
    for rule in definition.rules.indices {
      for group in 0..<GroupIndex(definition.groups.count) {
        let found = violations(of: rule, group: group, in: values, after: previous)
        if !found.isEmpty { findings.append(finding(rule, group, found, values)) }
      }
    }
    return findings
  }

  /// The places at which a group's figures do not satisfy a rule, by sex and measure in order of area.
  func violations(
    of rule: Int, group: GroupIndex, in values: YearValues, after previous: YearValues?
  ) -> [RuleViolation] {
    var found: [RuleViolation] = []
    switch definition.rules[rule].check {
    case .within(let parts, let whole, let tolerance):
      for sex in Sex.allCases { within(parts, whole, tolerance, group, sex, values, &found) }
    case .sexes(let measures, let tolerance):
      for measure in measures { sexes(measure, tolerance, group, values, &found) }
    case .change(let measures, let change):
      guard let previous, previous.year == values.year - 1 else { break }
      for measure in measures { self.change(measure, change, group, from: previous, to: values, &found) }
    case .delivery: break  // depends on the day: assess looks
    }
    return found
  }

  /// What sums and shares of doubles may be off by is no violation.
  private static let rounding = 1e-9

  /// The units whose own figures count: communes, or the province for measures of its own.
  private func units(_ measure: Int) -> Range<AreaIndex> {
    definition.measures[measure].level == .province ? definition.areas.provinces : definition.areas.communes
  }

  // MARK: Parts within a whole

  private func within(
    _ parts: [Int], _ whole: Int, _ tolerance: Double, _ group: GroupIndex, _ sex: Sex, _ values: YearValues,
    _ found: inout [RuleViolation]
  ) {
    let wholes = values.cells(measure: whole, group: group, sex: sex)
    if wholes.isEmpty { return }
    let cells = parts.map { values.cells(measure: $0, group: group, sex: sex) }
    if cells.allSatisfy(\.isEmpty) { return }
    let units = units(whole)
    let limit = 1 + max(tolerance, Self.rounding)
    if cells.count == 1 {
      wholes.withUnsafeBufferPointer { wholes in
        cells[0].withUnsafeBufferPointer { cells in
          var at = 0
          for all in wholes {
            while at < cells.count, cells[at].area < all.area { at += 1 }
            if at == cells.count { return }
            // Nothing is more than a missing whole, and a missing part is no more than anything.
            guard cells[at].area == all.area, cells[at].value > all.value * limit, units.contains(all.area) else {
              continue
            }
            found.append(violation(sex, all, [(parts[0], cells[at])], whole, values.year))
          }
        }
      }
      return
    }
    var at = cells.map(\.startIndex)
    for all in wholes where units.contains(all.area) {
      var sum = 0.0
      for part in cells.indices {
        while at[part] < cells[part].endIndex, cells[part][at[part]].area < all.area { at[part] += 1 }
        guard at[part] < cells[part].endIndex, cells[part][at[part]].area == all.area else { continue }
        let value = cells[part][at[part]].value
        // What is not known of a part makes it no smaller.
        if !value.isNaN { sum += value }
      }
      guard sum > all.value * limit else { continue }
      let present = cells.indices.filter { at[$0] < cells[$0].endIndex && cells[$0][at[$0]].area == all.area }
      found.append(violation(sex, all, present.map { (parts[$0], cells[$0][at[$0]]) }, whole, values.year))
    }
  }

  private func violation(
    _ sex: Sex, _ all: YearValues.Cell, _ parts: [(measure: Int, cell: YearValues.Cell)], _ whole: Int, _ year: Int
  ) -> RuleViolation {
    var quality = all.quality
    for part in parts { quality.formUnion(part.cell.quality) }
    let figures = parts.map { RuleViolation.Figure(measure: $0.measure, sex: sex, year: year, value: $0.cell.value) }
    return RuleViolation(
      area: all.area, figures: figures + [.init(measure: whole, sex: sex, year: year, value: all.value)],
      quality: quality)
  }

  // MARK: Men and women

  private func sexes(
    _ measure: Int, _ tolerance: Double, _ group: GroupIndex, _ values: YearValues, _ found: inout [RuleViolation]
  ) {
    let male = values.cells(measure: measure, group: group, sex: .male)
    let female = values.cells(measure: measure, group: group, sex: .female)
    if male.isEmpty && female.isEmpty { return }
    let units = units(measure)
    let tolerance = max(tolerance, Self.rounding)
    var (men, women) = (male.startIndex, female.startIndex)
    for both in values.cells(measure: measure, group: group, sex: .total) where units.contains(both.area) {
      while men < male.endIndex, male[men].area < both.area { men += 1 }
      while women < female.endIndex, female[women].area < both.area { women += 1 }
      let man = men < male.endIndex && male[men].area == both.area ? male[men] : nil
      let woman = women < female.endIndex && female[women].area == both.area ? female[women] : nil
      let parts = [(Sex.male, man), (.female, woman)].compactMap { sex, cell in cell.map { (sex: sex, cell: $0) } }
        .filter { !$0.cell.value.isNaN }
      if parts.isEmpty || both.value.isNaN { continue }
      let sum = parts.reduce(0) { $0 + $1.cell.value }
      // Where one sex is not known, the other is still no more than both.
      let difference = parts.count == 2 ? abs(sum - both.value) : sum - both.value
      guard difference > tolerance * both.value else { continue }
      var quality = both.quality
      for part in parts { quality.formUnion(part.cell.quality) }
      let figures = parts.map { (sex: $0.sex, value: $0.cell.value) } + [(sex: .total, value: both.value)]
      found.append(
        RuleViolation(
          area: both.area,
          figures: figures.map { .init(measure: measure, sex: $0.sex, year: values.year, value: $0.value) },
          quality: quality))
    }
  }

  // MARK: The year before

  private func change(
    _ measure: Int, _ change: Rule.Change, _ group: GroupIndex, from previous: YearValues, to values: YearValues,
    _ found: inout [RuleViolation]
  ) {
    let earlier = previous.cells(measure: measure, group: group, sex: .total)
    let later = values.cells(measure: measure, group: group, sex: .total)
    if earlier.isEmpty || later.isEmpty { return }
    let units = units(measure)
    var sums = (before: 0.0, now: 0.0, quality: QualityFlags(), count: 0)
    func note(_ area: AreaIndex, _ before: Double, _ now: Double, _ quality: QualityFlags) {
      guard change.isExceeded(from: before, to: now) else { return }
      found.append(
        RuleViolation(
          area: area,
          figures: [
            .init(measure: measure, sex: .total, year: previous.year, value: before),
            .init(measure: measure, sex: .total, year: values.year, value: now),
          ], quality: quality))
    }
    earlier.withUnsafeBufferPointer { earlier in
      var at = 0
      for now in later where units.contains(now.area) && !now.value.isNaN {
        while at < earlier.count, earlier[at].area < now.area { at += 1 }
        if at == earlier.count { return }
        let before = earlier[at]
        guard before.area == now.area, !before.value.isNaN else { continue }
        switch change.unit {
        case .communes: note(now.area, before.value, now.value, before.quality.union(now.quality))
        case .provinces:
          sums.before += before.value
          sums.now += now.value
          sums.quality.formUnion(before.quality.union(now.quality))
          sums.count += 1
        }
      }
    }
    if sums.count > 0 { note(values.slice.area, sums.before, sums.now, sums.quality) }
  }

  // MARK: Findings

  private func finding(_ rule: Int, _ group: GroupIndex, _ found: [RuleViolation], _ values: YearValues) -> Finding {
    var quality = QualityFlags()
    for violation in found { quality.formUnion(violation.quality) }
    return Finding(
      kind: .implausible, severity: definition.rules[rule].severity, area: values.slice.area, group: group, sex: .total,
      measure: nil, rule: rule, period: String(values.year), detail: RuleSentence(definition, rule, found).text,
      confidentiality: quality.confidentialityCode)
  }
}

/// A place at which figures do not satisfy a rule.
public struct RuleViolation: Sendable {
  /// One of the figures that were compared.
  public struct Figure: Sendable {
    /// Position of the measure, and of what.
    public let measure: Int, sex: Sex, year: Int
    /// In the measure's unit; NaN where missing.
    public let value: Double
  }

  /// The commune, or the province.
  public let area: AreaIndex
  /// In the order in which the rule names them, the parts before their whole.
  public let figures: [Figure]
  /// What they inherit from their observations.
  public let quality: QualityFlags
}

import Definition
import Vocabulary
import Workspace

/// Decides what is published of the flags of rules: that a figure is more than another one, or far from that of the year
/// before, says something of both (METHODS, section 9).
struct RuleDisclosure {
  private let definition: Definition
  private let control: DisclosureControl
  /// What was found, by the name of its flag.
  private let findings: [String: Finding]
  private let figures: ToldFigures

  init(_ definition: Definition, _ findings: [Finding], _ sums: [MeasureSum], _ control: DisclosureControl) {
    self.definition = definition
    self.control = control
    let found = findings.filter { $0.kind == .implausible && $0.rule != nil }
    let flags = found.map { $0.flagName(definition) }
    self.findings = Dictionary(zip(flags, found)) { first, _ in first }
    let told = found.filter { !Self.isSilent($0, definition, control) }
    figures = ToldFigures(told, sums, definition)
  }

  /// Whether a finding speaks of figures that are not published, or of an observation that is not free.
  private static func isSilent(_ finding: Finding, _ definition: Definition, _ control: DisclosureControl) -> Bool {
    if finding.confidentiality != ConfidentialityStatus.free { return true }
    guard let rule = finding.rule.map({ definition.rules[$0] }), let year = Int(finding.period) else { return true }
    let years = rule.looksAtYearBefore ? [year - 1, year] : [year]
    return rule.measures.contains { measure in
      years.contains { year in
        Sex.allCases.contains { sex in
          control.isWithheld(measure: measure, year: year, SumKey(finding.area, finding.group, sex))
        }
      }
    }
  }

  /// A flag as it is published: one of a rule without the figures that nobody is told; nil where nothing is said at all.
  func published(_ flag: Flag) -> Flag? {
    guard flag.reason == Finding.Kind.implausible.rawValue else { return flag }
    guard let finding = findings[flag.id], let rule = finding.rule, !Self.isSilent(finding, definition, control) else {
      return nil
    }
    var flag = flag
    flag.detail = RuleSentence(definition, rule: rule).text(finding.detail, finding.violations) {
      figures.areTold($0, of: finding.group)
    }
    return flag
  }
}

/// Which figures of communes may be told: those that are free, count nobody or enough people, and leave too few people
/// nowhere where they are subtracted from each other or from what is published.
private struct ToldFigures {
  /// A figure of a commune, or of a province as a whole.
  private struct Cell: Hashable {
    let measure: Int, year: Int, key: SumKey
  }

  private let definition: Definition
  private var told: [Cell: (value: Double, isInScope: Bool)] = [:]

  init(_ findings: [Finding], _ sums: [MeasureSum], _ definition: Definition) {
    self.definition = definition
    for finding in findings {
      for violation in finding.violations where isHarmless(violation) {
        for figure in violation.figures where isOfPeople(figure) {
          told[cell(figure, violation, finding.group)] = (figure.value, violation.isInScope)
        }
      }
    }
    if told.isEmpty { return }
    for cell in revealing(sums) { told[cell] = nil }
  }

  private func cell(_ figure: RuleViolation.Figure, _ violation: RuleViolation, _ group: GroupIndex) -> Cell {
    Cell(measure: figure.measure, year: figure.year, key: SumKey(violation.area, group, figure.sex))
  }

  private func isOfPeople(_ figure: RuleViolation.Figure) -> Bool {
    definition.measures[figure.measure].counted.isPeople && !figure.value.isNaN
  }

  private func isHarmless(_ violation: RuleViolation) -> Bool {
    violation.isFree
      && violation.figures.allSatisfy { !DisclosureControl.isSmall($0.value, of: $0.measure, definition) }
  }

  /// Whether the figures of a violation are said.
  func areTold(_ violation: RuleViolation, of group: GroupIndex) -> Bool {
    isHarmless(violation)
      && violation.figures.allSatisfy { !isOfPeople($0) || told[cell($0, violation, group)] != nil }
  }

  /// Whether what is left of a total counts too few people.
  private func isSmall(_ rest: Double) -> Bool {
    // What doubles are off by is nobody.
    rest > 1e-6 && rest < definition.settings.disclosureMinimum
  }

  /// Figures that tell of too few people together with others.
  private func revealing(_ sums: [MeasureSum]) -> Set<Cell> {
    var revealing: Set<Cell> = []
    for (cell, total) in told {
      for parts in parts(of: cell) {
        let known = parts.filter { (told[$0]?.value ?? 0) > 0 }
        if !known.isEmpty, isSmall(total.value - known.reduce(0) { $0 + told[$1]!.value }) {
          revealing.formUnion(known)
        }
      }
    }
    // The communes of a province that are told, and the province's sums.
    let places = Dictionary(grouping: told.keys.filter { definition.areas.communes.contains($0.key.area) }) { cell in
      let province = definition.areas.provinceOf[Int(cell.key.area)]
      return Cell(measure: cell.measure, year: cell.year, key: SumKey(province, cell.key.group, cell.key.sex))
    }
    for sum in sums {
      let cell = Cell(measure: sum.measure, year: sum.year, key: SumKey(sum.area, sum.group, sum.sex))
      guard let communes = places[cell] else { continue }
      // In order of area, so that the sum is the same every time.
      let counted = communes.filter { sum.scope == .all || told[$0]!.isInScope }.sorted { $0.key < $1.key }
      if isSmall(sum.value - counted.reduce(0) { $0 + told[$1]!.value }) { revealing.formUnion(communes) }
    }
    return revealing
  }

  /// What a figure may be the total of at its place.
  private func parts(of cell: Cell) -> [[Cell]] {
    let groups = definition.groups, key = cell.key
    func ofGroup(_ group: GroupIndex) -> Cell {
      Cell(measure: cell.measure, year: cell.year, key: SumKey(key.area, group, key.sex))
    }
    var parts: [[Cell]] = []
    if key.group == groups.minorities { parts.append(groups.minorityParts.map(ofGroup)) }
    if key.group == groups.total {
      parts.append(groups.totalParts.map(ofGroup))
      let others = groups.totalParts.filter { $0 != groups.minorities }
      parts.append((others + groups.minorityParts).map(ofGroup))
    }
    if key.sex == .total {
      let sexes = [Sex.male, .female].map {
        Cell(measure: cell.measure, year: cell.year, key: SumKey(key.area, key.group, $0))
      }
      parts.append(sexes)
    }
    return parts
  }
}

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

  /// A violation, with what its figures inherit from their observations.
  private typealias Found = (violation: RuleViolation, quality: QualityFlags)

  /// The places at which a group's figures do not satisfy a rule, by sex and measure in order of area.
  private func violations(
    of rule: Int, group: GroupIndex, in values: YearValues, after previous: YearValues?
  ) -> [Found] {
    var found: [Found] = []
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

  /// The units whose own figures count: communes, or the province for measures of its own.
  private func units(_ measure: Int) -> Range<AreaIndex> {
    definition.measures[measure].level == .province ? definition.areas.provinces : definition.areas.communes
  }

  // MARK: Parts within a whole

  private func within(
    _ parts: [Int], _ whole: Int, _ tolerance: Double, _ group: GroupIndex, _ sex: Sex, _ values: YearValues,
    _ found: inout [Found]
  ) {
    let wholes = values.cells(measure: whole, group: group, sex: sex)
    if wholes.isEmpty { return }
    var cursors = parts.map { CellCursor(values.cells(measure: $0, group: group, sex: sex)) }
    if cursors.allSatisfy(\.isEmpty) { return }
    let units = units(whole)
    for all in wholes where units.contains(all.area) {
      var sum = 0.0
      for part in cursors.indices {
        // What is not known of a part makes it no smaller.
        if let cell = cursors[part].cell(of: all.area), !cell.value.isNaN { sum += cell.value }
      }
      // Nothing is more than a missing whole, and a merged commune's that lacks a part is none.
      guard !all.quality.contains(.incompleteParts), Rule.isMore(sum, than: all.value, tolerance: tolerance) else {
        continue
      }
      let compared = parts.indices.map { (parts[$0], sex, values.year, cursors[$0].cell(of: all.area)) }
      found.append(violation(at: all.area, compared + [(whole, sex, values.year, all)], values))
    }
  }

  // MARK: Men and women

  private func sexes(
    _ measure: Int, _ tolerance: Double, _ group: GroupIndex, _ values: YearValues, _ found: inout [Found]
  ) {
    var men = CellCursor(values.cells(measure: measure, group: group, sex: .male))
    var women = CellCursor(values.cells(measure: measure, group: group, sex: .female))
    if men.isEmpty && women.isEmpty { return }
    let units = units(measure)
    for both in values.cells(measure: measure, group: group, sex: .total) where units.contains(both.area) {
      let man = men.cell(of: both.area), woman = women.cell(of: both.area)
      guard Rule.disagree(man?.value ?? .nan, woman?.value ?? .nan, with: both.value, tolerance: tolerance) else {
        continue
      }
      let compared = [
        (measure, Sex.male, values.year, man), (measure, .female, values.year, woman),
        (measure, .total, values.year, both),
      ]
      found.append(violation(at: both.area, compared, values))
    }
  }

  // MARK: The year before

  private func change(
    _ measure: Int, _ change: Rule.Change, _ group: GroupIndex, from previous: YearValues, to values: YearValues,
    _ found: inout [Found]
  ) {
    var earlier = CellCursor(previous.cells(measure: measure, group: group, sex: .total))
    if earlier.isEmpty { return }
    let units = units(measure)
    // What a crosswalk assumed, or a part that is not there, is no change; nor are some months of a flow beside a year.
    var incomparable: QualityFlags = [.assumedShare, .incompleteParts]
    if definition.measures[measure].annualRule == .sum { incomparable.insert(.incompleteYear) }
    var sums: (before: YearValues.Cell, now: YearValues.Cell)?
    for now in values.cells(measure: measure, group: group, sex: .total)
    where units.contains(now.area) && !now.value.isNaN {
      guard let before = earlier.cell(of: now.area), !before.value.isNaN,
        before.quality.union(now.quality).isDisjoint(with: incomparable)
      else { continue }
      switch change.unit {
      case .communes: note(before, now)
      case .provinces:
        let area = values.slice.area
        sums = (before.added(to: sums?.before, of: area), now.added(to: sums?.now, of: area))
      }
    }
    if let sums { note(sums.before, sums.now) }

    func note(_ before: YearValues.Cell, _ now: YearValues.Cell) {
      guard change.isExceeded(from: before.value, to: now.value) else { return }
      let compared = [
        (measure, Sex.total, previous.year, before as YearValues.Cell?), (measure, .total, values.year, now),
      ]
      found.append(violation(at: now.area, compared, values))
    }
  }

  // MARK: Findings

  private func violation(
    at area: AreaIndex, _ compared: [(measure: Int, sex: Sex, year: Int, cell: YearValues.Cell?)], _ values: YearValues
  ) -> Found {
    var quality = QualityFlags()
    for figure in compared { quality.formUnion(figure.cell?.quality ?? []) }
    let figures = compared.map {
      RuleViolation.Figure(measure: $0.measure, sex: $0.sex, year: $0.year, value: $0.cell?.value ?? .nan)
    }
    let isInScope = values.scope[values.slice.position(area)] == .inside
    return (RuleViolation(area: area, figures: figures, isInScope: isInScope, isFree: quality.isFree), quality)
  }

  private func finding(_ rule: Int, _ group: GroupIndex, _ found: [Found], _ values: YearValues) -> Finding {
    var quality = QualityFlags()
    for one in found { quality.formUnion(one.quality) }
    let communes = Set(found.lazy.map(\.violation.area)).filter(definition.areas.communes.contains)
    let measures = Set(found.lazy.flatMap(\.violation.figures).map(\.measure))
    let worst = found.map(\.violation).enumerated().sorted { a, b in
      (-a.element.extent, a.element.area, a.offset) < (-b.element.extent, b.element.area, b.offset)
    }
    return Finding(
      kind: .implausible, severity: definition.rules[rule].severity, area: values.slice.area, group: group, sex: .total,
      measure: nil, rule: rule, period: String(values.year),
      detail: RuleSentence(definition, rule: rule).claim(measures, communes: communes.count),
      violations: worst.prefix(RuleSentence.placeLimit).map(\.element), confidentiality: quality.confidentialityCode)
  }
}

/// Cells in order of area, looked up by areas in the same order.
private struct CellCursor {
  private let cells: ArraySlice<YearValues.Cell>
  private var next: Int

  init(_ cells: ArraySlice<YearValues.Cell>) {
    self.cells = cells
    next = cells.startIndex
  }

  var isEmpty: Bool { cells.isEmpty }

  /// The cell of an area that is not before the last one asked for.
  mutating func cell(of area: AreaIndex) -> YearValues.Cell? {
    while next < cells.endIndex, cells[next].area < area { next += 1 }
    return next < cells.endIndex && cells[next].area == area ? cells[next] : nil
  }
}

extension YearValues.Cell {
  /// The sum of this value and those before it, as one of a larger area.
  fileprivate func added(to sum: YearValues.Cell?, of area: AreaIndex) -> YearValues.Cell {
    YearValues.Cell(
      area: area, value: (sum?.value ?? 0) + value, quality: quality.union(sum?.quality ?? []))
  }
}

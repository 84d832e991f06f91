import Definition
import Vocabulary
import Workspace

/// Every value of one year: what the year's sums are made of.
struct YearValues: Sendable {
  /// A value of one area.
  struct Cell: Sendable {
    let area: AreaIndex
    let value: Double
    let quality: QualityFlags
  }

  /// Whether a commune is in scope.
  enum ScopeState: UInt8, Sendable {
    /// The scope measure says nothing of it, says no, says yes.
    case unobserved, outside, inside
  }

  let year: Int
  /// Cells in order of area, by (measure x 3 + sex) x groups + group.
  private(set) var cells: [[Cell]]
  /// Groups that have any observation at an area, by area x groups + group.
  private(set) var presence: [Bool]
  /// Whether an area has any observation.
  private(set) var observed: [Bool]
  /// By area.
  private(set) var scope: [ScopeState]
  /// What was found on the way.
  private(set) var findings: [Finding] = []
  private let groupCount: Int

  /// Resolves the contributions of a year.
  init(year: Int, _ files: CanonicalFiles, _ definition: Definition) {
    self.year = year
    groupCount = definition.groups.count
    cells = Array(repeating: [], count: definition.measures.count * 3 * groupCount)
    presence = Array(repeating: false, count: definition.areas.count * groupCount)
    observed = Array(repeating: false, count: definition.areas.count)
    scope = Array(repeating: .unobserved, count: definition.areas.count)
    let contributions = files.contributions(year: year)
    var finder = FindingCollector(year: year, definition, files.order)
    var place = PlaceValues(definition)
    var start = 0
    while start < contributions.count {
      var end = start + 1
      while end < contributions.count, contributions[end].key.place == contributions[start].key.place { end += 1 }
      let key = contributions[start].key
      place.clear()
      read(contributions[start..<end], definition, into: &place, &finder)
      place.completeTotals(byGroup: definition.measures[key.measure].byGroup)
      for (group, sex) in place.inconsistent {
        finder.noteInconsistent(measure: key.measure, area: key.area, group: group, sex: sex)
      }
      store(place, measure: key.measure, area: key.area, definition)
      start = end
    }
    finder.compareDeliveredAreas(self)
    findings = finder.findings()
  }

  /// The cells of a measure, group and sex.
  func cells(measure: Int, group: GroupIndex, sex: Sex) -> [Cell] {
    cells[(measure * 3 + Int(sex.rawValue)) * groupCount + Int(group)]
  }

  /// Resolves every series of one measure and area.
  private mutating func read(
    _ run: ArraySlice<Contribution>, _ definition: Definition, into place: inout PlaceValues,
    _ finder: inout FindingCollector
  ) {
    let resolved = PlaceResolution(run, definition)
    for key in resolved.deleted { finder.noteDeleted(key) }
    for key in resolved.keys { finder.note(key.value, key: key.key) }
    resolved.forEachSeries { key, value in
      presence[Int(key.area) * groupCount + Int(key.group)] = true
      observed[Int(key.area)] = true
      place[key.group, key.sex] = value
    }
  }

  private mutating func store(_ place: PlaceValues, measure: Int, area: AreaIndex, _ definition: Definition) {
    for (position, value) in place.values.enumerated() {
      guard let value else { continue }
      let (group, sex) = (position / 3, position % 3)
      cells[(measure * 3 + sex) * groupCount + group].append(
        Cell(area: area, value: value.value, quality: value.quality))
    }
    if measure == definition.scopeMeasure, let value = place[definition.groups.total, .total] {
      scope[Int(area)] = value.value == 1 ? .inside : .outside
    }
  }
}

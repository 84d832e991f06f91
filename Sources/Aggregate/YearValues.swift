import Definition
import Vocabulary
import Workspace

/// Every value of one year in one slice of areas: what the year's sums there are made of.
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
  let slice: AreaSlice
  /// Groups that have any observation at an area, by position of the area in the slice x groups + group.
  private(set) var presence: [Bool]
  /// Whether an area has any observation, by position in the slice.
  private(set) var observed: [Bool]
  /// By position in the slice.
  private(set) var scope: [ScopeState]
  /// What was found on the way.
  private(set) var findings: [Finding] = []
  /// Which deliveries the values stand on.
  private(set) var origins: OriginCount
  private var cells: [Cell] = []
  /// Where the cells of a measure, group and sex lie in `cells`, by (measure x groups + group) x 3 + sex.
  private var ranges: [Range<Int32>]
  private let groupCount: Int

  /// Resolves the contributions of a year, which must be in order and lie within the slice.
  init(
    year: Int, _ slice: AreaSlice, _ contributions: [Contribution], _ order: DeliveryOrder, _ definition: Definition
  ) {
    self.year = year
    self.slice = slice
    groupCount = definition.groups.count
    presence = Array(repeating: false, count: slice.count * groupCount)
    observed = Array(repeating: false, count: slice.count)
    scope = Array(repeating: .unobserved, count: slice.count)
    origins = OriginCount(order)
    ranges = Array(repeating: 0..<0, count: definition.measures.count * 3 * groupCount)
    guard !contributions.isEmpty else { return }
    var finder = FindingCollector(year: year, definition, order)
    var reader = PlaceReader(definition, order)
    var pending = MeasureCells(series: groupCount * 3)
    var start = 0
    while start < contributions.count {
      let key = contributions[start].key
      let end = reader.read(contributions, from: start, &finder)
      note(reader, at: slice.position(key.area))
      pending.add(reader.place, area: key.area)
      if key.measure == definition.scopeMeasure, let value = reader.place[definition.groups.total, .total] {
        scope[slice.position(key.area)] = value.value == 1 ? .inside : .outside
      }
      if end == contributions.count || contributions[end].key.measure != key.measure {
        pending.move(into: &cells, &ranges, from: key.measure * groupCount * 3)
        reader.origins.close(measure: key.measure)
      }
      start = end
    }
    finder.compareDeliveredAreas(self)
    findings = finder.findings()
    origins = reader.origins
  }

  /// The cells of a measure, group and sex in order of area.
  func cells(measure: Int, group: GroupIndex, sex: Sex) -> ArraySlice<Cell> {
    let range = ranges[(measure * groupCount + Int(group)) * 3 + Int(sex.rawValue)]
    return cells[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  private mutating func note(_ reader: PlaceReader, at position: Int) {
    for group in reader.reported {
      presence[position * groupCount + Int(group)] = true
      observed[position] = true
    }
  }
}

/// The cells of one measure as its areas come, until they are sorted by group and sex.
private struct MeasureCells {
  private var cells: [(series: Int32, cell: YearValues.Cell)] = []
  private var counts: [Int32]

  init(series: Int) { counts = Array(repeating: 0, count: series) }

  mutating func add(_ place: PlaceValues, area: AreaIndex) {
    place.forEach { group, sex, value in
      let series = Int(group) * 3 + sex
      counts[series] += 1
      cells.append((Int32(series), YearValues.Cell(area: area, value: value.value, quality: value.quality)))
    }
  }

  /// Puts the cells behind others, series by series, each in order of area, and starts afresh.
  mutating func move(into all: inout [YearValues.Cell], _ ranges: inout [Range<Int32>], from first: Int) {
    guard let any = cells.first?.cell else { return }
    var next = Int32(all.count)
    all.append(contentsOf: repeatElement(any, count: cells.count))
    for series in counts.indices where counts[series] > 0 {
      let count = counts[series]
      ranges[first + series] = next..<(next + count)
      // From here on: where the next cell of the series goes.
      counts[series] = next
      next += count
    }
    for (series, cell) in cells {
      all[Int(counts[Int(series)])] = cell
      counts[Int(series)] += 1
    }
    cells.removeAll(keepingCapacity: true)
    for series in counts.indices { counts[series] = 0 }
  }
}

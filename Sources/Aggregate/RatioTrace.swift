import Definition
import Vocabulary
import Workspace

/// Where the sums of a ratio come from: its communes, and the deliveries and records behind each of them.
public struct RatioTrace: Sendable {
  /// One commune (or province, for province-level measures) of the ratio.
  public struct Unit: Sendable {
    /// Canonical area.
    public let area: AreaIndex
    /// Value of numerator and denominator; nil where nothing was observed, NaN where it was without a value.
    public let numerator: Double?, denominator: Double?
    /// Whether both have values, so that the unit counts.
    public var reports: Bool { !(numerator ?? .nan).isNaN && !(denominator ?? .nan).isNaN }
    /// What the two stand on, numerator first.
    public let origins: [Origin]
  }

  /// A canonical row behind a value.
  public struct Origin: Sendable {
    /// Position of the measure; group, sex and period of the row.
    public let measure: Int, group: GroupIndex, sex: Sex, period: Period
    /// What the row brings, after its share; NaN where missing.
    public let value: Double
    /// Area as delivered, and its vintage.
    public let areaDelivered: String, vintage: String
    /// The delivery with the member where it is an archive (`delivery.zip!member.csv`), the record in it and its line.
    public let delivery: String, record: Int, line: Int
    /// Whether the row counts, or was revised or deleted by a newer delivery.
    public let counts: Bool
    /// Whether the row is a deletion.
    public let isDeletion: Bool
  }

  /// Units in order of code: those in scope, or all where the ratio runs over every commune.
  public let units: [Unit]

  /// Traces the ratio of two measures for a group in an area and year.
  public init(
    numerator: Int, denominator: Int, area: AreaIndex, group: GroupIndex, year: Int, _ files: CanonicalFiles,
    _ definition: Definition
  ) {
    let isProvincial = definition.measures[numerator].level == .province
    let wanted: Set<Int> = [numerator, denominator, definition.scopeMeasure]
    func isInside(_ unit: AreaIndex) -> Bool {
      area == AreaRegister.nation || definition.areas.provinceOf[Int(unit)] == area
    }
    let contributions = files.contributions(year: year) { wanted.contains($0.measure) && isInside($0.area) }
    var places: [AreaIndex: [Int: ArraySlice<Contribution>]] = [:]
    var start = 0
    while start < contributions.count {
      var end = start + 1
      while end < contributions.count, contributions[end].key.place == contributions[start].key.place { end += 1 }
      let key = contributions[start].key
      places[key.area, default: [:]][key.measure] = contributions[start..<end]
      start = end
    }
    let units = isProvincial ? definition.areas.provinces : definition.areas.communes
    var result: [Unit] = []
    let tracer = PlaceTrace(definition, files, year: year)
    for unit in units where isInside(unit) {
      guard let place = places[unit] else { continue }
      if !isProvincial {
        let scope = place[definition.scopeMeasure].flatMap { tracer.value($0, definition.groups.total) }
        guard scope == 1 else { continue }
      }
      let measures = [numerator, denominator]
      let values = measures.map { measure in place[measure].flatMap { tracer.value($0, group) } }
      let origins = Array(Set(measures)).sorted { $0 == numerator && $1 != numerator }.flatMap { measure in
        place[measure].map { tracer.origins($0, group) } ?? []
      }
      result.append(Unit(area: unit, numerator: values[0], denominator: values[1], origins: origins))
    }
    self.units = result
  }
}

/// Traces the values of one measure at one area.
private struct PlaceTrace {
  private let definition: Definition
  private let files: CanonicalFiles
  private let year: Int
  private let resolution: KeyResolution

  init(_ definition: Definition, _ files: CanonicalFiles, year: Int) {
    resolution = KeyResolution(definition)
    self.definition = definition
    self.files = files
    self.year = year
  }

  /// The value of a group, both sexes, in the year.
  func value(_ run: ArraySlice<Contribution>, _ group: GroupIndex) -> Double? {
    let measure = definition.measures[run.first!.key.measure]
    var place = PlaceValues(definition)
    PlaceResolution(run, definition, resolution).forEachSeries { key, value in place[key.group, key.sex] = value }
    place.completeTotals(byGroup: measure.byGroup)
    return place[group, .total]?.value
  }

  /// The rows of the group, and of its parts where it is a total.
  func origins(_ run: ArraySlice<Contribution>, _ group: GroupIndex) -> [RatioTrace.Origin] {
    let groups = definition.groups
    let family: Set<GroupIndex> =
      group == groups.total
      ? Set(groups.totalParts + groups.minorityParts + [group])
      : group == groups.minorities ? Set(groups.minorityParts + [group]) : [group]
    return keys(run).flatMap { key -> [RatioTrace.Origin] in
      guard family.contains(key.first!.key.group) else { return [] }
      let used = Set(resolution.resolve(key)?.used ?? [])
      return key.enumerated().map { position, contribution in
        let first = contribution.key
        let place = files.place(rank: contribution.rank, record: Int64(contribution.record))
        let member = place.map { $0.member.isEmpty ? "" : "!" + $0.member } ?? ""
        let delivery = files.order.names[Int(contribution.rank)] + member
        return RatioTrace.Origin(
          measure: first.measure, group: first.group, sex: first.sex,
          period: Period(year: year, frequency: first.frequency, ordinal: first.ordinal), value: contribution.value,
          areaDelivered: contribution.areaDelivered.code,
          vintage: definition.vintages[Int(contribution.vintage)].vintage, delivery: delivery,
          record: Int(contribution.record),
          line: place?.line ?? 0,
          counts: used.contains(position), isDeletion: contribution.isDeletion)
      }
    }
  }

  private func keys(_ run: ArraySlice<Contribution>) -> [ArraySlice<Contribution>] {
    var result: [ArraySlice<Contribution>] = []
    var start = run.startIndex
    while start < run.endIndex {
      var end = start + 1
      while end < run.endIndex, run[end].key == run[start].key { end += 1 }
      result.append(run[start..<end])
      start = end
    }
    return result
  }
}

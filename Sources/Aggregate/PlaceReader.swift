import Definition
import Vocabulary

/// Reads the places of a year one after the other: the contributions of one measure at one area.
///
/// Most places hold a single annual value of each group, delivered once and by the codes of an area that was not merged:
/// those values are the year's as they are. Any other place is resolved with all the rules (`PlaceResolution`), which
/// give the same for a plain one.
struct PlaceReader {
  /// The values of the place read last, with totals completed.
  private(set) var place: PlaceValues
  /// The groups that have an observation there.
  private(set) var reported: [GroupIndex] = []
  /// Which deliveries the places that were read stand on.
  var origins: OriginCount
  private let definition: Definition
  private let resolution: KeyResolution
  private let areaCount: Int
  private let byGroup: [Bool]
  /// Whether a rule compares men and women of a measure with both.
  private let hasSexRule: [Bool]
  /// Whether an area of the canonical vintage has at most one predecessor in a vintage, by vintage x areas + area.
  private let isSingle: [Bool]

  init(_ definition: Definition, _ order: DeliveryOrder) {
    self.definition = definition
    origins = OriginCount(order)
    place = PlaceValues(definition)
    resolution = KeyResolution(definition)
    areaCount = definition.areas.count
    byGroup = definition.measures.map(\.byGroup)
    let ruled = definition.measuresWithSexRule
    hasSexRule = definition.measures.indices.map(ruled.contains)
    isSingle = definition.vintages.flatMap { $0.predecessorCounts.map { $0 <= 1 } }
  }

  /// Reads the place that begins at a position, and returns where the next one begins.
  mutating func read(_ contributions: [Contribution], from start: Int, _ finder: inout FindingCollector) -> Int {
    place.clear()
    reported.removeAll(keepingCapacity: true)
    let key = contributions[start].key
    let end = readPlain(contributions, start) ?? readFully(contributions, start, &finder)
    place.completeTotals(byGroup: byGroup[key.measure])
    if !place.inconsistent.isEmpty {
      // Where a rule compares the sexes, it says so itself.
      for (group, sex, isOfSexes) in place.inconsistent where !isOfSexes || !hasSexRule[key.measure] {
        finder.noteInconsistent(measure: key.measure, area: key.area, group: group, sex: sex)
      }
    }
    return end
  }

  /// Reads a plain place; nil where it is none, and then nothing stands.
  private mutating func readPlain(_ contributions: [Contribution], _ start: Int) -> Int? {
    let at = contributions[start].key.place
    var last = UInt64.max
    var index = start
    while index < contributions.count, contributions[index].key.place == at {
      let contribution = contributions[index]
      let key = contribution.key
      guard key.packed != last, !contribution.isDeletion, key.frequency == .annual,
        isSingle[Int(contribution.vintage) * areaCount + Int(key.area)]
      else {
        place.clear()
        reported.removeAll(keepingCapacity: true)
        return nil
      }
      last = key.packed
      let value = AnnualValue(value: contribution.value, quality: contribution.quality)
      place.set(key.group, Int(key.sex.rawValue), value)
      reported.append(key.group)
      index += 1
    }
    for contribution in contributions[start..<index] { origins.note(contribution, counts: true) }
    return index
  }

  private mutating func readFully(
    _ contributions: [Contribution], _ start: Int, _ finder: inout FindingCollector
  ) -> Int {
    var end = start + 1
    while end < contributions.count, contributions[end].key.place == contributions[start].key.place { end += 1 }
    let resolved = PlaceResolution(contributions[start..<end], definition, resolution)
    for key in resolved.deleted {
      finder.noteDeleted(key)
      origins.note(key, used: [])
    }
    for key in resolved.keys {
      finder.note(key.value, key: key.key)
      origins.note(key.run, used: key.value.used)
    }
    resolved.forEachSeries { key, value in
      reported.append(key.group)
      place[key.group, key.sex] = value
    }
    return end
  }
}

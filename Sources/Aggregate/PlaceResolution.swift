import Definition
import Vocabulary

/// The resolved keys of one measure at one area in one year.
struct PlaceResolution {
  /// A key of which something stands, with its contributions.
  struct Key {
    let key: ContributionKey
    let run: ArraySlice<Contribution>
    var value: ResolvedKey
  }

  /// Keys of which something stands, in order.
  private(set) var keys: [Key] = []
  /// Runs of keys of which nothing stands any more.
  private(set) var deleted: [ArraySlice<Contribution>] = []
  private let resolution: KeyResolution
  private let rule: Measure.AnnualRule

  /// Resolves a run of contributions with one measure and area.
  init(_ run: ArraySlice<Contribution>, _ definition: Definition, _ resolution: KeyResolution) {
    self.resolution = resolution
    rule = definition.measures[run.first!.key.measure].annualRule
    // Areas that report the measure, by vintage: a merged commune is incomplete where a predecessor is silent of the
    // measure altogether, not where it has nobody of one group.
    var reporting: [(vintage: UInt8, area: DeliveredArea)] = []
    let isMerged = definition.vintages.contains { $0.predecessorCounts[Int(run.first!.key.area)] > 1 }
    var index = run.startIndex
    while index < run.endIndex {
      let key = run[index].key
      var end = index + 1
      while end < run.endIndex, run[end].key == key { end += 1 }
      let slice = run[index..<end]
      if let value = resolution.resolve(slice) {
        keys.append(Key(key: key, run: slice, value: value))
        if isMerged {
          for position in value.standing {
            let part = slice[slice.startIndex + position]
            // A commune has a handful of predecessors: looking through them is quicker than hashing.
            if !reporting.contains(where: { $0 == (part.vintage, part.areaDelivered) }) {
              reporting.append((part.vintage, part.areaDelivered))
            }
          }
        }
      } else {
        deleted.append(slice)
      }
      index = end
    }
    guard isMerged else { return }
    for index in keys.indices {
      let vintage = keys[index].value.vintage
      let expected = definition.vintages[Int(vintage)].predecessorCounts[Int(keys[index].key.area)]
      if reporting.count(where: { $0.vintage == vintage }) < expected {
        keys[index].value.quality.insert(.incompleteParts)
      }
    }
  }

  /// Calls `body` with the year's value of every group and sex, in order.
  func forEachSeries(_ body: (ContributionKey, AnnualValue?) -> Void) {
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].key.series == keys[start].key.series { end += 1 }
      body(keys[start].key, annualValue(keys[start..<end]))
      start = end
    }
  }

  /// The year's value of one series. Areas delivered apart may report by quarters, by months or once: each is brought to
  /// the year before they are added. Where the vintage changed within the year the areas are not the same throughout,
  /// and the periods are added first.
  private func annualValue(_ series: ArraySlice<Key>) -> AnnualValue? {
    if series.count > 1, let parts = partsOfOneVintage(series) {
      let values = parts.compactMap { part -> AnnualValue? in
        var fold = YearFold()
        for contribution in part {
          fold.add(
            AnnualValue(value: contribution.value, quality: contribution.quality),
            frequency: contribution.key.frequency, ordinal: contribution.key.ordinal)
        }
        return fold.value(rule)
      }
      var quality = QualityFlags()
      for value in values { quality.formUnion(value.quality) }
      if series.contains(where: { $0.value.quality.contains(.incompleteParts) }) { quality.insert(.incompleteParts) }
      return AnnualValue(
        value: resolution.combined(values.map(\.value), of: series.first!.key), quality: quality)
    }
    var fold = YearFold()
    for key in series {
      fold.add(
        AnnualValue(value: key.value.value, quality: key.value.quality), frequency: key.key.frequency,
        ordinal: key.key.ordinal)
    }
    return fold.value(rule)
  }

  /// The contributions that count by delivered area, where there are several areas and all are of one vintage.
  private func partsOfOneVintage(_ series: ArraySlice<Key>) -> [[Contribution]]? {
    let vintage = series.first!.value.vintage
    guard series.allSatisfy({ $0.value.vintage == vintage }) else { return nil }
    var parts: [DeliveredArea: [Contribution]] = [:]
    for key in series {
      for position in key.value.used {
        let contribution = key.run[key.run.startIndex + position]
        parts[contribution.areaDelivered, default: []].append(contribution)
      }
    }
    return parts.count > 1 ? parts.sorted { $0.key < $1.key }.map(\.value) : nil
  }
}

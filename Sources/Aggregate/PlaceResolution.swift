import Definition
import Vocabulary

/// The resolved keys of one measure at one area in one year.
struct PlaceResolution {
  /// Keys of which something stands, in order.
  private(set) var keys: [(key: ContributionKey, value: ResolvedKey)] = []
  /// Runs of keys of which nothing stands any more.
  private(set) var deleted: [ArraySlice<Contribution>] = []

  /// Resolves a run of contributions with one measure and area.
  init(_ run: ArraySlice<Contribution>, _ definition: Definition) {
    let resolution = KeyResolution(definition)
    // Areas that report the measure, by vintage: a merged commune is incomplete where a predecessor is silent of the
    // measure altogether, not where it has nobody of one group.
    var reporting: Set<UInt64> = []
    var counts: [UInt8: Int] = [:]
    let isMerged = definition.vintages.contains { $0.predecessorCounts[Int(run.first!.key.area)] > 1 }
    var index = run.startIndex
    while index < run.endIndex {
      let key = run[index].key
      var end = index + 1
      while end < run.endIndex, run[end].key == key { end += 1 }
      let slice = run[index..<end]
      if let value = resolution.resolve(slice) {
        keys.append((key, value))
        if isMerged {
          for position in value.standing {
            let part = slice[slice.startIndex + position]
            if reporting.insert(UInt64(part.vintage) << 32 | UInt64(part.areaDelivered)).inserted {
              counts[part.vintage, default: 0] += 1
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
      if counts[vintage, default: 0] < expected { keys[index].value.quality.insert(.incompleteParts) }
    }
  }
}

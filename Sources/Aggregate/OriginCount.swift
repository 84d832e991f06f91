import Definition
import Workspace

/// Counts what each delivery contributes to the figures of one slice of areas in one year, by measure.
struct OriginCount {
  /// What one delivery contributes to one measure.
  private struct Count {
    var observations = 0, superseded = 0, deletions = 0
    var first = UInt32.max, last: UInt32 = 0
  }

  /// Counts by rank, of the measure that is at hand.
  private var counts: [Count]
  /// The ranks of the measure at hand, in the order in which they were met.
  private var ranks: [Int] = []
  private(set) var origins: [FigureOrigin] = []
  private let files: CanonicalFiles
  private let area: AreaIndex, year: Int

  /// Counts contributions, which stand in the order in which they are resolved.
  init(
    _ contributions: [Contribution], area: AreaIndex, year: Int, _ files: CanonicalFiles, _ resolution: KeyResolution
  ) {
    self.files = files
    self.area = area
    self.year = year
    counts = Array(repeating: Count(), count: files.order.names.count)
    contributions.withUnsafeBufferPointer { all in
      var start = 0
      while start < all.count {
        let key = all[start].key
        var end = start + 1
        while end < all.count, all[end].key == key { end += 1 }
        if end == start + 1 {
          note(all[start], counts: true)
        } else {
          let used = resolution.resolve(contributions[start..<end])?.used ?? []
          for index in start..<end { note(all[index], counts: used.contains(index - start)) }
        }
        if end == all.count || all[end].key.measure != key.measure { close(measure: key.measure) }
        start = end
      }
    }
    origins.sort(by: FigureOrigin.precedes)
  }

  private mutating func note(_ contribution: Contribution, counts isCounted: Bool) {
    let rank = Int(contribution.rank)
    if counts[rank].first > counts[rank].last { ranks.append(rank) }
    if contribution.isDeletion {
      counts[rank].deletions += 1
    } else if isCounted {
      counts[rank].observations += 1
    } else {
      counts[rank].superseded += 1
    }
    counts[rank].first = min(counts[rank].first, contribution.record)
    counts[rank].last = max(counts[rank].last, contribution.record)
  }

  private mutating func close(measure: Int) {
    for rank in ranks {
      let count = counts[rank]
      func line(_ record: UInt32) -> Int { files.place(rank: UInt32(rank), record: Int64(record))?.line ?? 0 }
      origins.append(
        FigureOrigin(
          measure: measure, area: area, year: year, delivery: files.order.names[rank], observations: count.observations,
          superseded: count.superseded, deletions: count.deletions, firstRecord: Int(count.first),
          firstLine: line(count.first), lastRecord: Int(count.last), lastLine: line(count.last)))
      counts[rank] = Count()
    }
    ranks.removeAll(keepingCapacity: true)
  }
}

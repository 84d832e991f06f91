import Definition
import Workspace

/// Counts what each delivery contributes to the figures of one slice of areas in one year, by measure, while its keys are
/// resolved.
struct OriginCount: Sendable {
  /// What one delivery contributes to one measure.
  private struct Count {
    var observations = 0, superseded = 0, deletions = 0
    var first = UInt32.max, last: UInt32 = 0
  }

  /// Counts by rank, of the measure that is at hand.
  private var counts: [Count]
  /// The ranks of the measure at hand, in the order in which they were met.
  private var ranks: [Int] = []
  /// The counts of measures that are done.
  private var done: [(measure: Int, rank: Int, count: Count)] = []

  init(_ order: DeliveryOrder) { counts = Array(repeating: Count(), count: order.names.count) }

  /// Notes a contribution of the measure at hand.
  @inline(__always)
  mutating func note(_ contribution: Contribution, counts isCounted: Bool) {
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

  /// Notes the contributions of a key, of which those at some positions in its run count.
  mutating func note(_ run: ArraySlice<Contribution>, used: [Int]) {
    for index in run.indices { note(run[index], counts: used.contains(index - run.startIndex)) }
  }

  /// Ends the measure at hand.
  mutating func close(measure: Int) {
    for rank in ranks {
      done.append((measure, rank, counts[rank]))
      counts[rank] = Count()
    }
    ranks.removeAll(keepingCapacity: true)
  }

  /// What was counted, with the lines of its records.
  func origins(area: AreaIndex, year: Int, _ files: CanonicalFiles) -> [FigureOrigin] {
    done.map { measure, rank, count in
      func line(_ record: UInt32) -> Int { files.place(rank: UInt32(rank), record: Int64(record))?.line ?? 0 }
      return FigureOrigin(
        measure: measure, area: area, year: year, delivery: files.order.names[rank], observations: count.observations,
        superseded: count.superseded, deletions: count.deletions, firstRecord: Int(count.first),
        firstLine: line(count.first), lastRecord: Int(count.last), lastLine: line(count.last))
    }.sorted(by: FigureOrigin.precedes)
  }
}

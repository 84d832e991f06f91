/// Brings contributions into the order in which they are resolved.
///
/// A radix sort by key, stable and eleven bits at a time, of which rounds that would change nothing are left out; the few
/// contributions that share a key are then ordered by `Contribution.precedes`.
enum ContributionOrder {
  private struct Entry {
    var key: UInt64, index: UInt32
  }

  private static let digitBits: UInt64 = 11

  /// The contributions in order.
  static func sorted(_ contributions: [Contribution]) -> [Contribution] {
    let count = contributions.count
    guard count > 64, count < UInt32.max else { return contributions.sorted(by: Contribution.precedes) }
    var entries = [Entry]()
    entries.reserveCapacity(count)
    var (union, intersection) = (UInt64(0), UInt64.max)
    for (index, contribution) in contributions.enumerated() {
      entries.append(Entry(key: contribution.key.packed, index: UInt32(truncatingIfNeeded: index)))
      union |= contribution.key.packed
      intersection &= contribution.key.packed
    }
    let varying = union & ~intersection
    var other = entries
    var shift: UInt64 = 0
    while shift < 64, varying >> shift != 0 {
      // The next bits of which any differ: those between mean nothing to the order.
      shift += UInt64((varying >> shift).trailingZeroBitCount)
      scatter(entries, into: &other, shift: shift)
      swap(&entries, &other)
      shift += digitBits
    }
    other = []
    var result = [Contribution]()
    result.reserveCapacity(count)
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, entries[end].key == entries[start].key { end += 1 }
      if end - start == 1 {
        result.append(contributions[Int(entries[start].index)])
      } else {
        result += entries[start..<end].map { contributions[Int($0.index)] }.sorted(by: Contribution.precedes)
      }
      start = end
    }
    return result
  }

  /// One round: by the digit that begins at `shift`.
  private static func scatter(_ entries: [Entry], into other: inout [Entry], shift: UInt64) {
    let mask = (UInt64(1) << digitBits) - 1
    var places = [Int](repeating: 0, count: Int(mask) + 1)
    for entry in entries { places[Int(truncatingIfNeeded: entry.key >> shift & mask)] += 1 }
    var sum = 0
    for digit in places.indices {
      let count = places[digit]
      places[digit] = sum
      sum += count
    }
    other.withUnsafeMutableBufferPointer { other in
      for entry in entries {
        let digit = Int(truncatingIfNeeded: entry.key >> shift & mask)
        // Every digit's places were counted above and lie one after the other: below the count of entries.
        other[places[digit]] = entry
        places[digit] += 1
      }
    }
  }
}

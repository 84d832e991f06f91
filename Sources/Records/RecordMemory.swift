/// Memory for the rows of one delivery at a time, which the next one uses again: fresh memory costs the system far more
/// than a record does.
///
/// Not for several writers that write at the same time, each on a thread of its own.
public final class RecordMemory {
  /// A piece of memory.
  struct Block {
    let start: UnsafeMutableRawPointer
    let byteCount: Int
    fileprivate let base: UnsafeMutableRawPointer
  }

  /// Smaller blocks are left to the system, which keeps those itself.
  private static let smallestKept = 64 << 10
  /// How many bytes are kept at most.
  private static let mostKept = 24 << 20
  private static let pageBytes = 4096

  private var kept: [Block] = []
  private var keptBytes = 0
  private var made = 0

  /// Memory of which nothing is taken yet.
  public init() {}

  deinit {
    for block in kept { block.base.deallocate() }
  }

  /// The largest block that is kept, if it has `byteCount` bytes at least. Its contents are undefined.
  func reuse(_ byteCount: Int) -> Block? {
    // Blocks are given back as they were taken, so the last one nearly always fits.
    guard let index = kept.lastIndex(where: { $0.byteCount >= byteCount && $0.byteCount <= 4 * byteCount }) else {
      return nil
    }
    let block = kept.remove(at: index)
    keptBytes -= block.byteCount
    return block
  }

  /// A block of `byteCount` bytes or more, its contents undefined, at a multiple of 64.
  func take(_ byteCount: Int) -> Block {
    if let block = reuse(byteCount) { return block }
    guard byteCount >= Self.smallestKept else {
      let base = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
      return Block(start: base, byteCount: byteCount, base: base)
    }
    let base = UnsafeMutableRawPointer.allocate(byteCount: byteCount + Self.pageBytes, alignment: 64)
    // Each at another place of its page: a record writes to the same row of all of them, and lines of memory at the same
    // place of their pages push each other out of the processor's cache.
    made += 1
    return Block(start: base + made * 5 * 64 % Self.pageBytes, byteCount: byteCount, base: base)
  }

  func giveBack(_ block: Block) {
    guard block.byteCount >= Self.smallestKept, keptBytes + block.byteCount <= Self.mostKept else {
      return block.base.deallocate()
    }
    kept.append(block)
    keptBytes += block.byteCount
  }
}

import Foundation
import Synchronization

/// Runs `body` for 0..<count on up to `jobs` threads, and returns the results in order, whatever order they ended in.
/// The error of the lowest index is thrown, so that messages do not depend on timing.
public func concurrently<Result: Sendable>(
  _ count: Int, jobs: Int, progress: ProgressReport? = nil, _ body: @escaping @Sendable (Int) throws -> Result
) throws -> [Result] {
  let next = Atomic<Int>(0)
  return try concurrently(count, jobs: jobs, progress, body) { _ in
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }
}

/// As above, but what is heavy is not worked on side by side: at any time the weights come to no more than a quarter over
/// the heaviest, so that memory is that of one and not of as many as there are threads. The heaviest come first.
public func concurrently<Result: Sendable>(
  weights: [Int], jobs: Int, progress: ProgressReport? = nil, _ body: @escaping @Sendable (Int) throws -> Result
) throws -> [Result] {
  let queue = WeightQueue(weights)
  return try concurrently(weights.count, jobs: jobs, progress, body) { queue.next(after: $0) }
}

/// - Parameter next: The index to work on after another one is done, or at first; nil where there is nothing left.
private func concurrently<Result: Sendable>(
  _ count: Int, jobs: Int, _ progress: ProgressReport?, _ body: @escaping @Sendable (Int) throws -> Result,
  next: @escaping @Sendable (Int?) -> Int?
) throws -> [Result] {
  let done = ProgressCount(count, progress)
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  withoutActuallyEscaping(body) { body in
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      var index = next(nil)
      while let current = index {
        let result = Swift.Result { try body(current) }
        results.withLock { $0[current] = result }
        done.finishOne()
        index = next(current)
      }
    }
  }
  return try results.withLock { finished in try (0..<count).map { try finished[$0]!.get() } }
}

/// Hands out indices by weight: the heaviest that fits beside those that are worked on.
private final class WeightQueue: Sendable {
  private struct State {
    /// Indices that are left, the heaviest first.
    var left: [Int]
    /// Weights of those that are worked on, and their number.
    var weight = 0, count = 0
    /// Threads that wait until one of those is done.
    var waiting = 0
  }

  private let weights: [Int]
  private let most: Int
  private let state: Mutex<State>
  /// Signalled once for each that waits whenever one is done.
  private let freed = DispatchSemaphore(value: 0)

  init(_ weights: [Int]) {
    self.weights = weights
    let heaviest = weights.max() ?? 0
    most = heaviest + heaviest / 4
    state = Mutex(State(left: weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }))
  }

  /// What a step may come to.
  private enum Step {
    case index(Int), wait, end
  }

  func next(after done: Int?) -> Int? {
    if let done { giveBack(done) }
    while true {
      switch take() {
      case .index(let index): return index
      case .end: return nil
      case .wait: freed.wait()
      }
    }
  }

  private func giveBack(_ done: Int) {
    state.withLock { state in
      state.weight -= weights[done]
      state.count -= 1
      for _ in 0..<state.waiting { freed.signal() }
      state.waiting = 0
    }
  }

  private func take() -> Step {
    state.withLock { state in
      guard !state.left.isEmpty else { return .end }
      // Where nothing is worked on, even what does not fit has its turn.
      let fitting = state.left.firstIndex { state.weight + weights[$0] <= most } ?? (state.count == 0 ? 0 : nil)
      guard let fitting else {
        state.waiting += 1
        return .wait
      }
      let index = state.left.remove(at: fitting)
      state.weight += weights[index]
      state.count += 1
      return .index(index)
    }
  }
}

import Foundation
import Synchronization

/// Runs `body` for 0..<count on up to `jobs` threads, and returns the results in order, whatever order they ended in.
/// The error of the lowest index is thrown, so that messages do not depend on timing.
public func concurrently<Result: Sendable>(
  _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) throws -> Result
) throws -> [Result] {
  let next = Atomic<Int>(0)
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  withoutActuallyEscaping(body) { body in
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = Swift.Result { try body(index) }
        results.withLock { $0[index] = result }
      }
    }
  }
  return try results.withLock { finished in try (0..<count).map { try finished[$0]!.get() } }
}

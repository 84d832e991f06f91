import Dispatch
import Synchronization

/// A value that is made on another thread while this one goes on.
final class Alongside<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let isMade = DispatchSemaphore(value: 0)

  /// Begins at once.
  init(_ make: @escaping @Sendable () -> Value) {
    DispatchQueue.global().async { [self] in
      let value = make()
      made.withLock { $0 = value }
      isMade.signal()
    }
  }

  /// The value, which can be taken once; waits until it is made.
  func value() -> Value {
    isMade.wait()
    return made.withLock { $0.take()! }
  }
}

import Foundation
import Synchronization

/// What happens when the process is told to end (SIGTERM, SIGINT, SIGHUP): the drafts go, one line says so, and the process
/// ends by the signal, so that whoever started it sees why. What stood before stands.
public enum Interruption {
  private struct State {
    var drafts: Set<String> = []
    var isEnding = false
  }

  private static let state = Mutex(State())
  private static let signals = [SIGTERM, SIGINT, SIGHUP]

  /// Waits for a signal from here on, on a thread of its own. To be called before there are other threads, which inherit
  /// that they leave the signals alone.
  ///
  /// - Parameter report: Told name and number of the signal before anything else is done, on the thread that waits.
  public static func await(_ report: @escaping @Sendable (_ name: String, _ signal: Int32) -> Void) {
    var awaited = sigset_t()
    sigemptyset(&awaited)
    for signal in signals where !isIgnored(signal) { sigaddset(&awaited, signal) }
    pthread_sigmask(SIG_BLOCK, &awaited, nil)
    let thread = Thread { [awaited] in
      var awaited = awaited
      var signal: Int32 = 0
      while sigwait(&awaited, &signal) != 0 {}
      end(by: signal, report)
    }
    thread.start()
  }

  /// Whether whoever started the process wants it to take no notice: nohup(1), a shell's background job.
  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func end(by signal: Int32, _ report: (String, Int32) -> Void) -> Never {
    let drafts = state.withLock { state in
      state.isEnding = true
      return state.drafts
    }
    let name = [SIGTERM: "SIGTERM", SIGINT: "SIGINT", SIGHUP: "SIGHUP"][signal] ?? "signal \(signal)"
    report(name, signal)
    // Other threads write on: what they add while a draft goes makes another round.
    for _ in 0..<3 {
      for draft in drafts { try? FileManager.default.removeItem(atPath: draft) }
    }
    Glibc.signal(signal, SIG_DFL)
    var ended = sigset_t()
    sigemptyset(&ended)
    sigaddset(&ended, signal)
    pthread_sigmask(SIG_UNBLOCK, &ended, nil)
    raise(signal)
    _exit(128 + signal)
  }

  /// Waits for the end where the process is ending, so that it ends by the signal and by nothing else.
  public static func waitIfEnding() { unlessEnding {} }

  // MARK: Drafts

  static func began(_ draft: String) { state.withLock { _ = $0.drafts.insert(draft) } }

  static func ended(_ draft: String) { state.withLock { _ = $0.drafts.remove(draft) } }

  /// Does what puts a draft in its place, unless the process is ending: half of a draft must not get there.
  static func unlessEnding<Result>(_ body: () -> Result) -> Result {
    let result = state.withLock { state in state.isEnding ? nil : body() }
    guard let result else {
      // The process ends in a moment, and nothing else may happen in it.
      while true { sleep(1) }
    }
    return result
  }
}

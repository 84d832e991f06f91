import Answers
import Foundation
import Synchronization
import Workspace

/// One line at the bottom of the terminal that shows how far a stage is. It is drawn over itself and wiped when the stage
/// ends or a message is written, so that nothing of it remains.
public final class ProgressLine: Sendable {
  private struct State {
    var stage = "", parts = ""
    var done = 0, total = 0
    var started = Date(), drawn = Date.distantPast
    var isShown = false, isAtWork = false
  }

  private let label: String
  private let state = Mutex(State())
  /// The line that messages go around, of which a process has one.
  private static let current = Mutex<ProgressLine?>(nil)
  private static let interval = 0.1

  /// A line; nil where nobody watches: where standard error is no terminal that can move its cursor, or was asked to be
  /// quiet or to write JSON.
  init?(_ options: CommonOptions, label: String) {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDERR_FILENO) == 1, !options.quiet, options.logFormat == .text, environment["TERM"] != "dumb" else {
      return nil
    }
    self.label = label
    // Draws while no part ends: a long delivery takes its time.
    Thread.detachNewThread { [weak self] in
      while let self {
        self.draw(isDue: true)
        Thread.sleep(forTimeInterval: 1)
      }
    }
    Self.current.withLock { $0 = self }
  }

  /// Starts with a stage, whose work is counted in some parts.
  public func begin(_ stage: String, parts: String) {
    state.withLock { $0 = State(stage: stage, parts: parts, isAtWork: true) }
    draw(isDue: true)
  }

  /// Takes note of how far the stage is.
  public var report: ProgressReport {
    { [self] done, total in
      state.withLock { state in
        // Threads come one after the other, but not always in order.
        state.done = done == 0 ? 0 : max(state.done, done)
        state.total = total
      }
      draw(isDue: false)
    }
  }

  /// Wipes the line.
  public func end() {
    state.withLock { state in
      state.isAtWork = false
      wipe(&state)
    }
  }

  /// Wipes the line for good: the process ends.
  static func abandon() { current.withLock { $0 }?.end() }

  /// Writes a message in place of the line, if there is one; the line comes back below it.
  static func interrupt(_ write: () -> Void) {
    guard let line = current.withLock({ $0 }) else { return write() }
    line.state.withLock { state in
      line.wipe(&state)
      state.drawn = .distantPast
      write()
    }
    line.draw(isDue: true)
  }

  private func draw(isDue: Bool) {
    state.withLock { state in
      let now = Date()
      guard state.isAtWork, isDue || now.timeIntervalSince(state.drawn) >= Self.interval else { return }
      let width = (Terminal.columns(STDERR_FILENO) ?? 80) - 1
      state.drawn = now
      state.isShown = true
      put("\r\u{1B}[K" + text(state, now, width))
    }
  }

  private func text(_ state: State, _ now: Date, _ width: Int) -> String {
    let seconds = Int(now.timeIntervalSince(state.started))
    let time = seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    let stage = "\(label): \(state.stage) "
    guard state.total > 0 else { return DisplayWidth.shortened(stage + time, to: width) }
    let count = "\(state.done) of \(state.total) \(state.parts), \(time)"
    let room = min(20, width - stage.count - count.count - 3)
    if room < 5 { return DisplayWidth.shortened(stage + count, to: width) }
    let filled = room * state.done / state.total
    return stage + "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled) + "] "
      + count
  }

  private func wipe(_ state: inout State) {
    guard state.isShown else { return }
    state.isShown = false
    put("\r\u{1B}[K")
  }

  private func put(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

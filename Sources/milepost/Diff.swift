import ArgumentParser
import Console
import struct Explain.RunDifference

/// `milepost diff`: what changed between two nights.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what changed between two runs that the workspace keeps.",
    discussion: "Without names, the last two. The figures are the workspace's, before any is suppressed.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The earlier run, for example 2026-11-29-1f0c52ab90de.")
  var earlier: String?

  @Argument(help: "The later run (default: the last).")
  var later: String?

  func run() throws {
    let session = try Session(options, label: Milepost.label, locking: false)
    let runs = RunDifference.runs(in: session.workspace)
    guard let last = later ?? runs.last, let first = earlier ?? runs.dropLast().last else {
      throw Ending(.usage, "\(options.workspace): keeps \(runs.count) runs; two are needed to compare")
    }
    do {
      let difference = try RunDifference(from: first, to: last, session.definition, in: session.workspace)
      print("from \(first) to \(last): \(difference.lines.count) changes")
      for line in difference.lines { print(line) }
    } catch let unknown as RunDifference.Unknown {
      throw Ending(.usage, unknown.description)
    }
  }
}

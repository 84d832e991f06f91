import ArgumentParser
import Console
import Definition
import Foundation
import Synthesis

/// `milepost fixtures`: an inbox made up over the real communes.
struct Fixtures: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make up an inbox over the real communes; the same seed makes the same bytes.")

  @Option(help: ArgumentHelp("The pipeline definition.", valueName: "file"))
  var pipeline = DefaultPipeline.path

  @Option(help: ArgumentHelp("The folder to write into: new or empty.", valueName: "folder"))
  var out: String

  @Flag(help: "All 3,321 communes, a file for each province and year; else the small, hand-checked inbox.")
  var national = false

  @Flag(help: "As --national, but for benchmarks: every file in gzip, 12 of 17 in CSV, few groups, nothing revised.")
  var benchmark = false

  @Option(help: "The most ethnic groups of a commune. (default: 9; with --benchmark: 2)")
  var groups: Int?

  @Option(help: "How many years, from 2024. (default: 3)")
  var years: Int?

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 2026

  func run() throws {
    let kind = try self.kind
    let definition = try Definition.load(path: pipeline)
    if let present = try? FileManager.default.contentsOfDirectory(atPath: out), !present.isEmpty {
      throw Ending(.usage, "\(out): the folder is not empty; give --out a new or empty one")
    }
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    for name in try synthesize(kind, definition: definition, into: out, seed: seed) {
      print(name)
    }
  }

  /// The inbox that the options ask for.
  private var kind: InboxKind {
    get throws {
      if national && benchmark { throw Ending(.usage, "--national and --benchmark are two inboxes; give one of them") }
      if !national && !benchmark {
        if groups == nil && years == nil { return .small }
        throw Ending(.usage, "the small inbox has one size; give --national or --benchmark with --groups and --years")
      }
      var size = national ? InboxSize.national : .benchmark
      size.groups = try Self.checked(groups ?? size.groups, InboxSize.possibleGroups, "--groups")
      size.years = try Self.checked(years ?? size.years, InboxSize.possibleYears, "--years")
      return national ? .national(size) : .benchmark(size)
    }
  }

  private static func checked(_ number: Int, _ possible: ClosedRange<Int>, _ option: String) throws -> Int {
    guard possible.contains(number) else {
      let range = "\(possible.lowerBound) to \(possible.upperBound)"
      throw Ending(.usage, "\(option) \(number) is not possible; give a number from \(range)")
    }
    return number
  }
}

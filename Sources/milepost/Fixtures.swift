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
  var pipeline = "Pipelines/emma-2026-2030/pipeline.yaml"

  @Option(help: ArgumentHelp("The folder to write into: new or empty.", valueName: "folder"))
  var out: String

  @Flag(help: "All 3,321 communes, three years, a file for each province and year; else the small, hand-checked inbox.")
  var national = false

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 2026

  func run() throws {
    let definition = try Definition.load(path: pipeline)
    if let present = try? FileManager.default.contentsOfDirectory(atPath: out), !present.isEmpty {
      throw Ending(.usage, "\(out): the folder is not empty; give --out a new or empty one")
    }
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    for name in try synthesize(national ? .national : .small, definition: definition, into: out, seed: seed) {
      print(name)
    }
  }
}

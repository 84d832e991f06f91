import Definition
import Testing
import Foundation
import Workspace
@testable import Publish

@Suite struct Scratch {
  @Test func stats() throws {
    let definition = try InventedWorkspace.programme.get()
    for (missing, bySex, small, absent, confidential) in [(0, 0, 0.15, 0.3, 0), (0, 0, 0.15, 0.3, 0.0002), (0.02, 0, 0.15, 0.3, 0), (0.1, 0, 0.15, 0.3, 0), (0, 0.3, 0.15, 0.3, 0), (0, 0, 0.02, 0.3, 0), (0, 0, 0.5, 0.5, 0)] as [(Double, Double, Double, Double, Double)] {
      var habits = InventedFigures.Habits()
      habits.missing = missing
      habits.bySex = bySex
      habits.small = small
      habits.groupAbsent = absent
      habits.confidential = confidential
      let figures = InventedFigures(definition, years: [2026], seed: 1, habits)
      let clock = ContinuousClock()
      var control: DisclosureControl?
      let time = clock.measure { control = DisclosureControl(definition, compliance: figures.compliance, sums: figures.sums) }
      let reasons = figures.compliance.map { control!.reason($0, definition) }
      let aggregate = figures.sums.map { control!.reason($0) }
      print("STAT missing", missing, "sex", bySex, "small", small, "conf", confidential, "rows", reasons.count, "A", reasons.count { $0 == "A" }, "C", reasons.count { $0 == "C" }, "S", reasons.count { $0 == "S" }, "sums", aggregate.count, "A", aggregate.count { $0 == "A" }, "C", aggregate.count { $0 == "C" }, "S", aggregate.count { $0 == "S" }, time)
    }
  }
}

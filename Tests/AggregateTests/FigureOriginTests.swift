import Testing
import Vocabulary
import Workspace

@testable import Aggregate

@Suite struct FigureOriginTests {
  private func origins(_ canonical: Canonical) throws -> [FigureOrigin] {
    _ = try canonical.aggregate()
    return try FigureOrigin.readAll(canonical.workspace.path(.aggregates, "origins.arrow"), canonical.definition)
  }

  private func text(_ origin: FigureOrigin, _ canonical: Canonical) -> String {
    let definition = canonical.definition
    return "\(definition.measures[origin.measure].code) \(definition.areas.codes[Int(origin.area)]) \(origin.year) "
      + "\(origin.delivery) \(origin.observations) \(origin.superseded) \(origin.deletions) "
      + "\(origin.firstRecord):\(origin.firstLine) \(origin.lastRecord):\(origin.lastLine)"
  }

  @Test func eachDeliveryIsNamedWithWhatOfItCounts() throws {
    let canonical = try Canonical([
      "40001 _T COMMUNES 2026 1", "40001 02 HH 2026 10", "40002 02 HH 2026 11", "50001 02 HH 2026 12",
      "40001 02 HH_POOR 2026 1", "40001 02 HH 2025 9",
    ])
    try canonical.add(
      "b_2026-02-01.csv", ["40001 02 HH_POOR 2026 D", "40001 02 HH 2026 20", "40003 02 HH 2026 -", "VN _T HH 2026 99"])
    let found = try origins(canonical).map { text($0, canonical) }
    #expect(
      Set(found) == [
        "COMMUNES 04 2026 a_2026-01-01.csv 1 0 0 1:2 1:2",
        "HH VN 2026 b_2026-02-01.csv 1 0 0 4:5 4:5",
        "HH 04 2025 a_2026-01-01.csv 1 0 0 6:7 6:7",
        "HH 04 2026 a_2026-01-01.csv 1 1 0 2:3 3:4",
        "HH 04 2026 b_2026-02-01.csv 2 0 0 2:3 3:4",
        "HH 14 2026 a_2026-01-01.csv 1 0 0 4:5 4:5",
        "HH_POOR 04 2026 a_2026-01-01.csv 0 1 0 5:6 5:6",
        "HH_POOR 04 2026 b_2026-02-01.csv 0 0 1 1:2 1:2",
      ])
    #expect(found.count == 8)
  }

  /// Over random revisions and deletions: every contribution is counted once, and as the trace of its figure says.
  @Test(arguments: 0..<5) func countsAgreeWithTheTracesOfTheFigures(_ round: Int) throws {
    let canonical = try Canonical()
    for day in 1...4 {
      var rows: Set<String> = []
      for area in [40001, 40002, 50001] {
        rows.insert("\(area) _T COMMUNES 2026 1")
        for group in ["02", "03"] {
          for measure in ["HH", "HH_POOR"] where Bool.random() {
            rows.insert("\(area) \(group) \(measure) 2026 \([1, 2, 3].randomElement()!)")
          }
          if Int.random(in: 0..<4) == 0 { rows.insert("\(area) \(group) HH_POOR 2026 D") }
        }
      }
      try canonical.add("d_2026-01-0\(day).csv", rows.sorted())
    }
    let origins = try origins(canonical)
    for area in ["04", "14"] {
      let trace = RatioTrace(
        numerator: SmallDefinition.measure("HH_POOR"), denominator: SmallDefinition.measure("HH"),
        area: SmallDefinition.area(area), group: SmallDefinition.group("EM"), year: 2026,
        try CanonicalFiles(canonical.definition, in: canonical.workspace), canonical.definition)
      for measure in ["HH", "HH_POOR"].map(SmallDefinition.measure) {
        let traced = trace.units.flatMap(\.origins).filter { $0.measure == measure }
        let counted = origins.filter { $0.measure == measure && $0.area == SmallDefinition.area(area) }
        #expect(Set(counted.map(\.delivery)) == Set(traced.map(\.delivery)))
        for origin in counted {
          let ofDelivery = traced.filter { $0.delivery == origin.delivery }
          #expect(origin.observations == ofDelivery.count { $0.counts })
          #expect(origin.superseded == ofDelivery.count { !$0.counts && !$0.isDeletion })
          #expect(origin.deletions == ofDelivery.count(where: \.isDeletion))
          #expect(origin.firstLine == ofDelivery.map(\.line).min())
          #expect(origin.lastLine == ofDelivery.map(\.line).max())
        }
      }
    }
    #expect(origins == origins.sorted(by: FigureOrigin.precedes))
  }
}

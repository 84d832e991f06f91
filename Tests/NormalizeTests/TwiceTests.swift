import Definition
import Testing
import Workspace

@testable import Normalize

/// What is given twice in one delivery, judged by METHODS (section 1, step 5) as it is written.
@Suite struct TwiceTests {
  private struct Given {
    let code: String, vintage: Int, group: String, period: String, value: String, status: String

    var key: [String] { [code, "\(vintage)", group, period] }
  }

  private func judged(
    _ records: [Given], _ definition: Definition
  ) -> (accepted: Set<Int>, repeated: Int) {
    var standing: Set<Int> = []
    var repeated = 0
    for (_, rows) in Dictionary(grouping: records.indices, by: { records[$0].key }) {
      if Set(rows.map { records[$0].value }).count > 1 { continue }
      standing.insert(rows.first { records[$0].status == "C" } ?? rows[0])
      repeated += rows.count - 1
    }
    var rowsOfKey: [[String]: [Int]] = [:]
    for row in standing {
      let record = records[row]
      for successor in definition.vintages[record.vintage].successors[record.code]! {
        rowsOfKey[["\(successor.area)", record.group, record.period], default: []].append(row)
      }
    }
    for rows in rowsOfKey.values where Set(rows.map { records[$0].vintage }).count > 1 { standing.subtract(rows) }
    return (standing, repeated)
  }

  /// Few areas that became parts of one another, few groups and values, so that much is given twice.
  @Test(arguments: [(20, 1), (20, 3), (60, 2), (300, 8)])
  func asTheMethodsSay(count: Int, groupCount: Int) throws {
    let definition = try Ingested.definition()
    let split = definition.vintages[0].successors.byCode.filter { $0.value.count > 1 }.min { $0.key < $1.key }!
    let targets = Set(split.value.map(\.area))
    let places = definition.vintages.enumerated().flatMap { vintage, conversion in
      conversion.successors.byCode.filter { $0.value.contains { targets.contains($0.area) } }.map { ($0.key, vintage) }
    }.sorted { $0 < $1 }
    for _ in 0..<8 {
      let records = (0..<count).map { _ in
        let (code, vintage) = places.randomElement()!
        return Given(
          code: code, vintage: vintage, group: definition.groups.codes.prefix(groupCount).randomElement()!,
          period: ["2026", "2027"].randomElement()!, value: ["5", "5", "5", "6", ""].randomElement()!,
          status: ["F", "F", "C"].randomElement()!)
      }
      let inbox = try Ingested(definition)
      try inbox.add(
        "a.csv",
        records.map {
          .standard([
            "REF_AREA": $0.code, "AREA_VINTAGE": definition.vintages[$0.vintage].vintage, "ETHNIC_GROUP": $0.group,
            "TIME_PERIOD": $0.period, "OBS_VALUE": $0.value, "CONF_STATUS": $0.status,
          ])
        })
      let summary = try inbox.normalize().deliveries[0]
      let expected = judged(records, definition)
      #expect(Set(try inbox.observations().map { Int($0.record) - 1 }) == expected.accepted, "\(records)")
      #expect(summary.accepted == expected.accepted.count)
      #expect(summary.repeated == expected.repeated)
      #expect(summary.rejected == count - expected.accepted.count - expected.repeated)
    }
  }
}

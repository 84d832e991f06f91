import Aggregate
import Answers
import Definition
import Vocabulary
import Workspace

/// What became of an accepted record: the observations it is, and whether each counts.
struct RecordFate {
  /// One observation, of one area of today.
  struct Observation {
    let measure: Int, area: AreaIndex, group: GroupIndex, sex: Sex, period: Period
    /// In the measure's unit, after the share of the area; NaN where missing.
    let value: Double
    let isDeletion: Bool
    /// Whether it counts; and the delivery that decides instead, where it does not.
    let counts: Bool, decidedBy: String?
  }

  let observations: [Observation]

  /// Follows a record of a delivery through a year.
  init(_ record: Int, of delivery: String, year: Int, _ definition: Definition, in workspace: Workspace) throws {
    let files = try CanonicalFiles(definition, in: workspace)
    guard let rank = files.order.ranks[delivery].map({ UInt32($0) }) else {
      observations = []
      return
    }
    func isIt(_ contribution: Contribution) -> Bool {
      contribution.rank == rank && Int(contribution.record) == record
    }
    let all = files.contributions(year: year)
    let resolution = KeyResolution(definition)
    observations = all.indices.filter { isIt(all[$0]) }.map { index in
      let key = all[index].key
      let start = all[..<index].lastIndex { $0.key != key }.map { $0 + 1 } ?? 0
      let end = all[index...].firstIndex { $0.key != key } ?? all.count
      let resolved = resolution.resolve(all[start..<end])
      let counts = resolved?.used.contains(index - start) ?? false
      let newest = resolved.map { files.order.names[Int($0.newestRank)] }
      return Observation(
        measure: key.measure, area: key.area, group: key.group, sex: key.sex,
        period: Period(year: year, frequency: key.frequency, ordinal: key.ordinal), value: all[index].value,
        isDeletion: all[index].isDeletion, counts: counts, decidedBy: counts || newest == delivery ? nil : newest)
    }
  }

  func table(_ definition: Definition) -> AnswerTable {
    AnswerTable(
      "observations", title: observations.isEmpty ? nil : "became",
      empty: "no observation came of it: a newer delivery deletes it, or it only deletes what others say",
      [
        .init("measure"), .init("area"), .init("area_name", "name", .name), .init("ethnic_group", "group"),
        .init("sex"), .init("period"), .init("value", .figure), .init("counts"), .init("decided_by", "instead of it"),
      ],
      observations.map { row in
        [
          .text(definition.measures[row.measure].code), .text(definition.areas.codes[Int(row.area)]),
          .text(definition.areas.names[Int(row.area)]), .text(definition.groups.codes[Int(row.group)]),
          .text(row.sex.code), .text(row.period.description),
          row.isDeletion ? .text(nil, shown: "deleted") : .number(row.value),
          .flag(row.counts, tone: row.counts ? .good : .caution), .text(row.decidedBy),
        ]
      })
  }
}

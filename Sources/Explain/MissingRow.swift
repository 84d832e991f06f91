import Definition
import Vocabulary
import Workspace

/// Why the compliance table has no row for a target, area, group and year.
enum MissingRow {
  static func reason(
    target: Int, area: AreaIndex, group: GroupIndex, year: Int, _ rows: [ComplianceRow], _ definition: Definition
  ) -> Unanswerable {
    let declared = definition.targets[target]
    let indicator = definition.indicators[declared.indicator]
    let code = definition.groups.codes[Int(group)]
    let subject = "\(declared.id) has no row for \(definition.areas.codes[Int(area)]), \(code), \(year): "
    let years = Set(rows.lazy.map(\.year)).sorted()
    guard years.contains(year) else {
      let list = years.map(String.init).joined(separator: ", ")
      return Unanswerable(
        subject + "no observation of \(year) counts; years with rows: \(list.isEmpty ? "none" : list)")
    }
    let silent = [indicator.numerator, indicator.denominator].first { !definition.measures[$0].byGroup }
    if let silent, group != definition.groups.total {
      let total = definition.groups.codes[Int(definition.groups.total)]
      return Unanswerable(
        subject + "its measure \(definition.measures[silent].code) has no ethnic groups; give --group \(total)")
    }
    let there = Set(rows.lazy.filter { $0.target == target && $0.area == area && $0.year == year }.map(\.group))
      .sorted()
    let list = there.map { definition.groups.codes[Int($0)] }.joined(separator: " ")
    return Unanswerable(
      subject + "no observation of the group counts there, this year or before; groups with rows: "
        + (list.isEmpty ? "none" : list))
  }
}

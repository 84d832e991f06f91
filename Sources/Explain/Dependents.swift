import Answers
import Definition
import Vocabulary
import Workspace

/// What hangs on a row of the compliance table: the flags that speak of it, and other rows that are made of it.
struct Dependents {
  /// How another row hangs on it.
  enum Relation: String {
    /// It is one of the provinces of the nation's sum, or one of the groups of a total.
    case sums, measuredFrom = "measured_from", comparedWith = "compared_with", every = "every_year"

    var words: String {
      switch self {
      case .sums: "sums it with others"
      case .measuredFrom: "measures its pace from it"
      case .comparedWith: "takes its threshold from it"
      case .every: "holds only if it holds"
      }
    }
  }

  let flags: [Flag]
  let rows: [(row: ComplianceRow, relation: Relation)]
  private let definition: Definition

  init(of row: ComplianceRow, among rows: [ComplianceRow], _ flags: [Flag], _ definition: Definition) {
    self.definition = definition
    let target = definition.targets[row.target]
    let indicator = definition.indicators[target.indicator]
    let codes = [indicator.numerator, indicator.denominator].map { definition.measures[$0].code + "." }
    self.flags = flags.filter { flag in
      guard flag.period.hasPrefix(String(row.year)) else { return false }
      if flag.target == row.target { return flag.area == row.area && flag.group == row.group }
      guard flag.target == nil else { return false }
      let isInside = row.area == AreaRegister.nation || flag.area == row.area
      let isMeasure = codes.contains { flag.id.hasPrefix($0) } || flag.id.hasPrefix("_.")
      return isInside && isMeasure && (flag.group == row.group || flag.group == definition.groups.total)
    }
    let totals = definition.groups.totals(of: row.group)
    self.rows = rows.compactMap { other in
      guard other.target == row.target, other.sex == row.sex else { return nil }
      let isSame = other.area == row.area && other.group == row.group
      if other.year == row.year {
        let isArea = other.area == row.area || other.area == AreaRegister.nation
        let isGroup = other.group == row.group || totals.contains(other.group)
        return isArea && isGroup && !isSame ? (other, .sums) : nil
      }
      guard isSame else { return nil }
      if other.baselineYear == row.year {
        if case .fixed = target.threshold { return (other, .measuredFrom) }
        return (other, .comparedWith)
      }
      let isEvery = target.everyYear && definition.phase.contains(row.year) && other.year > row.year
      return isEvery ? (other, .every) : nil
    }
  }

  var flagTable: AnswerTable {
    AnswerTable(
      "flags", title: "flags that speak of it", empty: "no flag speaks of it",
      [.init("flag"), .init("severity"), .init("reason", nil, .hidden), .init("detail", .sentence)],
      flags.map { [.text($0.id), .severity($0.severity), .text($0.reason), .text($0.detail)] })
  }

  var rowTable: AnswerTable {
    AnswerTable(
      "rows", title: "published rows that hang on it", empty: "no other row hangs on it",
      [
        .init("target"), .init("area"), .init("ethnic_group", "group"), .init("period"), .init("status"),
        .init("relation", "it"),
      ],
      rows.map { row, relation in
        [
          .text(definition.targets[row.target].id), .text(definition.areas.codes[Int(row.area)]),
          .text(definition.groups.codes[Int(row.group)]), .integer(row.year), .status(row.status),
          .text(relation.rawValue, shown: relation.words),
        ]
      })
  }
}

import Answers
import Definition
import Vocabulary
import Workspace

/// Where the targets stand, as published: all of them in one place, or one of them over provinces or ethnic groups.
public struct TargetList: Sendable {
  /// What one target is listed over.
  public enum Ranking: String, Sendable, CaseIterable {
    case province, group
  }

  /// Rows with their target, in order.
  private let rows: [ComplianceRow]
  private let all: [ComplianceRow]
  private let definition: Definition
  private let ranking: Ranking?
  private let heading: String

  /// Chooses rows.
  ///
  /// - Parameters:
  ///   - published: The rows as they are published.
  ///   - target: A target; nil for all of them.
  ///   - area: `VN`, or the code of a province.
  ///   - group: A group; nil for the headline of each target.
  ///   - period: The year; nil for the one that is judged on the day.
  ///   - ranking: What the target is listed over, what is furthest from its threshold first.
  public init(
    _ published: [ComplianceRow], target: String?, area: String?, group: String?, period: String?, by ranking: Ranking?,
    on day: CalendarDate, _ definition: Definition
  ) throws {
    let reader = QuestionReader(definition: definition)
    let wanted = try target.map { try reader.target($0) }
    let place = try area.map { try reader.area($0) } ?? AreaRegister.nation
    let only = try group.map { try reader.group($0) }
    guard let year = try period.map({ try reader.year($0) }) ?? ComplianceRow.judgedYear(of: published, on: day) else {
      throw Unanswerable("no observation counts, so no target could be judged; milepost status says what is there")
    }
    if ranking != nil, wanted == nil { throw Unanswerable("--by: give the target that is ranked, for example T02") }
    if ranking == .province, area != nil { throw Unanswerable("--by province lists every province; leave --area out") }
    if ranking == .group, group != nil { throw Unanswerable("--by group lists every group; leave --group out") }
    let ofYear = published.filter { $0.year == year && $0.sex == .total }
    let chosen = ofYear.filter { row in
      if let wanted, row.target != wanted { return false }
      let isGroup = row.group == only ?? definition.targets[row.target].headline
      switch ranking {
      case nil: return row.area == place && isGroup
      case .province: return row.area != AreaRegister.nation && isGroup
      case .group: return row.area == place
      }
    }
    if chosen.isEmpty {
      let years = Set(published.map(\.year)).sorted().map(String.init).joined(separator: ", ")
      throw Unanswerable("no row for that target, area and group in \(year); years with rows: \(years)")
    }
    rows = ranking == nil ? chosen : Self.ranked(chosen)
    all = ofYear
    self.definition = definition
    self.ranking = ranking
    let what = wanted.map { "\(definition.targets[$0].id) \(definition.targets[$0].title.en)" } ?? "Targets"
    let of = only.map { definition.named(group: $0) } ?? "headline groups"
    heading =
      switch ranking {
      case nil: "\(what): \(definition.named(place)) in \(year), \(of)"
      case .province: "\(what): provinces in \(year), \(of), furthest from the threshold first"
      case .group: "\(what): ethnic groups of \(definition.named(place)) in \(year), furthest from the threshold first"
      }
  }

  /// The largest gap first; rows without one last, as they come.
  private static func ranked(_ rows: [ComplianceRow]) -> [ComplianceRow] {
    rows.indices.sorted { a, b in
      let (one, other) = (rows[a].gap, rows[b].gap)
      if one.isNaN != other.isNaN { return other.isNaN }
      return one == other || one.isNaN ? a < b : one < other
    }.map { rows[$0] }
  }

  private typealias Column = AnswerTable.Column

  /// The rows as a table.
  public var table: AnswerTable {
    let isRanked = ranking != nil
    let place: (Column, Column) =
      switch ranking {
      case .province: (Column("area"), Column("area_name", "province", .name))
      case .group: (Column("ethnic_group", "group"), Column("ethnic_group_name", "ethnic group", .name))
      case nil: (Column("target"), Column("title_en", "what", .name))
      }
    let figures = [
      Column("value", .figure), Column("threshold", "test", .figure), Column("status"), Column("gap", .figure),
      Column("gap_units", "units short", .figure), Column("outlook"),
    ]
    let provinces = [
      Column("provinces_met", "provinces met", isRanked ? .hidden : .figure), Column("provinces_judged", nil, .hidden),
    ]
    // Codes that say nothing new to a person.
    let codes = ["target", "title_en", "title_vi", "area", "area_name", "ethnic_group", "ethnic_group_name"]
      .filter { $0 != place.0.key && $0 != place.1.key }.map { Column($0, nil, .hidden) }
    let exact = [
      "period", "comparator", "tolerance", "unit", "numerator", "denominator", "communes_reporting",
      "communes_expected", "obs_status",
    ].map { Column($0, nil, .hidden) }
    let shown = isRanked ? [place.0, place.1] + figures : [place.0] + figures + provinces + [place.1]
    let columns = shown + (isRanked ? provinces : []) + codes + exact
    return AnswerTable(
      "rows", title: heading, columns, rows.map { row in columns.map { cell($0.key, row) } })
  }

  private func cell(_ key: String, _ row: ComplianceRow) -> AnswerCell {
    let target = definition.targets[row.target]
    let indicator = definition.indicators[target.indicator]
    switch key {
    case "target": return .text(target.id)
    case "title_en": return .text(target.title.en)
    case "title_vi": return .text(target.title.vi)
    case "area": return .text(definition.areas.codes[Int(row.area)])
    case "area_name": return .text(definition.areas.names[Int(row.area)])
    case "ethnic_group": return .text(definition.groups.codes[Int(row.group)])
    case "ethnic_group_name": return .text(definition.groups.names[Int(row.group)])
    case "period": return .integer(row.year)
    case "value": return .value(row)
    case "threshold": return .threshold(row, target)
    case "comparator": return .text(target.comparator.rawValue)
    case "tolerance": return .number(target.tolerance)
    case "status": return .status(row.status)
    case "gap": return .number(row.gap, shown: HumanNumber.ratio(row.gap, against: row.gap == 0 ? .nan : 0))
    case "gap_units": return .gapUnits(row, definition)
    case "unit": return .text(definition.unit(indicator.numerator))
    case "outlook": return .outlook(row.outlook)
    case "numerator": return .number(row.numerator)
    case "denominator": return .number(row.denominator)
    case "communes_reporting": return .integer(row.reporting)
    case "communes_expected": return .integer(row.expected)
    case "obs_status": return .text(row.observationStatus)
    case "provinces_met", "provinces_judged": return provinces(row, isMet: key == "provinces_met")
    default: preconditionFailure("no column \(key)")
    }
  }

  /// How many provinces meet the target for the group of the nation's row, of those that are judged.
  private func provinces(_ row: ComplianceRow, isMet: Bool) -> AnswerCell {
    guard row.area == AreaRegister.nation else { return .missing }
    let judged = all.filter {
      $0.target == row.target && $0.group == row.group && $0.area != AreaRegister.nation && $0.status.isJudged
    }
    let met = judged.count { $0.status == .met }
    return isMet ? .integer(met, shown: "\(met) of \(judged.count)") : .integer(judged.count)
  }

  /// The answer.
  public var answer: Answer {
    Answer(
      "targets", principal: "rows",
      [
        .table(table),
        .lines(["Published figures: small and confidential ones are suppressed; exact figures in compliance.csv."]),
      ])
  }
}

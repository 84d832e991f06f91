import Answers
import Definition
import History
import Vocabulary
import Workspace

/// Answers why a flag is raised: its reason, its row, since when.
public struct FlagExplanation: Sendable {
  private let flag: Flag
  private let firstSeen: String?
  /// The row of the compliance table that it speaks of, with full figures; nil for a flag of the data themselves.
  private let row: ComplianceRow?
  private let isWithheld: Bool
  /// The rule that it is of, and the worst places at which it does not hold; none for any other flag.
  private let rule: Rule?, violations: [RuleViolation]
  /// Which deliveries the data stand on that it speaks of.
  private let origins: [FigureOrigin]
  private let definition: Definition

  /// Looks a flag up in a workspace.
  ///
  /// - Parameter published: The compliance rows as they are published.
  public init(_ id: String, published: [ComplianceRow], _ definition: Definition, in workspace: Workspace) throws {
    try workspace.require(.assessed, from: "assess")
    let flags = try Flag.readAll(workspace.path(.assessed, "flags.arrow"), definition)
    let history = try FlagHistory(workspace)
    guard let flag = flags.first(where: { $0.id == id }) else {
      if let day = history.day(of: id) {
        let runs = try RunList(workspace).entries.reversed()
        let last = runs.first { run in
          let kept = try? Flag.readAll(workspace.path(.runs, run.id + "/flags.arrow"), definition)
          return kept?.contains { $0.id == id } ?? false
        }
        throw Unanswerable(
          "\(id): not raised any more; first raised on \(day)"
            + (last.map { ", last by run \($0.id); milepost diff \($0.id) says why" } ?? ""))
      }
      throw Unanswerable("\(id): no run raised such a flag; the names are in flags.csv")
    }
    self.flag = flag
    self.definition = definition
    firstSeen = history.day(of: id)
    let rule = flag.target == nil ? definition.rule(ofFlag: id) : nil
    self.rule = rule
    violations =
      rule == nil
      ? []
      : try Finding.readAll(workspace.path(.aggregates, Finding.fileName), definition)
        .first { $0.flagName(definition) == id }?.violations ?? []
    let year = Int(flag.period.prefix(4))
    guard let target = flag.target else {
      row = nil
      isWithheld = false
      let named = definition.measure(String(id.prefix { $0 != "." })).map { [$0] }
      let measures = rule?.measures ?? named
      origins = try FigureOrigin.readAll(workspace.path(.aggregates, FigureOrigin.fileName), definition).filter {
        $0.area == flag.area && $0.year == year && (measures?.contains($0.measure) ?? true)
      }
      return
    }
    origins = []
    func isWanted(_ row: ComplianceRow) -> Bool {
      row.target == target && row.area == flag.area && row.group == flag.group && row.year == year && row.sex == .total
    }
    let rows = try ComplianceRow.readAll(workspace.path(.assessed, "compliance.arrow"), definition)
    row = rows.first(where: isWanted)
    isWithheld = published.first(where: isWanted)?.status == .suppressed
  }

  /// What each reason of the design means.
  private var meaning: String {
    switch flag.reason {
    case "unmet_threshold": "the value is on the wrong side of the threshold, and beyond its tolerance"
    case "off_track": "the value is short of the threshold, and at its pace so far will be at the deadline"
    case "moving_away": "the value moves away from the threshold"
    case "insufficient_coverage": "too few of the expected communes report for a verdict"
    case "missing_delivery" where rule != nil:
      "a rule of the definition asks for a report by a day that has passed"
    case "missing_delivery": "areas that reported before are silent, or a part of a merged commune is"
    case "inconsistent_total": "a delivered total differs from its parts by more than the tolerance"
    case "revised_value": "a newer delivery changed or deleted values"
    case "implausible": "figures do not satisfy a rule of the definition"
    default: flag.reason
    }
  }

  /// How to go on from the flag.
  private var next: [String] {
    let area = definition.areas.codes[Int(flag.area)], group = definition.groups.codes[Int(flag.group)]
    if let target = flag.target {
      let id = definition.targets[target].id
      return ["milepost explain \(id) --area \(area) --group \(group) --period \(flag.period)"]
    }
    let names = Set(origins.map(\.delivery)).sorted()
    return names.isEmpty ? ["milepost status"] : names.map { "milepost explain --delivery \($0)" }
  }

  /// Deliveries that the data stand on, of a flag of the data.
  private var deliveries: AnswerTable {
    let byName = Dictionary(grouping: origins, by: \.delivery)
    func sum(_ origins: [FigureOrigin], _ path: KeyPath<FigureOrigin, Int>) -> AnswerCell {
      .integer(origins.reduce(0) { $0 + $1[keyPath: path] })
    }
    return AnswerTable(
      "deliveries", title: "deliveries of these data", isShown: !origins.isEmpty,
      [
        .init("delivery"), .init("observations", "count", .figure), .init("superseded", .figure),
        .init("deletions", .figure),
      ],
      byName.keys.sorted().map { name in
        let origins = byName[name]!
        return [.text(name), sum(origins, \.observations), sum(origins, \.superseded), sum(origins, \.deletions)]
      })
  }

  /// The figures that a rule compared, those of one place after the other.
  private var figures: AnswerTable {
    AnswerTable(
      "figures", title: "the figures compared, the worst places first", isShown: !violations.isEmpty,
      [.init("area"), .init("measure"), .init("sex"), .init("period"), .init("value", nil, .figure)],
      violations.flatMap { violation in
        violation.figures.map { figure in
          [
            .text(code(violation.area), shown: definition.named(violation.area)),
            .text(definition.measures[figure.measure].code), .text(figure.sex.code), .integer(figure.year),
            .number(figure.value),
          ]
        }
      })
  }

  /// The answer.
  public var answer: Answer {
    let facts: [AnswerFacts.Fact] = [
      .init("flag", nil, .text(flag.id)), .init("severity", nil, .severity(flag.severity)),
      .init("reason", nil, .text(flag.reason, shown: "\(flag.reason): \(meaning)")),
      .init("detail", nil, .text(flag.detail)),
      .init("target", nil, target), .init("area", nil, .text(code(flag.area), shown: definition.named(flag.area))),
      .init(
        "ethnic_group", "group",
        .text(definition.groups.codes[Int(flag.group)], shown: definition.named(group: flag.group))),
      .init("period", nil, .text(flag.period)), .init("first_seen", "first seen", .text(firstSeen)),
    ]
    let ruled = rule.map { [AnswerFacts.Fact("rule", nil, .text($0.id, shown: "\($0.id): \($0.title.en)"))] } ?? []
    var sections: [Answer.Section] = [
      .facts(AnswerFacts(nil, facts + ruled)), .table(table), .table(figures), .table(deliveries),
    ]
    if isWithheld {
      sections.append(.lines(["Nothing is published of this flag: the figures of its row are withheld."]))
    }
    sections += [
      .facts(AnswerFacts(nil, isShown: false, [.init("withheld", nil, .flag(isWithheld))])),
      .lines(["go on with"] + next.map { "  " + $0 }), .lines([Confidentiality.note]),
    ]
    return Answer("explain_flag", principal: "rows", sections)
  }

  private var target: AnswerCell {
    guard let position = flag.target else { return .text(nil, shown: "none: it is a flag of the data themselves") }
    let target = definition.targets[position]
    return .text(target.id, shown: "\(target.id) \(target.title.en)")
  }

  private func code(_ area: AreaIndex) -> String { definition.areas.codes[Int(area)] }

  /// The row it speaks of.
  private var table: AnswerTable {
    AnswerTable(
      "rows", title: row == nil ? nil : "its row",
      [
        .init("target"), .init("area"), .init("ethnic_group", "group"), .init("period"),
        .init("value", nil, .figure), .init("threshold", "test", .figure), .init("status"),
        .init("gap_units", "units short", .figure), .init("coverage", nil, .figure), .init("outlook"),
      ],
      row.map { row in
        let target = definition.targets[row.target]
        return [
          [
            .text(target.id), .text(code(row.area)), .text(definition.groups.codes[Int(row.group)]),
            .integer(row.year), .value(row), .threshold(row, target), .status(row.status), .gapUnits(row, definition),
            .number(row.coverage, shown: "\(row.reporting) of \(row.expected)"), .outlook(row.outlook),
          ]
        ]
      } ?? [])
  }
}

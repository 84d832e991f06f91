import Answers
import Definition
import History
import Vocabulary
import Workspace

/// Answers what changed between two runs that a workspace keeps, and because of which deliveries and parts of the
/// definition.
public struct RunDifference: Sendable {
  private let comparison: RunComparison
  private let causes: [[ChangeCause]]
  private let definition: Definition

  /// Compares an earlier run with a later one; without names, the last two.
  public init(from first: String?, to second: String?, _ definition: Definition, in workspace: Workspace) throws {
    let runs = try RunList(workspace)
    func entry(_ id: String) throws -> RunList.Entry {
      if let entry = runs.entry(id) { return entry }
      let list = runs.entries.isEmpty ? "there is none" : runs.entries.map(\.id).joined(separator: ", ")
      throw Unanswerable("\(id): no such run in \(workspace.path(.runs)); runs kept: \(list)")
    }
    let later = try second.map { try entry($0) } ?? runs.entries.last
    let earlier = try first.map { try entry($0) } ?? runs.entries.dropLast().last
    guard let earlier, let later else {
      throw Unanswerable("\(workspace.root): keeps \(runs.entries.count) runs; two are needed to compare")
    }
    func read(_ entry: RunList.Entry) throws -> KeptRun {
      do {
        return try KeptRun(entry, definition, in: workspace, withCauses: true)
      } catch let error as WorkspaceError {
        throw Unanswerable(
          "\(entry.id): cannot be compared: \(error.what); give --pipeline a definition that declares all it was made with"
        )
      }
    }
    self.definition = definition
    comparison = RunComparison(from: try read(earlier), to: try read(later), definition)
    let finder = ChangeCauses(comparison, definition)
    causes = comparison.rows.map { finder.causes(of: $0) }
  }

  /// The answer: what changed of what the runs were made of, then rows in order of target, year, area and group, then
  /// flags.
  public var answer: Answer {
    let (earlier, later) = (comparison.earlier.entry, comparison.later.entry)
    let flags = comparison.raised.count + comparison.withdrawn.count
    return Answer(
      "diff", principal: "rows",
      [
        .lines(["from \(earlier.id) to \(later.id): \(comparison.rows.count + flags) changes", Confidentiality.note]),
        .facts(
          AnswerFacts(
            nil, isShown: false,
            [
              .init("from", nil, .text(earlier.id)), .init("to", nil, .text(later.id)),
              .init("same_deliveries", nil, comparison.deliveries.map { .flag($0.isEmpty) } ?? .missing),
              .init("same_definition", nil, comparison.isSameDefinition.map { .flag($0) } ?? .missing),
              .init("same_program", nil, comparison.isSameProgram.map { .flag($0) } ?? .missing),
            ])),
        .lines(sources), .table(deliveries), .table(parts), .lines(rowLines), .table(rows), .lines(flagLines),
        .table(flagTable),
      ])
  }

  private var sources: [String] {
    var lines: [String] = []
    if let deliveries = comparison.deliveries {
      if deliveries.isEmpty { lines.append("deliveries: the same, byte for byte") }
      lines += deliveries.map { "delivery \($0.kind.rawValue): \($0.name)" }
    } else {
      lines.append("deliveries: a run did not keep which it read")
    }
    switch (comparison.isSameDefinition, comparison.parts) {
    case (true?, _): lines.append("definition: the same")
    case (false?, let parts?) where parts.isEmpty: lines.append("definition: comments and layout alone changed")
    case (false?, let parts?): lines += parts.map { "definition changed: \($0)" }
    case (false?, nil): lines.append("definition: changed; a run did not keep its parts")
    case (nil, _): lines.append("definition: a run did not keep which it was made with")
    }
    if comparison.isSameProgram == false { lines.append("program: another version") }
    return lines
  }

  private var deliveries: AnswerTable {
    AnswerTable(
      "deliveries", isShown: false, [.init("delivery"), .init("change")],
      (comparison.deliveries ?? []).map { [.text($0.name), .text($0.kind.rawValue)] })
  }

  private var parts: AnswerTable {
    AnswerTable("definition", isShown: false, [.init("part")], (comparison.parts ?? []).map { [.text($0)] })
  }

  // MARK: Rows

  private func name(_ row: ComplianceRow) -> String {
    let area = definition.areas.codes[Int(row.area)], group = definition.groups.codes[Int(row.group)]
    let sex = row.sex == .total ? "" : " \(row.sex.code)"
    return "\(definition.targets[row.target].id) \(row.year) \(area) \(group)\(sex)"
  }

  private var rowLines: [String] {
    zip(comparison.rows, causes).map { change, causes in
      let because = causes.map(\.description).joined(separator: "; ")
      return "\(name(change.row)): \(text(change)); because of \(because)"
    }
  }

  private func text(_ change: RowChange) -> String {
    func value(_ row: ComplianceRow) -> String { HumanNumber.ratio(row.value, against: row.threshold) }
    guard let before = change.before else { return "new, \(change.row.status.rawValue) \(value(change.row))" }
    guard let after = change.after else { return "gone, was \(before.status.rawValue) \(value(before))" }
    return change.columns.map { column in
      func differ(_ path: KeyPath<ComplianceRow, Double>) -> String {
        let (old, new) = HumanNumber.ratios(before[keyPath: path], after[keyPath: path])
        return "\(column) \(old) -> \(new)"
      }
      switch column {
      case "status": return "status \(before.status.rawValue) -> \(after.status.rawValue)"
      case "coverage": return "coverage \(before.reporting)/\(before.expected) -> \(after.reporting)/\(after.expected)"
      case "outlook": return "outlook \(before.outlook.rawValue) -> \(after.outlook.rawValue)"
      case "threshold": return differ(\.threshold)
      case "numerator": return differ(\.numerator)
      case "denominator": return differ(\.denominator)
      default: return differ(\.value)
      }
    }.joined(separator: ", ")
  }

  private var rows: AnswerTable {
    let both = ["value", "threshold", "numerator", "denominator", "reporting", "expected", "status", "outlook"]
    let columns =
      ["target", "area", "ethnic_group", "sex", "period", "change", "columns"]
      + both.flatMap { [$0 + "_before", $0 + "_after"] } + ["causes"]
    return AnswerTable(
      "rows", isShown: false, columns.map { .init($0) },
      zip(comparison.rows, causes).map { change, causes in
        let row = change.row
        let kind = change.before == nil ? "new" : change.after == nil ? "gone" : "changed"
        return [
          .text(definition.targets[row.target].id), .text(definition.areas.codes[Int(row.area)]),
          .text(definition.groups.codes[Int(row.group)]), .text(row.sex.code), .integer(row.year), .text(kind),
          .list(change.columns),
        ] + both.flatMap { [cell($0, change.before), cell($0, change.after)] } + [.list(causes.map(\.description))]
      })
  }

  private func cell(_ column: String, _ row: ComplianceRow?) -> AnswerCell {
    guard let row else { return .missing }
    switch column {
    case "value": return .number(row.value)
    case "threshold": return .number(row.threshold)
    case "numerator": return .number(row.numerator)
    case "denominator": return .number(row.denominator)
    case "reporting": return .integer(row.reporting)
    case "expected": return .integer(row.expected)
    case "status": return .text(row.status.rawValue)
    default: return .text(row.outlook.rawValue)
    }
  }

  // MARK: Flags

  private var flagLines: [String] {
    comparison.raised.map { "flag raised: \($0.id)" } + comparison.withdrawn.map { "flag withdrawn: \($0.id)" }
  }

  private var flagTable: AnswerTable {
    func rows(_ flags: [Flag], _ change: String) -> [[AnswerCell]] {
      flags.map { [.text($0.id), .text(change), .text($0.severity.rawValue), .text($0.detail)] }
    }
    return AnswerTable(
      "flags", isShown: false, [.init("flag"), .init("change"), .init("severity"), .init("detail")],
      rows(comparison.raised, "raised") + rows(comparison.withdrawn, "withdrawn"))
  }
}

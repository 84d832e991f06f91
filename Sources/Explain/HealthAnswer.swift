import Answers
import Definition
import Foundation
import History
import Vocabulary
import Workspace

extension WorkspaceHealth {
  /// The answer.
  ///
  /// - Parameter targets: Where the targets stand; nil where that is not known now.
  public func answer(_ targets: AnswerTable?) -> Answer {
    var sections: [Answer.Section] = [
      .facts(AnswerFacts(nil, [.init("healthy", health.label, health.cell)])), .facts(facts), .table(checkTable),
      .table(missingTable),
    ]
    if manifest != nil || record != nil { sections += [.lines(folders), .table(deliveryTable), .table(sourceTable)] }
    let runs = runs?.entries ?? []
    sections += [.lines(lines(runs)), .table(table(runs))]
    if let targets {
      sections += [.table(targets), .lines(["The nation, headline groups; exact figures in compliance.csv."])]
    } else if let record {
      sections.append(.lines(["as \(record.run) published:"] + record.summary.split(separator: "\n").map(String.init)))
    }
    return Answer("status", principal: "checks", sections)
  }

  private var health: (label: String, cell: AnswerCell) {
    let count = reasons.count
    let words = "NO, \(count) reason\(count == 1 ? "" : "s"): \(reasons.map(\.name).joined(separator: ", "))"
    return ("healthy", .flag(isHealthy, shown: isHealthy ? "yes" : words, tone: isHealthy ? .good : .bad))
  }

  private var facts: AnswerFacts {
    let age = ended.map { question.now.timeIntervalSince($0) / 3600 }
    return AnswerFacts(
      nil,
      [
        .init("workspace", nil, .text(workspace.root)),
        .init(
          "definition", nil,
          .text(definition.map { "\($0.id) \($0.digest.prefix(12))" }, shown: definition == nil ? "invalid" : nil)),
        .init("run", "last run", .text(record?.run)), .init("as_of", "as of", .text(record?.asOf)),
        .init("ended", nil, .text(ended.map(Moment.text))),
        .init("age_hours", "age", .number(age, shown: age.map { Moment.span($0 * 3600) })),
        .init(
          "maximum_age_hours", "at most", .number(question.maximumAge, shown: Moment.span(question.maximumAge * 3600))),
        .init(
          "held_since", "at work since",
          .text(heldSince.map(Moment.text), shown: heldSince == nil ? "no run is at work" : nil)),
      ])
  }

  private var checkTable: AnswerTable {
    AnswerTable(
      "checks", [.init("check"), .init("state"), .init("detail", .sentence), .init("remedy", .hidden)],
      checks.map { check in
        let tone: AnswerCell.Tone = check.state == .ok ? .good : check.state == .warning ? .caution : .bad
        return [
          .text(check.name), .text(check.state.rawValue, tone: tone), .text(check.detail), .text(check.remedy),
        ]
      })
  }

  private var missingTable: AnswerTable {
    AnswerTable(
      "missing", isShown: false, [.init("area"), .init("area_name"), .init("severity"), .init("detail")],
      (missing ?? []).compactMap { finding in
        guard let definition else { return nil }
        return [
          .text(definition.areas.codes[Int(finding.area)]), .text(definition.areas.names[Int(finding.area)]),
          .severity(finding.severity), .text(finding.detail),
        ]
      })
  }

  private var folders: [String] {
    Workspace.Folder.allCases.filter { $0 != .runs }.map { folder in
      let files = try? FileManager.default.contentsOfDirectory(atPath: workspace.path(folder))
      return "  \(folder.rawValue): \(files.map { "\($0.count) files" } ?? "not there")"
    }
  }

  private var deliveryTable: AnswerTable {
    AnswerTable(
      "deliveries", title: "deliveries",
      [
        .init("delivery", .name), .init("outcome"), .init("records", .figure), .init("observations", .figure),
        .init("rejected", .figure), .init("sha256", .hidden),
      ],
      (manifest?.deliveries ?? []).map { entry in
        let counts = summary?.deliveries.first { $0.name == entry.name }
        return [
          .text(entry.name), .text(entry.outcome.rawValue, tone: entry.outcome == .unreadable ? .bad : nil),
          .integer(Int(entry.records)), .integer(counts?.accepted), .integer(counts?.rejected ?? Int(entry.rejected)),
          .text(entry.sha256),
        ]
      })
  }

  private var sourceTable: AnswerTable {
    AnswerTable(
      "sources", title: "sources",
      [.init("source"), .init("rejected", .figure), .init("records", "of", .figure), .init("over_budget", "budget")],
      (summary?.sources ?? []).map { source in
        let words = source.overBudget ? "OVER its error budget" : "within its error budget"
        return [
          .text(source.id), .integer(source.rejected), .integer(source.records),
          .flag(source.overBudget, shown: words, tone: source.overBudget ? .bad : .good),
        ]
      })
  }

  private func lines(_ runs: [RunList.Entry]) -> [String] {
    if manifest == nil { return [] }
    return ["runs: \(runs.isEmpty ? "none" : runs.map(\.id).joined(separator: ", "))"]
  }

  private func table(_ runs: [RunList.Entry]) -> AnswerTable {
    AnswerTable(
      "runs", isShown: false, [.init("run"), .init("as_of"), .init("published")],
      runs.map { [.text($0.id), .text($0.day.description), .text(Moment.text($0.published))] })
  }
}

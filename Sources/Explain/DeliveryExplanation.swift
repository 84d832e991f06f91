import Answers
import Definition
import History
import Records
import Vocabulary
import Workspace

/// Answers what a delivery carries, what of it counts, and which figures it goes into.
public struct DeliveryExplanation: Sendable {
  private let entry: DeliveryEntry
  private let counts: NormalizeSummary.Delivery?
  /// Where it has something to say, in order of measure, province and year.
  private let places: [FigureOrigin]
  private let definition: Definition

  /// Looks a delivery up in a workspace.
  public init(_ name: String, _ definition: Definition, in workspace: Workspace) throws {
    self.definition = definition
    guard let entry = try workspace.deliveries().deliveries.first(where: { $0.name == name }) else {
      throw Unanswerable("--delivery \(name): the inbox had no such delivery; milepost status lists them")
    }
    self.entry = entry
    counts = try NormalizeSummary.load(from: workspace).deliveries.first { $0.name == name }
    places = try FigureOrigin.readAll(workspace.path(.aggregates, FigureOrigin.fileName), definition)
      .filter { $0.delivery == name }
  }

  /// The answer.
  public var answer: Answer {
    let counting = places.reduce(0) { $0 + $1.observations }
    let superseded = places.reduce(0) { $0 + $1.superseded }
    let outcome = entry.outcome.rawValue
    var facts: [AnswerFacts.Fact] = [
      .init("delivery", nil, .text(entry.name)), .init("sha256", "SHA-256", .text(entry.sha256)),
      .init("bytes", nil, .integer(Int(entry.bytes))),
      .init("outcome", nil, .text(outcome, tone: entry.outcome == .unreadable ? .bad : nil)),
      .init("format", nil, .text(entry.format)), .init("structures", nil, .list(entry.structures)),
      .init("sources", nil, .list(counts?.sources ?? [])), .init("prepared", nil, .text(entry.prepared)),
      .init("records", nil, .integer(counts?.records ?? Int(entry.records))),
      .init("rejected", nil, .integer(counts?.rejected ?? Int(entry.rejected))),
      .init("undeclared", nil, .integer(counts?.undeclared)),
      .init("observations", nil, .integer(counting + superseded)),
      .init("counting", "of them count", .integer(counting)),
      .init("superseded", "superseded", .integer(superseded)),
      .init("deletions", nil, .integer(places.reduce(0) { $0 + $1.deletions })),
    ]
    if let reject = entry.rejects.first, entry.outcome == .unreadable {
      facts.append(.init("why", nil, .text("\(reject.message); \(reject.remedy)")))
    }
    facts.append(.init("notes", nil, .list(entry.notes)))
    return Answer(
      "explain_delivery", principal: "figures",
      [.facts(AnswerFacts(nil, facts)), .table(figures), .table(targets)])
  }

  private var figures: AnswerTable {
    AnswerTable(
      "figures", title: "what it carries", empty: "none of its records is an observation",
      [
        .init("measure"), .init("area"), .init("area_name", "name", .name), .init("period"),
        .init("observations", .figure), .init("counting", "count", .figure), .init("superseded", .figure),
        .init("deletions", .figure), .init("first_line", .figure), .init("last_line", .figure),
        .init("targets", .name),
      ],
      places.map { place in
        [
          .text(definition.measures[place.measure].code), .text(definition.areas.codes[Int(place.area)]),
          .text(definition.areas.names[Int(place.area)]), .integer(place.year),
          .integer(place.observations + place.superseded), .integer(place.observations), .integer(place.superseded),
          .integer(place.deletions), .integer(place.firstLine), .integer(place.lastLine),
          .list(definition.targets(of: place.measure).map { definition.targets[$0].id }, shown: shown(place.measure)),
        ]
      })
  }

  private func shown(_ measure: Int) -> String {
    if measure == definition.scopeMeasure { return "scope of all" }
    let ids = definition.targets(of: measure).map { definition.targets[$0].id }
    return ids.isEmpty ? "-" : ids.joined(separator: " ")
  }

  /// The targets whose figures it goes into: those of measures of which something counts, or is deleted.
  private var targets: AnswerTable {
    var areas: [Int: Set<AreaIndex>] = [:], years: [Int: Set<Int>] = [:]
    for place in places where place.observations + place.deletions > 0 {
      for target in definition.targets(of: place.measure) {
        areas[target, default: []].insert(place.area)
        years[target, default: []].insert(place.year)
      }
    }
    return AnswerTable(
      "targets", title: "goes into", empty: "nothing of it goes into a target",
      [.init("target"), .init("areas"), .init("periods"), .init("title_en", "what", .name)],
      areas.keys.sorted().map { target in
        [
          .text(definition.targets[target].id),
          .list(areas[target]!.sorted().map { definition.areas.codes[Int($0)] }),
          .list(years[target]!.sorted().map(String.init)), .text(definition.targets[target].title.en),
        ]
      })
  }
}

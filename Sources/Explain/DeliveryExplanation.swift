import Aggregate
import Answers
import Definition
import Records
import Vocabulary
import Workspace

/// Answers what a delivery carries, what of it counts, and which figures it goes into.
public struct DeliveryExplanation: Sendable {
  private struct Place: Hashable {
    let measure: Int, province: AreaIndex, year: Int
  }

  private struct Count {
    var carried = 0, counting = 0, missing = 0, deletions = 0
  }

  private let entry: DeliveryEntry
  private let counts: NormalizeSummary.Delivery?
  private let places: [(place: Place, count: Count)]
  private let definition: Definition

  /// Looks a delivery up in a workspace.
  public init(_ name: String, _ definition: Definition, in workspace: Workspace) throws {
    self.definition = definition
    guard let entry = try workspace.deliveries().deliveries.first(where: { $0.name == name }) else {
      throw Unanswerable("--delivery \(name): the inbox had no such delivery; milepost status lists them")
    }
    self.entry = entry
    counts = try NormalizeSummary.load(from: workspace).deliveries.first { $0.name == name }
    guard let coverage = counts?.coverage else {
      places = []
      return
    }
    let files = try CanonicalFiles(definition, in: workspace)
    let resolution = KeyResolution(definition)
    let rank = files.order.ranks[name].map { UInt32($0) }
    let areas = Set(coverage.areas.compactMap { definition.areas.index(of: $0) })
    var found: [Place: Count] = [:]
    // A year that the delivery only deletes in is not among the years of its values.
    let years = coverage.years.isEmpty || coverage.hasOpenDeletions ? files.years : coverage.years
    for year in years {
      let all = files.contributions(year: year) { areas.contains(definition.areas.provinceOf[Int($0.area)]) }
      var start = 0
      while start < all.count {
        var end = start + 1
        while end < all.count, all[end].key == all[start].key { end += 1 }
        let run = all[start..<end]
        start = end
        guard run.contains(where: { $0.rank == rank }) else { continue }
        let used = Set(resolution.resolve(run)?.used ?? [])
        let key = run.first!.key
        let place = Place(measure: key.measure, province: definition.areas.provinceOf[Int(key.area)], year: year)
        for (position, contribution) in run.enumerated() where contribution.rank == rank {
          if contribution.isDeletion {
            found[place, default: Count()].deletions += 1
          } else {
            found[place, default: Count()].carried += 1
            if contribution.value.isNaN { found[place, default: Count()].missing += 1 }
            if used.contains(position) { found[place, default: Count()].counting += 1 }
          }
        }
      }
    }
    places = found.map { ($0, $1) }.sorted { a, b in
      (a.0.measure, a.0.province, a.0.year) < (b.0.measure, b.0.province, b.0.year)
    }
  }

  /// The answer.
  public var answer: Answer {
    let total = places.reduce(into: Count()) { sum, place in
      sum.carried += place.count.carried
      sum.counting += place.count.counting
      sum.deletions += place.count.deletions
    }
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
      .init("observations", nil, .integer(total.carried)), .init("counting", "of them count", .integer(total.counting)),
      .init("deletions", nil, .integer(total.deletions)),
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
        .init("observations", nil, .figure), .init("counting", "count", .figure), .init("missing", nil, .figure),
        .init("deletions", nil, .figure), .init("targets", nil, .name),
      ],
      places.map { place, count in
        [
          .text(definition.measures[place.measure].code), .text(definition.areas.codes[Int(place.province)]),
          .text(definition.areas.names[Int(place.province)]), .integer(place.year), .integer(count.carried),
          .integer(count.counting), .integer(count.missing), .integer(count.deletions),
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
    for (place, count) in places where count.counting + count.deletions > 0 {
      for target in definition.targets(of: place.measure) {
        areas[target, default: []].insert(place.province)
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

import Answers
import Definition
import Foundation
import Vocabulary
import Workspace

/// Answers what became of a record: why it is rejected, or which observations it is, and what they go into.
public struct RecordExplanation: Sendable {
  private let rejects: [RejectRow]
  private let fields: [(name: String, value: String)]
  private let subject: RecordSubject?
  private let delivery: String
  private let record: Int?
  /// What an accepted record became.
  private let fate: RecordFate?
  private let published: [ComplianceRow]?
  private let definition: Definition

  /// Looks a record up in a workspace.
  ///
  /// - Parameters:
  ///   - place: `DELIVERY:RECORD` as in `rejects.csv`, or `DELIVERY` alone for all its rejects.
  ///   - isReject: Whether only rejects are asked for.
  ///   - published: The compliance rows as they are published; nil where the run ended before there were any.
  public init(
    _ place: String, isReject: Bool, published: [ComplianceRow]?, _ definition: Definition, in workspace: Workspace
  ) throws {
    let option = isReject ? "--reject" : "--record"
    try workspace.require(.rejected, from: "normalize")
    let manifest = try workspace.deliveries()
    func known(_ name: String) -> String? {
      let file = name.split(separator: "!", maxSplits: 1).first.map(String.init) ?? name
      return manifest.deliveries.first { $0.name == name }?.name ?? manifest.deliveries.first { $0.name == file }?.name
    }
    let colon = place.lastIndex(of: ":")
    let number = colon.flatMap { Int(place[place.index(after: $0)...]) }
    let named = known(place) == nil && number != nil ? String(place[..<colon!]) : place
    guard let delivery = known(named) else {
      throw Unanswerable("\(option) \(place): no delivery of that name; give DELIVERY:RECORD as rejects.csv has them")
    }
    let record = named == place ? nil : number
    let path = workspace.path(.rejected, delivery: delivery)
    let all = FileManager.default.fileExists(atPath: path) ? try RejectRow.readAll(path, definition) : []
    rejects = record == nil ? all : all.filter { $0.record == record }
    let hasFile = FileManager.default.fileExists(atPath: workspace.path(.ingested, delivery: delivery))
    let delivered = try record.flatMap { hasFile ? try DeliveredRecord($0, of: delivery, in: workspace) : nil }
    if rejects.isEmpty, isReject || delivered == nil {
      let list = all.prefix(5).map { $0.record.map(String.init) ?? "the delivery as a whole" }.joined(separator: ", ")
      let there =
        all.isEmpty ? "nothing of the delivery is rejected" : "rejected are: \(list)\(all.count > 5 ? ", …" : "")"
      throw Unanswerable("\(option) \(place): no such \(isReject ? "reject; \(there)" : "record")")
    }
    fields = delivered?.fields ?? []
    let subject = delivered.map { RecordSubject($0, definition) }
    self.subject = subject
    if rejects.isEmpty, let record, let year = subject?.year {
      fate = try RecordFate(record, of: delivery, year: year, definition, in: workspace)
    } else {
      fate = nil
    }
    self.delivery = delivery
    self.record = record
    self.published = published
    self.definition = definition
  }

  /// The answer.
  public var answer: Answer {
    var sections: [Answer.Section] = [
      .facts(AnswerFacts(nil, [.init("delivery", nil, .text(delivery)), .init("record", nil, .integer(record))])),
      .table(reasons),
    ]
    if rejects.isEmpty { sections.append(.lines(["not rejected"])) }
    if record != nil {
      sections += [.table(deliveredTable)]
      if fields.isEmpty { sections.append(.lines(["The record could not be read, so that nothing of it is kept."])) }
    }
    if let fate { sections.append(.table(fate.table(definition))) }
    sections.append(.table(affected))
    if let subject, subject.measure != nil, subject.provinces.isEmpty {
      sections.append(.lines(["Its area is not known, so that no row of a province is listed."]))
    }
    if subject != nil { sections.append(.lines(["What the record says is the workspace's: it may be confidential."])) }
    return Answer("explain_record", principal: record == nil ? "rejects" : "rows", sections)
  }

  private var reasons: AnswerTable {
    AnswerTable(
      "rejects", title: rejects.isEmpty ? nil : "rejected because",
      [
        .init("record", nil, record == nil ? .figure : .hidden), .init("line", nil, .figure),
        .init("column", nil, .figure), .init("field"), .init("value", nil, .name), .init("code"),
        .init("message", .sentence), .init("remedy", .sentence),
      ],
      rejects.map { reject in
        [
          .integer(reject.record), .integer(reject.line), .integer(reject.column), .text(reject.field),
          .text(reject.value), .text(reject.code), .text(reject.message), .text(reject.remedy),
        ]
      })
  }

  private var deliveredTable: AnswerTable {
    AnswerTable(
      "fields", title: fields.isEmpty ? nil : "as delivered", [.init("field"), .init("value", nil, .name)],
      fields.map { [.text($0.name), .text($0.value)] })
  }

  /// The rows of the compliance table that it would have gone into.
  private var affected: AnswerTable {
    let rows = affectedRows
    let isTold = subject?.measure != nil
    let counts = fate?.observations.contains(where: \.counts)
    let title = counts == true ? "goes into" : counts == false ? "would go into, if it counted" : "would have gone into"
    let empty =
      record == nil
      ? "give DELIVERY:RECORD to see what a record would have gone into"
      : published == nil
        ? "not known: the run ended before anything was assessed"
        : isTold ? "no published row would have it" : "its measure is not one of the definition: it would go nowhere"
    return AnswerTable(
      "rows", title: title, empty: empty,
      [
        .init("target"), .init("as"), .init("area"), .init("area_name", "name", .name), .init("ethnic_group", "group"),
        .init("period"), .init("status", "published status"),
      ],
      rows.map { row in
        [
          .text(definition.targets[row.target].id), .text(role(row.target)),
          .text(definition.areas.codes[Int(row.area)]), .text(definition.areas.names[Int(row.area)]),
          .text(definition.groups.codes[Int(row.group)]), .integer(row.year), .status(row.status),
        ]
      })
  }

  private var affectedRows: [ComplianceRow] {
    guard let subject, let measure = subject.measure else { return [] }
    let targets = Set(definition.targets(of: measure))
    let groups = definition.groups
    let isScope = measure == definition.scopeMeasure
    // A group counts in the totals too; the scope of a commune is that of all its groups.
    let wanted: Set<GroupIndex>? =
      isScope
      ? [groups.total, groups.minorities]
      : subject.group.map { groups.totals(of: $0).union([$0]) }
    return (published ?? []).filter { row in
      targets.contains(row.target) && row.sex == .total
        && (subject.year == nil || row.year == subject.year)
        && (row.area == AreaRegister.nation || subject.provinces.contains(row.area))
        && (wanted?.contains(row.group) ?? (row.group == definition.targets[row.target].headline))
    }
  }

  private func role(_ target: Int) -> String {
    let indicator = definition.indicators[definition.targets[target].indicator]
    return subject?.measure == indicator.numerator
      ? "numerator" : subject?.measure == indicator.denominator ? "denominator" : "scope"
  }
}

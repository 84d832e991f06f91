import Arrow
import Definition
import Records
import Vocabulary
import Vocabulary
import Workspace

/// Turns the records of one delivery into canonical observations and rejects.
struct DeliveryNormalizer {
  let delivery: DeliveryEntry
  let definition: Definition
  let file: ArrowFile
  private var summary: NormalizeSummary.Delivery
  private var rejects: [RejectRow]

  init(delivery: DeliveryEntry, ingested path: String, definition: Definition) throws {
    self.delivery = delivery
    self.definition = definition
    file = try ArrowFile(path: path)
    summary = NormalizeSummary.Delivery(name: delivery.name)
    rejects = RejectRow.rows(of: delivery)
  }

  /// Writes the canonical file, where a source claims the delivery, and returns the rejects in order of record.
  mutating func normalize(to path: String) throws -> (NormalizeSummary.Delivery, [RejectRow]) {
    let sources = sourcesByStructure()
    summary.sources = Array(Set(sources.compactMap { $0?.id })).sorted()
    if summary.sources.isEmpty {
      summary.records = file.rowCount + Int(delivery.rejected)
      summary.rejected = Int(delivery.rejected)
      summary.undeclared = file.rowCount
    } else {
      try writeObservations(to: path, sources)
    }
    reportUndeclared(sources)
    rejects.sort { ($0.record ?? -1, $0.line ?? -1, $0.code) < ($1.record ?? -1, $1.line ?? -1, $1.code) }
    return (summary, rejects)
  }

  // MARK: Sources

  /// The source that claims each structure code of the stage file.
  private func sourcesByStructure() -> [Source?] {
    guard let index = file.index(of: "structure") else { return [] }
    let structures = file.dictionary(index)
    return (0..<structures.count).map { code in
      let structure = structures.string(code)
      return definition.sources.first { $0.claims(structure: structure) }
    }
  }

  private mutating func reportUndeclared(_ sources: [Source?]) {
    guard let index = file.index(of: "structure") else { return }
    var isUsed = [Bool](repeating: false, count: sources.count)
    for position in 0..<file.batchCount {
      let batch = file.batch(position)
      for code in batch.codes(index) { isUsed[Int(code)] = true }
    }
    for (code, source) in sources.enumerated() where source == nil && isUsed[code] {
      let structure = file.dictionary(index).string(code)
      rejects.append(
        RejectRow(
          delivery: delivery.name, record: nil, line: nil, column: nil, field: "STRUCTURE", value: structure,
          code: "undeclared_source",
          message: "no declared source claims the structure \(structure): its records are ingested and not used",
          remedy: "declare a source for it in the definition, or take the file out of the inbox"))
    }
  }

  // MARK: Observations

  private mutating func writeObservations(to path: String, _ sources: [Source?]) throws {
    let excluded = try excludedRows(to: path, sources)
    guard !excluded.isEmpty else { return }
    // Rows were found out after they were written: write again without them.
    try write(to: path, sources, excluding: excluded)
  }

  /// Writes every readable record, and returns the rows that must not stand: repetitions and conflicts.
  private mutating func excludedRows(to path: String, _ sources: [Source?]) throws -> Set<Int> {
    var keys = DeliveredKeys()
    try write(to: path, sources, excluding: []) { record, row in keys.add(record, row: row) }
    let (conflicting, repeated) = keys.duplicates()
    var canonical: [Int: Int] = [:]
    if keys.mixesVintages {
      var canonicalKeys = CanonicalKeys()
      let skipped = repeated.union(conflicting.keys)
      try forEachRecord(sources) { record, row, _ in
        if case .success(let record) = record, !record.isDeletion, !skipped.contains(row) {
          canonicalKeys.add(record, row: row)
        }
      }
      canonical = canonicalKeys.conflicts()
    }
    try rejectConflicts(conflicting, canonical, sources)
    summary.repeated = repeated.count
    return repeated.union(conflicting.keys).union(canonical.keys)
  }

  /// Writes the readable records that are not excluded. Rejects are noted on the first time, when nothing is excluded.
  private mutating func write(
    to path: String, _ sources: [Source?], excluding excluded: Set<Int>,
    _ note: (CanonicalRecord, Int) -> Void = { _, _ in }
  ) throws {
    let writer = try ObservationWriter(path: path, delivery: delivery.name, definition: definition)
    let isFirst = excluded.isEmpty
    var counts = NormalizeSummary.Delivery(name: delivery.name, sources: summary.sources)
    counts.repeated = summary.repeated
    counts.records = file.rowCount + Int(delivery.rejected)
    var problems: [RejectRow] = []
    try forEachRecord(sources) { result, row, place in
      switch result {
      case .success(let record):
        if excluded.contains(row) { return }
        if record.isDeletion {
          counts.deletions += 1
        } else {
          counts.accepted += 1
          if record.value.isNaN { counts.missing += 1 }
          note(record, row)
        }
        try writer.write(record, areaText: place.reader!.areaText, at: place)
      case .failure(let problem):
        if problem.code == "undeclared_source" {
          counts.undeclared += 1
        } else if isFirst {
          problems.append(place.reject(problem))
        }
      }
    }
    try writer.finish()
    rejects += problems
    counts.rejected = rejects.count - RejectRow.rows(of: delivery).count + Int(delivery.rejected)
    summary = counts
  }

  private mutating func rejectConflicts(
    _ conflicting: [Int: Int], _ canonical: [Int: Int], _ sources: [Source?]
  ) throws {
    guard !conflicting.isEmpty || !canonical.isEmpty else { return }
    let ordinals = try ordinals(of: Set(conflicting.values).union(canonical.values))
    var found: [RejectRow] = []
    try forEachRecord(sources) { result, row, place in
      guard case .success = result else { return }
      if let other = conflicting[row] {
        found.append(
          place.reject(
            Problem(
              field: place.fields.value, code: "duplicate_key",
              message: "the same key stands in record \(ordinals[other]!) with another value; neither counts",
              remedy: "send each key once")))
      } else if let other = canonical[row] {
        found.append(
          place.reject(
            Problem(
              field: place.fields.area, code: "duplicate_key",
              message: "record \(ordinals[other]!) gives the same commune by codes of another vintage; neither counts",
              remedy: "send the commune by the codes of one vintage")))
      }
    }
    rejects += found
  }

  private func ordinals(of rows: Set<Int>) throws -> [Int: Int64] {
    let column = file.index(of: "record")!
    var result: [Int: Int64] = [:]
    var base = 0
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let records = batch.int64(column)
      for row in 0..<batch.rowCount where rows.contains(base + row) { result[base + row] = records[row] }
      base += batch.rowCount
    }
    return result
  }

  // MARK: Rows

  /// Where a record stands, and how to report it.
  ///
  /// One object a batch, moved from row to row: it holds much that rows share.
  final class Place {
    let delivery: String
    let batch: ArrowBatch
    fileprivate(set) var member = "", record: Int64 = 0, line: Int64 = 0, column: Int64 = 0, row = 0
    fileprivate(set) var reader: RecordReader?
    var fields: FieldMap { reader?.source.fields ?? FieldMap() }

    fileprivate init(delivery: String, batch: ArrowBatch) {
      self.delivery = delivery
      self.batch = batch
    }

    /// The reject of the row. A value that its office has not set free is not repeated: rejects are published.
    func reject(_ problem: Problem) -> RejectRow {
      let confidentiality = reader?.text(of: fields.confidentiality, batch, row) ?? ""
      let isFree = confidentiality.isEmpty || confidentiality == ConfidentialityStatus.free
      let value = !isFree && problem.field == fields.value ? "" : reader?.text(of: problem.field, batch, row) ?? ""
      return RejectRow(
        delivery: RejectRow.name(delivery, member: member), record: Int(record), line: Int(line),
        column: Int(column), field: reader?.title(of: problem.field) ?? problem.field,
        value: String(value.prefix(200)), code: problem.code,
        message: problem.message, remedy: problem.remedy)
    }
  }

  /// Reads every row in order.
  private func forEachRecord(
    _ sources: [Source?], _ body: (Result<CanonicalRecord, Problem>, Int, Place) throws -> Void
  ) throws {
    let names = ["record", "line", "column", "structure", "member"]
    let positions = names.compactMap { file.index(of: $0) }
    guard positions.count == names.count else {
      throw WorkspaceError(
        what: "\(delivery.name): the stage file lacks one of \(names.joined(separator: ", "))",
        why: "another version wrote it", remedy: "run milepost-ingest again")
    }
    let members = file.dictionary(positions[4])
    let memberNames = (0..<members.count).map { members.string($0) }
    let areas = DeliveredAreas()
    let readers = sources.map { source in
      source.map { RecordReader(file, source: $0, areas: areas, definition: definition) }
    }
    var base = 0
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let (records, lines, columns) = (batch.int64(positions[0]), batch.int64(positions[1]), batch.int32(positions[2]))
      let (structures, members) = (batch.codes(positions[3]), batch.codes(positions[4]))
      let place = Place(delivery: delivery.name, batch: batch)
      var member: Int32 = -1
      for row in 0..<batch.rowCount {
        let structure = Int(structures[row])
        let reader = readers[structure]
        let result: Result<CanonicalRecord, Problem>
        if let reader {
          do throws(Problem) { result = .success(try reader.read(batch, row)) } catch { result = .failure(error) }
        } else {
          result = .failure(Problem(field: "", code: "undeclared_source", message: "", remedy: ""))
        }
        if members[row] != member {
          member = members[row]
          place.member = memberNames[Int(member)]
        }
        place.record = records[row]
        place.line = lines[row]
        place.column = Int64(columns[row])
        place.row = row
        place.reader = reader
        try body(result, base + row, place)
      }
      base += batch.rowCount
    }
  }
}

extension RejectRow {
  /// The name of a delivery, and of the member of it where it is an archive, as `delivery.zip!member.csv`.
  static func name(_ delivery: String, member: String) -> String {
    member.isEmpty ? delivery : delivery + "!" + member
  }

  /// What ingest could not read of a delivery: every described row, then how many more there are.
  static func rows(of delivery: DeliveryEntry) -> [RejectRow] {
    var rows = delivery.rejects.map { RejectRow($0, delivery: delivery.name) }
    let more = Int(delivery.rejected) - rows.count
    if more > 0, delivery.outcome == .read {
      rows.append(
        RejectRow(
          delivery: delivery.name, record: nil, line: nil, column: nil, field: "", value: "", code: "more_rejects",
          message: "\(more) more rows could not be read as records", remedy: "mend the rows named, and send it again"))
    }
    return rows
  }

  /// A row that ingest could not read as a record.
  init(_ row: Reject, delivery: String) {
    self.init(
      delivery: Self.name(delivery, member: row.member ?? ""), record: row.record.map(Int.init),
      line: row.line.map(Int.init), column: row.column, field: row.field, value: row.value, code: row.code,
      message: row.message, remedy: row.remedy)
  }
}

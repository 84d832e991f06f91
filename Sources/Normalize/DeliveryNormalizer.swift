import Arrow
import Definition
import Records
import Vocabulary
import Workspace

/// Turns the records of one delivery into canonical observations and rejects.
struct DeliveryNormalizer {
  let delivery: DeliveryEntry
  let definition: Definition
  let file: ArrowFile
  private let way: DeliveryRecords.Way
  private var summary: NormalizeSummary.Delivery
  private var rejects: [RejectRow]

  init(
    delivery: DeliveryEntry, ingested path: String, definition: Definition, way: DeliveryRecords.Way = .quick
  ) throws {
    self.delivery = delivery
    self.definition = definition
    self.way = way
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
      let records = try DeliveryRecords(file, delivery: delivery.name, sources: sources, definition, way)
      try writeObservations(to: path, records)
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
      var last: Int32 = -1
      for code in batch.codes(index) where code != last {
        isUsed[Int(code)] = true
        last = code
      }
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

  private mutating func writeObservations(to path: String, _ records: DeliveryRecords) throws {
    let excluded = try excludedRows(to: path, records)
    guard !excluded.isEmpty else { return }
    // Rows were found out after they were written: write again without them.
    try write(to: path, records, excluding: excluded)
  }

  /// Writes every readable record, and returns the rows that must not stand: repetitions, conflicts, and what a rule of the
  /// definition rejects.
  private mutating func excludedRows(to path: String, _ records: DeliveryRecords) throws -> Set<Int> {
    var keys = DeliveredKeys(records.numbers, capacity: file.rowCount)
    var ruled = RuleRows(definition)
    try write(to: path, records, excluding: []) { chunk in
      keys.add(chunk.records)
      ruled.add(chunk, records.numbers.periods.entries.base)
    }
    let contested = keys.contested()
    if keys.repeated.isEmpty && contested.isEmpty && ruled.isIdle { return [] }
    let (conflicting, repeated) = try repetitions(of: keys.repeated, records)
    let canonical = try conflicts(over: contested, without: repeated.union(conflicting.keys), records)
    try rejectConflicts(conflicting, canonical, records)
    let contradicted = repeated.union(conflicting.keys).union(canonical.keys)
    let implausible = ruled.rejections(without: contradicted)
    try rejectImplausible(implausible, records)
    summary.repeated = repeated.count
    return contradicted.union(implausible.keys)
  }

  /// The rows that must not stand of those that share their key with another.
  private func repetitions(
    of keys: Set<UInt64>, _ records: DeliveryRecords
  ) throws -> (conflicting: [Int: Int], repeated: Set<Int>) {
    var rows = RepeatedRows()
    if keys.isEmpty { return rows.judged() }
    let periods = records.numbers.periods.entries
    try records.forEach { chunk in
      for (index, record) in chunk.records.enumerated() where record.kind == .value {
        let key = RecordKey.delivered(record, periods.base)
        if keys.contains(key) { rows.add(key: key, record, row: chunk.firstRow + index) }
      }
    }
    return rows.judged()
  }

  /// The rows that share a contested canonical key with a row of another vintage, each with one such row.
  private func conflicts(
    over keys: Set<UInt64>, without skipped: Set<Int>, _ records: DeliveryRecords
  ) throws -> [Int: Int] {
    if keys.isEmpty { return [:] }
    var rows = ContestedRows()
    let periods = records.numbers.periods.entries, areas = records.numbers.areas
    try records.forEach { chunk in
      for (index, record) in chunk.records.enumerated() where record.kind == .value {
        let row = chunk.firstRow + index
        if skipped.contains(row) { continue }
        let dimensions = RecordKey.dimensions(record, periods.base), list = areas.lists[Int(record.list)]
        for position in 0..<Int(list.count) {
          let area = areas.successors[Int(list.start) + position].area
          let key = RecordKey.canonical(area: area, dimensions: dimensions)
          if keys.contains(key) { rows.add(key: key, record, row: row) }
        }
      }
    }
    return rows.conflicts()
  }

  /// Writes the readable records that are not excluded. Rejects are noted on the first time, when nothing is excluded.
  private mutating func write(
    to path: String, _ records: DeliveryRecords, excluding excluded: Set<Int>,
    _ note: (DeliveryRecords.Chunk) -> Void = { _ in }
  ) throws {
    let writer = try ObservationWriter(path: path, delivery: delivery.name, records, definition: definition)
    let isFirst = excluded.isEmpty
    var counts = NormalizeSummary.Delivery(name: delivery.name, sources: summary.sources)
    counts.repeated = summary.repeated
    counts.records = file.rowCount + Int(delivery.rejected)
    var problems: [RejectRow] = []
    try records.forEach { chunk in
      if isFirst {
        for (index, problem) in chunk.problems {
          problems.append(RejectedPlace(chunk, index, records, delivery.name).reject(problem))
        }
      } else {
        for index in chunk.records.indices where excluded.contains(chunk.firstRow + index) {
          chunk.records[index].kind = .excluded
        }
      }
      counts.add(chunk.records)
      note(chunk)
      try writer.write(chunk)
    }
    counts.coverage = try writer.finish()
    rejects += problems
    counts.rejected = rejects.count - RejectRow.rows(of: delivery).count + Int(delivery.rejected)
    summary = counts
  }

  private mutating func rejectConflicts(
    _ conflicting: [Int: Int], _ canonical: [Int: Int], _ records: DeliveryRecords
  ) throws {
    guard !conflicting.isEmpty || !canonical.isEmpty else { return }
    let ordinals = ordinals(of: Set(conflicting.values).union(canonical.values), records.columns.record)
    var found: [RejectRow] = []
    try records.forEach { chunk in
      for index in chunk.records.indices {
        let row = chunk.firstRow + index
        guard conflicting[row] != nil || canonical[row] != nil else { continue }
        let place = RejectedPlace(chunk, index, records, delivery.name)
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
                message:
                  "record \(ordinals[other]!) gives the same commune by codes of another vintage; neither counts",
                remedy: "send the commune by the codes of one vintage")))
        }
      }
    }
    rejects += found
  }

  private mutating func rejectImplausible(
    _ implausible: [Int: RuleRows.Rejection], _ records: DeliveryRecords
  ) throws {
    if implausible.isEmpty { return }
    var found: [RejectRow] = []
    try records.forEach { chunk in
      for index in chunk.records.indices {
        guard let rejection = implausible[chunk.firstRow + index] else { continue }
        let place = RejectedPlace(chunk, index, records, delivery.name)
        let rule = definition.rules[rejection.rule]
        let figures = rejection.figures.map { " (\($0))" } ?? ""
        found.append(
          place.reject(
            Problem(
              field: place.fields.value, code: "implausible",
              message: "rule \(rule.id) does not hold: \(rule.title.en)\(figures); none of these figures counts",
              remedy: "correct the figure that is wrong, and send them all again")))
      }
    }
    rejects += found
  }

  private func ordinals(of rows: Set<Int>, _ column: Int) -> [Int: Int64] {
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
}

extension NormalizeSummary.Delivery {
  /// Counts some records, but for the rejected ones.
  fileprivate mutating func add(_ records: UnsafeMutableBufferPointer<CanonicalRecord>) {
    var values = 0, without = 0, deletions = 0, undeclared = 0
    for record in records {
      values &+= record.kind == .value ? 1 : 0
      without &+= record.kind == .value && record.value.isNaN ? 1 : 0
      deletions &+= record.kind == .deletion ? 1 : 0
      undeclared &+= record.kind == .undeclared ? 1 : 0
    }
    accepted += values
    missing += without
    self.deletions += deletions
    self.undeclared += undeclared
  }
}

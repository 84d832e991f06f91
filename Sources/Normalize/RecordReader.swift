import Arrow
import Definition
import Vocabulary
import Workspace

/// One record read as a canonical observation; codes are small integers.
struct CanonicalRecord {
  /// Where the delivered area goes; for a deletion of every area nil.
  var successors: [VintageConversion.Successor]?
  /// Delivered area (its number in `DeliveredAreas`; 0 for any, in a deletion) and vintage (position; -1 for any).
  var areaDelivered = 0, vintage = -1
  /// Dimensions; nil stands for every value, in deletions alone.
  var group: GroupIndex?, sex: Sex?, measure: Int?, period: Period?
  /// Of a deletion with an open period: which periods; nil for all.
  var frequency: Period.Frequency?
  /// Value in the measure's unit; NaN where missing.
  var value = Double.nan
  /// Positions of the status codes in `StatusCodes`.
  var status = StatusCodes.normal, confidentiality = StatusCodes.free
  /// Whether it removes what older deliveries said.
  var isDeletion = false
}

/// Reads the records of one delivery, field by field, against the definition.
final class RecordReader {
  let definition: Definition
  let source: Source
  let delivered: DeliveredAreas
  let areas = Resolved<Int>()
  let area: CodedColumn, frequency: CodedColumn, group: CodedColumn, sex: CodedColumn, measure: CodedColumn
  let period: CodedColumn, unit: CodedColumn, multiplier: CodedColumn, status: CodedColumn
  let confidentiality: CodedColumn, vintage: CodedColumn, action: CodedColumn, values: CodedColumn?
  let valueColumn: Int?
  let groups = Resolved<GroupIndex?>(), sexes = Resolved<Sex?>(), measures = Resolved<Int?>()
  let periods = Resolved<Period?>(), vintages = Resolved<Int?>(), multipliers = Resolved<Int?>()
  let statuses = Resolved<Int?>(), confidentialities = Resolved<Int?>(), deletions = Resolved<Bool?>()
  let frequencies = Resolved<Period.Frequency?>()
  let successorLists: [Resolved<[VintageConversion.Successor]?>]
  let units: [Resolved<UnitFactor?>]
  /// What decides about a value, by measure.
  private let rules: [ValueRule]
  /// Position of the vintage that the source declares for all its codes.
  let declaredVintage: Int?
  /// The vintage in force at the end of the last period met, which most records share.
  var lastInForce: (period: Period, vintage: Int?)?
  /// What the words of a declared table mean; nil where the source sends SDMX messages.
  let words: TableWords?

  init(_ file: ArrowFile, source: Source, areas delivered: DeliveredAreas, definition: Definition) {
    self.definition = definition
    self.source = source
    self.delivered = delivered
    let fields = source.fields
    area = CodedColumn(fields.area, in: file)
    frequency = CodedColumn(fields.frequency, in: file)
    group = CodedColumn(fields.group, in: file)
    sex = CodedColumn(fields.sex, in: file)
    measure = CodedColumn(fields.measure, in: file)
    period = CodedColumn(fields.period, in: file)
    unit = CodedColumn(fields.unit, in: file)
    multiplier = CodedColumn(fields.multiplier, in: file)
    status = CodedColumn(fields.status, in: file)
    confidentiality = CodedColumn(fields.confidentiality, in: file)
    vintage = CodedColumn(fields.vintage, in: file)
    action = CodedColumn("action", in: file)
    // Values are plain text; a delivery may use the field as a coded one, and then its codes are read.
    if let index = file.index(of: fields.value), file.fields[index].type == .utf8 {
      valueColumn = index
      values = nil
    } else {
      valueColumn = nil
      values = CodedColumn(fields.value, in: file)
    }
    successorLists = definition.vintages.map { _ in Resolved() }
    units = definition.measures.map { _ in Resolved() }
    rules = definition.measures.map { ValueRule($0) }
    declaredVintage = source.vintage.flatMap { definition.vintage($0) }
    words = source.table.map { TableWords($0, in: file, definition) }
  }

  /// The text of the delivered area of a record.
  func areaText(_ record: CanonicalRecord) -> String { delivered.text(record.areaDelivered) }

  /// What a field is called in messages: a table's column by its header.
  func title(of field: String) -> String { words?.title(of: field) ?? field }

  /// A field's text as a code, where a table has words of its own for it.
  func code(_ dimension: TableDimension, _ text: String) -> String { words?.code(dimension, text) ?? text }

  /// The delivered text of a field in a row, for the report of rejects.
  func text(of field: String, _ batch: ArrowBatch, _ row: Int) -> String {
    let fields = source.fields
    func read(_ column: CodedColumn) -> String { column.text(column.code(batch, row)) }
    switch field {
    case fields.area: return read(area)
    case fields.frequency: return read(frequency)
    case fields.group: return read(group)
    case fields.sex: return read(sex)
    case fields.measure: return read(measure)
    case fields.period: return read(period)
    case fields.unit: return read(unit)
    case fields.multiplier: return read(multiplier)
    case fields.status: return read(status)
    case fields.confidentiality: return read(confidentiality)
    case fields.vintage: return read(vintage)
    case fields.value: return withValue(batch, row) { String(decoding: $0, as: UTF8.self) }
    case "action", "ACTION": return read(action)
    default: return words?.text(of: field, batch, row) ?? ""
    }
  }

  /// Reads a row.
  func read(_ batch: ArrowBatch, _ row: Int) throws(Problem) -> CanonicalRecord {
    var record = CanonicalRecord()
    let actionCode = action.code(batch, row)
    guard let deletes = deletions.meaning(of: actionCode, { RecordReader.isDeletion(action.text($0)) })
    else {
      throw Problem(
        field: "ACTION", code: "unknown_action", message: "\(action.excerpt(actionCode)) is not an SDMX action",
        remedy: "use I, A, M, R or D (or their names)")
    }
    record.isDeletion = deletes
    record.period = try readPeriod(batch, row, deletes)
    let frequency = try readFrequency(batch, row, record.period)
    if record.period == nil { record.frequency = frequency }
    try readArea(batch, row, &record)
    record.group = try readGroup(batch, row, deletes)
    record.sex = try readSex(batch, row, deletes)
    record.measure = try readMeasure(batch, row, deletes)
    if deletes { return record }
    let rule = rules[record.measure!]
    if !rule.byGroup, record.group != definition.groups.total {
      throw Problem(
        field: source.fields.group, code: "group_not_allowed",
        message: "\(definition.measures[record.measure!].code) is reported for everyone (_T), not by ethnic group",
        remedy: "send the figure of everyone, or leave it out")
    }
    try readAttributes(batch, row, &record)
    try readValue(batch, row, rule, &record)
    try checkLevel(rule, record)
    return record
  }

  private static func isDeletion(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "", "i", "a", "m", "r", "information", "append", "merge", "replace", "update", "insert": false
    case "d", "delete": true
    default: nil
    }
  }

  // MARK: Dimensions

  func missing(_ field: String) -> Problem {
    Problem(
      field: field, code: "missing_dimension", message: "the record has no \(field)",
      remedy: "every record needs all dimensions of the structure")
  }

  private func readPeriod(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Period? {
    let code = period.code(batch, row)
    if code == 0 {
      if deletes { return nil }
      throw missing(source.fields.period)
    }
    let found = periods.meaning(of: code) {
      if let words { return words.period(period.text($0)) }
      var text = period.text($0)
      return text.withUTF8 { Period(UnsafeRawBufferPointer($0)) }
    }
    guard let found else {
      throw Problem(
        field: source.fields.period, code: "bad_period", message: "\(period.excerpt(code)) is not a period",
        remedy: "write a year (2026), a quarter (2026-Q1) or a month (2026-03)")
    }
    guard definition.years.contains(found.year) else {
      throw Problem(
        field: source.fields.period, code: "period_out_of_range",
        message: "\(found) is outside the years \(definition.years.lowerBound) to \(definition.years.upperBound)",
        remedy: "correct the period, or widen the years of the definition")
    }
    return found
  }

  /// The frequency given, which must be that of the period where there is one.
  private func readFrequency(_ batch: ArrowBatch, _ row: Int, _ period: Period?) throws(Problem) -> Period.Frequency? {
    let code = frequency.code(batch, row)
    if code == 0 { return nil }
    let found = frequencies.meaning(of: code) { Period.Frequency(code: self.code(.frequency, frequency.text($0))) }
    if let found, period.map({ $0.frequency == found }) ?? true { return found }
    throw Problem(
      field: source.fields.frequency, code: "frequency_mismatch",
      message: "frequency \(frequency.excerpt(code)) does not fit "
        + (period.map { "the period \($0)" } ?? "any period in use"),
      remedy: "use A for years, Q for quarters, M for months")
  }

  private func readGroup(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> GroupIndex? {
    let code = group.code(batch, row)
    if code == 0 {
      if deletes { return nil }
      throw missing(source.fields.group)
    }
    if let words { return try words.group(code, group.text(code)).get() }
    let found = groups.meaning(of: code) { definition.groups.index(of: group.text($0)) }
    if let found { return found }
    throw Problem(
      field: source.fields.group, code: "unknown_group", message: "\(group.excerpt(code)) is not an ethnic group code",
      remedy: "use 01 to 54 of the official list, 55, NK, EM or _T")
  }

  private func readSex(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Sex? {
    let code = sex.code(batch, row)
    if code == 0 {
      if deletes { return nil }
      throw missing(source.fields.sex)
    }
    let found = sexes.meaning(of: code) { Sex(code: self.code(.sex, sex.text($0))) }
    if let found { return found }
    throw Problem(
      field: source.fields.sex, code: "unknown_sex", message: "\(sex.excerpt(code)) is not a code of CL_SEX in use",
      remedy: "use _T, M or F")
  }

  private func readMeasure(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Int? {
    let code = measure.code(batch, row)
    if code == 0 {
      if deletes { return nil }
      throw missing(source.fields.measure)
    }
    let found = measures.meaning(of: code) { definition.measure(self.code(.measure, measure.text($0))) }
    if let found { return found }
    throw Problem(
      field: source.fields.measure, code: "unknown_measure",
      message: "\(measure.excerpt(code)) is not a declared measure",
      remedy: "correct the code, or declare the measure in the definition")
  }
}

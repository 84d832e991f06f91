import Arrow
import Definition
import Vocabulary
import Workspace

/// Reads the records of one delivery, field by field, against the definition.
///
/// `read` is the careful way, which words what is wrong with a record. `readQuickly` reads many rows at once where
/// nothing is wrong with them, by the same meanings of codes, and leaves the others to it.
final class RecordReader {
  let definition: Definition
  let source: Source
  let delivered: DeliveredNumbers
  let area: CodedField, frequency: CodedField, group: CodedField, sex: CodedField, measure: CodedField
  let period: CodedField, unit: CodedField, multiplier: CodedField, status: CodedField
  let confidentiality: CodedField, vintage: CodedField, action: CodedField
  /// All of these.
  let fields: [CodedField]
  /// The column of values where it is text, as it is but where a delivery uses the field as a coded one.
  let valueColumn: Int?, values: CodedColumn?
  /// What decides about a value, by measure.
  let rules: FlatList<ValueRule>
  /// Position of the vintage that the source declares for all its codes.
  let declaredVintage: Int?
  /// What the words of a declared table mean; nil where the source sends SDMX messages.
  let words: TableWords?

  /// Meanings that are no positions in a list.
  enum Meaning {
    /// A frequency, or a vintage, that was not given: it is known by the period.
    static let anyFrequency: Int32 = 3, byPeriod = Int32.max
    /// What a record does.
    static let carriesValue: Int32 = 0, deletes: Int32 = -2
    /// Powers of ten are counted from the least that is taken.
    static let powers = -9...12
  }

  init(_ file: ArrowFile, source: Source, _ delivered: DeliveredNumbers, definition: Definition) {
    self.definition = definition
    self.source = source
    self.delivered = delivered
    let fields = source.fields, unknown = CodedField.unknown
    let words = source.table.map { TableWords($0, in: file, definition) }
    self.words = words
    func code(_ dimension: TableDimension, _ text: String) -> String { words?.code(dimension, text) ?? text }
    func position(_ position: (some BinaryInteger)?) -> Int32 { position.map { Int32($0) } ?? unknown }
    action = CodedField("action", in: file, none: Meaning.carriesValue) { Self.action($0) }
    area = CodedField(fields.area, in: file, none: unknown) { $0.isEmpty ? unknown : delivered.areas.number(of: $0) }
    frequency = CodedField(fields.frequency, in: file, none: Meaning.anyFrequency) {
      position(Period.Frequency(code: code(.frequency, $0))?.rawValue)
    }
    group = CodedField(fields.group, in: file, none: unknown) { position(definition.groups.index(of: $0)) }
    sex = CodedField(fields.sex, in: file, none: unknown) { position(Sex(code: code(.sex, $0))?.rawValue) }
    measure = CodedField(fields.measure, in: file, none: unknown) {
      position(definition.measure(code(.measure, $0)))
    }
    period = CodedField(fields.period, in: file, none: unknown) {
      guard let period = Self.period($0, words), definition.years.contains(period.year) else { return unknown }
      return delivered.periods.number(of: period)
    }
    unit = CodedField(fields.unit, in: file, none: DeliveredUnits.own) {
      delivered.units.number(of: code(.unit, $0))
    }
    multiplier = CodedField(fields.multiplier, in: file, none: Int32(-Meaning.powers.lowerBound)) {
      let text = code(.multiplier, $0)
      guard let power = text.isEmpty ? 0 : Int(text), Meaning.powers.contains(power) else { return unknown }
      return Int32(power - Meaning.powers.lowerBound)
    }
    status = CodedField(fields.status, in: file, none: Int32(StatusCodes.normal)) {
      let text = code(.status, $0)
      return text.isEmpty ? Int32(StatusCodes.normal) : position(StatusCodes.observation.firstIndex(of: text))
    }
    confidentiality = CodedField(fields.confidentiality, in: file, none: Int32(StatusCodes.free)) {
      let text = code(.confidentiality, $0)
      return text.isEmpty ? Int32(StatusCodes.free) : position(StatusCodes.confidentiality.firstIndex(of: text))
    }
    vintage = CodedField(fields.vintage, in: file, none: Meaning.byPeriod) {
      position(definition.vintage(code(.vintage, $0)))
    }
    self.fields = [
      action, area, frequency, group, sex, measure, period, unit, multiplier, status, confidentiality, vintage,
    ]
    if let index = file.index(of: fields.value), file.fields[index].type == .utf8 {
      valueColumn = index
      values = nil
    } else {
      valueColumn = nil
      values = CodedColumn(fields.value, in: file)
    }
    rules = FlatList(definition.measures.map { ValueRule($0) })
    declaredVintage = source.vintage.flatMap { definition.vintage($0) }
  }

  /// The text of the delivered area of a record.
  func areaText(_ record: CanonicalRecord) -> String { delivered.areas.text(record.areaDelivered) }

  /// What a field is called in messages: a table's column by its header.
  func title(of field: String) -> String { words?.title(of: field) ?? field }

  /// The delivered text of a field in a row, for the report of rejects.
  func text(of field: String, _ batch: ArrowBatch, _ row: Int) -> String {
    let fields = source.fields
    func read(_ column: CodedField) -> String { column.text(column.code(batch, row)) }
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
    let meant = action.meaning(of: actionCode)
    if meant == CodedField.unknown {
      throw Problem(
        field: "ACTION", code: "unknown_action", message: "\(action.excerpt(actionCode)) is not an SDMX action",
        remedy: "use I, A, M, R or D (or their names)")
    }
    let deletes = meant == Meaning.deletes
    if deletes { record.kind = .deletion }
    let period = try readPeriod(batch, row, deletes)
    let frequency = try readFrequency(batch, row, period)
    record.period = period ?? frequency.map { DeliveredPeriods.any($0) } ?? DeliveredPeriods.any
    try readArea(batch, row, &record)
    record.group = try readGroup(batch, row, deletes)
    record.sex = try readSex(batch, row, deletes)
    record.measure = try readMeasure(batch, row, deletes)
    if deletes { return record }
    let measure = Int(record.measure)
    let rule = rules[measure]
    if !rule.byGroup, record.group != definition.groups.total {
      throw Problem(
        field: source.fields.group, code: "group_not_allowed",
        message: "\(definition.measures[measure].code) is reported for everyone (_T), not by ethnic group",
        remedy: "send the figure of everyone, or leave it out")
    }
    try readAttributes(batch, row, &record)
    try readValue(batch, row, rule, &record)
    try checkLevel(rule, record)
    return record
  }

  private static func action(_ text: String) -> Int32 {
    switch text.lowercased() {
    case "", "i", "a", "m", "r", "information", "append", "merge", "replace", "update", "insert":
      Meaning.carriesValue
    case "d", "delete": Meaning.deletes
    default: CodedField.unknown
    }
  }

  // MARK: Dimensions

  func missing(_ field: String) -> Problem {
    Problem(
      field: field, code: "missing_dimension", message: "the record has no \(field)",
      remedy: "every record needs all dimensions of the structure")
  }

  /// The number of the period; nil where a deletion leaves it open.
  private func readPeriod(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Int32? {
    let code = period.code(batch, row)
    if code == 0 {
      if deletes { return nil }
      throw missing(source.fields.period)
    }
    let number = period.meaning(of: code)
    if number != CodedField.unknown { return number }
    guard let found = Self.period(period.text(code), words) else {
      throw Problem(
        field: source.fields.period, code: "bad_period", message: "\(period.excerpt(code)) is not a period",
        remedy: "write a year (2026), a quarter (2026-Q1) or a month (2026-03)")
    }
    throw Problem(
      field: source.fields.period, code: "period_out_of_range",
      message: "\(found) is outside the years \(definition.years.lowerBound) to \(definition.years.upperBound)",
      remedy: "correct the period, or widen the years of the definition")
  }

  private static func period(_ text: String, _ words: TableWords?) -> Period? {
    if let words { return words.period(text) }
    var text = text
    return text.withUTF8 { Period(UnsafeRawBufferPointer($0)) }
  }

  /// The frequency given, which must be that of the period where there is one.
  private func readFrequency(
    _ batch: ArrowBatch, _ row: Int, _ number: Int32?
  ) throws(Problem) -> Period.Frequency? {
    let code = frequency.code(batch, row)
    if code == 0 { return nil }
    let meant = frequency.meaning(of: code)
    let period = number.map { delivered.periods.period($0) }
    if meant != CodedField.unknown, let found = Period.Frequency(rawValue: UInt8(meant)),
      period.map({ $0.frequency == found }) ?? true
    {
      return found
    }
    throw Problem(
      field: source.fields.frequency, code: "frequency_mismatch",
      message: "frequency \(frequency.excerpt(code)) does not fit "
        + (period.map { "the period \($0)" } ?? "any period in use"),
      remedy: "use A for years, Q for quarters, M for months")
  }

  /// The group; -1 where a deletion leaves it open, as with the other dimensions.
  private func readGroup(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Int16 {
    let code = group.code(batch, row)
    if code == 0 {
      if deletes { return -1 }
      throw missing(source.fields.group)
    }
    if let words { return Int16(try words.group(code, group.text(code)).get()) }
    let found = group.meaning(of: code)
    if found != CodedField.unknown { return Int16(found) }
    throw Problem(
      field: source.fields.group, code: "unknown_group", message: "\(group.excerpt(code)) is not an ethnic group code",
      remedy: "use 01 to 54 of the official list, 55, NK, EM or _T")
  }

  private func readSex(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Int8 {
    let code = sex.code(batch, row)
    if code == 0 {
      if deletes { return -1 }
      throw missing(source.fields.sex)
    }
    let found = sex.meaning(of: code)
    if found != CodedField.unknown { return Int8(found) }
    throw Problem(
      field: source.fields.sex, code: "unknown_sex", message: "\(sex.excerpt(code)) is not a code of CL_SEX in use",
      remedy: "use _T, M or F")
  }

  private func readMeasure(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Int16 {
    let code = measure.code(batch, row)
    if code == 0 {
      if deletes { return -1 }
      throw missing(source.fields.measure)
    }
    let found = measure.meaning(of: code)
    if found != CodedField.unknown { return Int16(found) }
    throw Problem(
      field: source.fields.measure, code: "unknown_measure",
      message: "\(measure.excerpt(code)) is not a declared measure",
      remedy: "correct the code, or declare the measure in the definition")
  }
}

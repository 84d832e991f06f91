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
  /// Status codes.
  var status = "A", confidentiality = "F"
  /// Whether it removes what older deliveries said.
  var isDeletion = false
}

/// Reads the records of one delivery, field by field, against the definition.
final class RecordReader {
  let definition: Definition
  let source: Source
  private let delivered: DeliveredAreas
  private let areas = Resolved<Int>()
  private var area: CodedColumn, frequency: CodedColumn, group: CodedColumn, sex: CodedColumn, measure: CodedColumn
  private var period: CodedColumn, unit: CodedColumn, multiplier: CodedColumn, status: CodedColumn
  private var confidentiality: CodedColumn, vintage: CodedColumn, action: CodedColumn, values: CodedColumn?
  private let valueColumn: Int?
  private let groups = Resolved<GroupIndex?>(), sexes = Resolved<Sex?>(), measures = Resolved<Int?>()
  private let periods = Resolved<Period?>(), vintages = Resolved<Int?>(), multipliers = Resolved<Int?>()
  private let statuses = Resolved<String?>(), confidentialities = Resolved<String?>(), deletions = Resolved<Bool?>()
  private let frequencies = Resolved<Period.Frequency?>()
  private let successorLists: [Resolved<[VintageConversion.Successor]?>]
  private let units: [Resolved<UnitFactor?>]

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
  }

  /// The text of the delivered area of a record.
  func areaText(_ record: CanonicalRecord) -> String { delivered.text(record.areaDelivered) }

  /// The delivered text of a field in a row, for the report of rejects.
  func text(of field: String, _ batch: ArrowBatch, _ row: Int) -> String {
    let fields = source.fields
    func read(_ column: inout CodedColumn) -> String { column.text(column.code(batch, row)) }
    switch field {
    case fields.area: return read(&area)
    case fields.frequency: return read(&frequency)
    case fields.group: return read(&group)
    case fields.sex: return read(&sex)
    case fields.measure: return read(&measure)
    case fields.period: return read(&period)
    case fields.unit: return read(&unit)
    case fields.multiplier: return read(&multiplier)
    case fields.status: return read(&status)
    case fields.confidentiality: return read(&confidentiality)
    case fields.vintage: return read(&vintage)
    case fields.value: return withValue(batch, row) { String(decoding: $0, as: UTF8.self) }
    case "action", "ACTION": return read(&action)
    default: return ""
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
    let declared = definition.measures[record.measure!]
    if !declared.byGroup, record.group != definition.groups.total {
      throw Problem(
        field: source.fields.group, code: "group_not_allowed",
        message: "\(declared.code) is reported for everyone (_T), not by ethnic group",
        remedy: "send the figure of everyone, or leave it out")
    }
    try readAttributes(batch, row, &record)
    try readValue(batch, row, declared, &record)
    try checkLevel(declared, record)
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

  private func missing(_ field: String) -> Problem {
    Problem(
      field: field, code: "missing_dimension", message: "the record has no \(field)",
      remedy: "every record needs all dimensions of the structure")
  }

  private func readPeriod(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> Period? {
    let field = source.fields.period
    let code = period.code(batch, row)
    if code == 0 {
      if deletes { return nil }
      throw missing(field)
    }
    let found = periods.meaning(of: code) {
      var text = period.text($0)
      return text.withUTF8 { Period(UnsafeRawBufferPointer($0)) }
    }
    guard let found else {
      throw Problem(
        field: field, code: "bad_period", message: "\(period.excerpt(code)) is not a period",
        remedy: "write a year (2026), a quarter (2026-Q1) or a month (2026-03)")
    }
    guard definition.years.contains(found.year) else {
      throw Problem(
        field: field, code: "period_out_of_range",
        message: "\(found) is outside the years \(definition.years.lowerBound) to \(definition.years.upperBound)",
        remedy: "correct the period, or widen the years of the definition")
    }
    return found
  }

  /// The frequency given, which must be that of the period where there is one.
  private func readFrequency(_ batch: ArrowBatch, _ row: Int, _ period: Period?) throws(Problem) -> Period.Frequency? {
    let code = frequency.code(batch, row)
    if code == 0 { return nil }
    let found = frequencies.meaning(of: code) { Period.Frequency(code: frequency.text($0)) }
    if let found, period.map({ $0.frequency == found }) ?? true { return found }
    throw Problem(
      field: source.fields.frequency, code: "frequency_mismatch",
      message: "frequency \(frequency.excerpt(code)) does not fit "
        + (period.map { "the period \($0)" } ?? "any period in use"),
      remedy: "use A for years, Q for quarters, M for months")
  }

  private func readArea(_ batch: ArrowBatch, _ row: Int, _ record: inout CanonicalRecord) throws(Problem) {
    let code = area.code(batch, row)
    if code == 0 {
      if !record.isDeletion { throw missing(source.fields.area) }
      // A code means nothing without its vintage, but a deletion of every area has no code.
      if vintage.code(batch, row) != 0 { record.vintage = try readVintage(batch, row, record) }
      return
    }
    record.areaDelivered = areas.meaning(of: code) { delivered.number(area.text($0)) }
    record.vintage = try readVintage(batch, row, record)
    // A deletion that names an area but no vintage or period: any vintage that knows the code.
    let known = record.vintage >= 0 ? [record.vintage] : Array(definition.vintages.indices.reversed())
    for vintage in known {
      let found = successorLists[vintage].meaning(of: code) {
        definition.vintages[vintage].successors[area.text($0)]
      }
      if let found {
        record.successors = found
        return
      }
    }
    throw unknownArea(code, vintage: record.vintage)
  }

  private func readVintage(_ batch: ArrowBatch, _ row: Int, _ record: CanonicalRecord) throws(Problem) -> Int {
    let field = source.fields.vintage
    let code = vintage.code(batch, row)
    if code != 0 {
      let found = vintages.meaning(of: code) { definition.vintage(vintage.text($0)) }
      if let found { return found }
      throw Problem(
        field: field, code: "unknown_vintage", message: "\(vintage.excerpt(code)) is not a known vintage of area codes",
        remedy: "use one of \(definition.vintages.map(\.vintage).joined(separator: ", "))")
    }
    if let declared = source.vintage, let index = definition.vintage(declared) { return index }
    guard let period = record.period else { return -1 }
    if let index = definition.vintage(inForceOn: period.lastDay) { return index }
    throw Problem(
      field: field, code: "no_vintage", message: "no known vintage of area codes was in force at the end of \(period)",
      remedy: "state \(field) in the delivery")
  }

  private func unknownArea(_ code: Int, vintage: Int) -> Problem {
    let others = definition.vintages.filter { $0.successors[area.text(code)] != nil }.map(\.vintage)
    let name = vintage >= 0 ? definition.vintages[vintage].vintage : "any vintage"
    return Problem(
      field: source.fields.area, code: "unknown_area", message: "\(area.excerpt(code)) is not an area of \(name)",
      remedy: others.isEmpty
        ? "use a 2-digit province or 5-digit commune code, leading zeros kept, or VN"
        : "it is one of \(others.joined(separator: ", ")): state \(source.fields.vintage)")
  }

  private func readGroup(_ batch: ArrowBatch, _ row: Int, _ deletes: Bool) throws(Problem) -> GroupIndex? {
    let code = group.code(batch, row)
    if code == 0 {
      if deletes { return nil }
      throw missing(source.fields.group)
    }
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
    let found = sexes.meaning(of: code) { Sex(code: sex.text($0)) }
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
    let found = measures.meaning(of: code) { definition.measure(measure.text($0)) }
    if let found { return found }
    throw Problem(
      field: source.fields.measure, code: "unknown_measure",
      message: "\(measure.excerpt(code)) is not a declared measure",
      remedy: "correct the code, or declare the measure in the definition")
  }

  // MARK: Attributes and value

  private func readAttributes(
    _ batch: ArrowBatch, _ row: Int, _ record: inout CanonicalRecord
  ) throws(Problem) {
    let statusCode = status.code(batch, row)
    if statusCode != 0 {
      let found = statuses.meaning(of: statusCode) {
        let text = status.text($0)
        return text.isEmpty ? "A" : ObservationStatus.codes.contains(text) ? text : nil
      }
      guard let found else {
        throw Problem(
          field: source.fields.status, code: "unknown_status",
          message: "\(status.excerpt(statusCode)) is not a code of CL_OBS_STATUS", remedy: "use a code of the SDMX list"
        )
      }
      record.status = found
    }
    let confidentialityCode = confidentiality.code(batch, row)
    if confidentialityCode != 0 {
      let found = confidentialities.meaning(of: confidentialityCode) {
        let text = confidentiality.text($0)
        return text.isEmpty ? "F" : ConfidentialityStatus.codes.contains(text) ? text : nil
      }
      guard let found else {
        throw Problem(
          field: source.fields.confidentiality, code: "unknown_confidentiality",
          message: "\(confidentiality.excerpt(confidentialityCode)) is not a code of CL_CONF_STATUS",
          remedy: "use a code of the SDMX list")
      }
      record.confidentiality = found
    }
  }

  private func readValue(
    _ batch: ArrowBatch, _ row: Int, _ declared: Measure, _ record: inout CanonicalRecord
  ) throws(Problem) {
    let factor = try readUnit(batch, row, record.measure!, declared)
    if ObservationStatus.missing.contains(record.status) { return }
    let field = source.fields.value
    var isMissing = false
    let parsed = withValue(batch, row) { bytes -> Double? in
      isMissing = bytes.isEmpty || bytes.elementsEqual("NaN".utf8)
      return isMissing ? nil : DecimalText.parse(bytes, scale: factor.scale)
    }
    if isMissing { return }
    guard let parsed else {
      throw Problem(
        field: field, code: "not_a_number", message: "the value is not a decimal number",
        remedy: "write digits with a decimal point and no thousands separator, or leave it empty where missing")
    }
    let value = factor.multiplier == 1 ? parsed : parsed * factor.multiplier
    let level = record.successors.map { definition.areas.level($0[0].area) } ?? .nation
    // The greatest value is declared for one commune (or province): above that level sums are naturally greater.
    guard value >= declared.minimum, level != declared.level || value <= declared.maximum else {
      throw Problem(
        field: field, code: "out_of_range",
        message: "\(DecimalText.text(value)) \(declared.unit) is outside \(DecimalText.text(declared.minimum)) to "
          + "\(DecimalText.text(declared.maximum)) for \(declared.code)",
        remedy: "correct the value or its unit")
    }
    if case .status = declared.kind, level == .commune, value != 0, value != 1 {
      throw Problem(
        field: field, code: "not_a_status", message: "\(declared.code) of a commune is 0 or 1",
        remedy: "send 1 where the commune has the status, else 0")
    }
    record.value = value
  }

  private func readUnit(
    _ batch: ArrowBatch, _ row: Int, _ measure: Int, _ declared: Measure
  ) throws(Problem) -> UnitFactor {
    let unitCode = unit.code(batch, row)
    var factor = UnitFactor()
    if unitCode != 0 {
      let found = units[measure].meaning(of: unitCode) {
        let text = unit.text($0)
        return text.isEmpty ? UnitFactor() : declared.unitFactors[text.uppercased()]
      }
      guard let found else {
        throw Problem(
          field: source.fields.unit, code: "unknown_unit",
          message: "\(unit.excerpt(unitCode)) is not a unit of \(declared.code) (\(declared.unit))",
          remedy: "send \(declared.unit), or declare the unit's factor in the definition")
      }
      factor = found
    }
    let multiplierCode = multiplier.code(batch, row)
    if multiplierCode == 0 { return factor }
    let power = multipliers.meaning(of: multiplierCode) {
      let text = multiplier.text($0)
      return text.isEmpty ? 0 : Int(text).flatMap { (-9...12).contains($0) ? $0 : nil }
    }
    guard let power else {
      throw Problem(
        field: source.fields.multiplier, code: "bad_multiplier",
        message: "\(multiplier.excerpt(multiplierCode)) is not a power of ten",
        remedy: "use a whole number from -9 to 12")
    }
    return UnitFactor(multiplier: factor.multiplier, scale: factor.scale + power)
  }

  private func checkLevel(_ declared: Measure, _ record: CanonicalRecord) throws(Problem) {
    if declared.level == .province, let area = record.successors?[0].area, definition.areas.level(area) == .commune {
      throw Problem(
        field: source.fields.area, code: "wrong_level", message: "\(declared.code) is a figure of a province",
        remedy: "send it once, with the 2-digit code of the province")
    }
    guard case .status(.none) = declared.kind, let successors = record.successors,
      definition.areas.level(successors[0].area) == .commune,
      !definition.vintages[record.vintage].isUnchanged(successors)
    else { return }
    throw Problem(
      field: source.fields.area, code: "not_convertible",
      message: "\(declared.code) of commune \(areaText(record)) of "
        + "\(definition.vintages[record.vintage].vintage) says nothing of its successors: it was merged or split",
      remedy: "assess the commune as it is since \(definition.canonicalVintage) and send that")
  }

  private func withValue<Result>(
    _ batch: ArrowBatch, _ row: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if let valueColumn {
      if batch.isNull(valueColumn, row) { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
      return body(batch.utf8(valueColumn)[row])
    }
    let code = values!.code(batch, row)
    var text = values!.text(code)
    return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}

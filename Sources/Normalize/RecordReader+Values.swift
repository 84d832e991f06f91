import Arrow
import Definition
import Vocabulary

/// Attributes, units and values of records.
extension RecordReader {
  func readAttributes(
    _ batch: ArrowBatch, _ row: Int, _ record: inout CanonicalRecord
  ) throws(Problem) {
    let statusCode = status.code(batch, row)
    if statusCode != 0 {
      let found = statuses.meaning(of: statusCode) {
        let text = self.code(.status, status.text($0))
        return text.isEmpty ? StatusCodes.normal : StatusCodes.observation.firstIndex(of: text)
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
        let text = self.code(.confidentiality, confidentiality.text($0))
        return text.isEmpty ? StatusCodes.free : StatusCodes.confidentiality.firstIndex(of: text)
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

  func readValue(
    _ batch: ArrowBatch, _ row: Int, _ rule: ValueRule, _ record: inout CanonicalRecord
  ) throws(Problem) {
    let factor = try readUnit(batch, row, record.measure!)
    if StatusCodes.isMissing[record.status] { return }
    var isMissing = false
    let parsed = withValue(batch, row) { bytes -> Double? in
      if let words {
        let number = words.number(bytes, factor)
        isMissing = number == .missing
        if case .value(let value) = number { return value }
        return nil
      }
      isMissing = bytes.isEmpty || bytes.elementsEqual("NaN".utf8)
      return isMissing ? nil : DecimalText.parse(bytes, scale: factor.scale)
    }
    if isMissing { return }
    guard let parsed else {
      if let words { throw words.noNumber(source.fields.value) }
      throw Problem(
        field: source.fields.value, code: "not_a_number", message: "the value is not a decimal number",
        remedy: "write digits with a decimal point and no thousands separator, or leave it empty where missing")
    }
    let value = factor.multiplier == 1 ? parsed : parsed * factor.multiplier
    let level = record.successors.map { definition.areas.level($0[0].area) } ?? .nation
    // The greatest value is declared for one commune (or province): above that level sums are naturally greater.
    guard value >= rule.minimum, level != rule.level || value <= rule.maximum else {
      let declared = definition.measures[record.measure!]
      throw Problem(
        field: source.fields.value, code: "out_of_range",
        message: "the value is outside \(DecimalText.text(declared.minimum)) to \(DecimalText.text(declared.maximum)) "
          + "\(declared.unit) for \(declared.code)",
        remedy: "correct the value or its unit")
    }
    if rule.isStatus, level == .commune, value != 0, value != 1 {
      throw Problem(
        field: source.fields.value, code: "not_a_status",
        message: "\(definition.measures[record.measure!].code) of a commune is 0 or 1",
        remedy: "send 1 where the commune has the status, else 0")
    }
    // Where a table's thousands are written with the sign it declares for decimals, 1,024 households become 1.024.
    if words != nil, definition.measures[record.measure!].counted.isWhole, value != value.rounded() {
      throw Problem(
        field: source.fields.value, code: "not_whole",
        message: "the value is no whole number of \(definition.measures[record.measure!].unit)",
        remedy: "see which sign the office writes between thousands, and declare it under numbers")
    }
    record.value = value
  }

  func readUnit(
    _ batch: ArrowBatch, _ row: Int, _ measure: Int
  ) throws(Problem) -> UnitFactor {
    let unitCode = unit.code(batch, row)
    let own = words?.factor ?? UnitFactor()
    var factor = own
    if unitCode != 0 {
      let found = units[measure].meaning(of: unitCode) {
        let text = self.code(.unit, unit.text($0))
        return text.isEmpty ? UnitFactor() : definition.measures[measure].unitFactors[text.uppercased()]
      }
      guard let found else {
        let declared = definition.measures[measure]
        throw Problem(
          field: source.fields.unit, code: "unknown_unit",
          message: "\(unit.excerpt(unitCode)) is not a unit of \(declared.code) (\(declared.unit))",
          remedy: "send \(declared.unit), or declare the unit's factor in the definition")
      }
      factor = UnitFactor(multiplier: found.multiplier * own.multiplier, scale: found.scale + own.scale)
    }
    let multiplierCode = multiplier.code(batch, row)
    if multiplierCode == 0 { return factor }
    let power = multipliers.meaning(of: multiplierCode) {
      let text = self.code(.multiplier, multiplier.text($0))
      return text.isEmpty ? 0 : Int(text).flatMap { (-9...12).contains($0) ? $0 : nil }
    }
    guard let power else {
      throw Problem(
        field: source.fields.multiplier, code: "bad_multiplier",
        message: "\(multiplier.excerpt(multiplierCode)) is not a power of ten from -9 to 12",
        remedy: "use a whole number from -9 to 12")
    }
    return UnitFactor(multiplier: factor.multiplier, scale: factor.scale + power)
  }

  func checkLevel(_ rule: ValueRule, _ record: CanonicalRecord) throws(Problem) {
    if rule.level == .province, let area = record.successors?[0].area, definition.areas.level(area) == .commune {
      throw Problem(
        field: source.fields.area, code: "wrong_level",
        message: "\(definition.measures[record.measure!].code) is a figure of a province",
        remedy: "send it once, with the 2-digit code of the province")
    }
    guard !rule.isConvertible, let successors = record.successors,
      definition.areas.level(successors[0].area) == .commune,
      !definition.vintages[record.vintage].isUnchanged(successors)
    else { return }
    throw Problem(
      field: source.fields.area, code: "not_convertible",
      message: "\(definition.measures[record.measure!].code) of commune \(areaText(record)) of "
        + "\(definition.vintages[record.vintage].vintage) says nothing of its successors: it was merged or split",
      remedy: "assess the commune as it is since \(definition.canonicalVintage) and send that")
  }

  func withValue<Result>(
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

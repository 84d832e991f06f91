import Arrow
import Definition
import Vocabulary

/// Attributes, units and values of records.
extension RecordReader {
  func readAttributes(
    _ batch: ArrowBatch, _ row: Int, _ record: inout CanonicalRecord
  ) throws(Problem) {
    let statusCode = status.code(batch, row)
    let status = status.meaning(of: statusCode)
    if status == CodedField.unknown {
      throw Problem(
        field: source.fields.status, code: "unknown_status",
        message: "\(self.status.excerpt(statusCode)) is not a code of CL_OBS_STATUS",
        remedy: "use a code of the SDMX list")
    }
    record.status = Int8(status)
    let confidentialityCode = confidentiality.code(batch, row)
    let confidentiality = confidentiality.meaning(of: confidentialityCode)
    if confidentiality == CodedField.unknown {
      throw Problem(
        field: source.fields.confidentiality, code: "unknown_confidentiality",
        message: "\(self.confidentiality.excerpt(confidentialityCode)) is not a code of CL_CONF_STATUS",
        remedy: "use a code of the SDMX list")
    }
    record.confidentiality = Int8(confidentiality)
  }

  func readValue(
    _ batch: ArrowBatch, _ row: Int, _ rule: ValueRule, _ record: inout CanonicalRecord
  ) throws(Problem) {
    let measure = Int(record.measure)
    let factor = try readUnit(batch, row, measure)
    if StatusCodes.isMissing[Int(record.status)] { return }
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
    let level = delivered.areas.lists[Int(record.list)].level
    // The greatest value is declared for one commune (or province): above that level sums are naturally greater.
    guard value >= rule.minimum, level != rule.level || value <= rule.maximum else {
      let declared = definition.measures[measure]
      throw Problem(
        field: source.fields.value, code: "out_of_range",
        message: "the value is outside \(DecimalText.text(declared.minimum)) to \(DecimalText.text(declared.maximum)) "
          + "\(declared.unit) for \(declared.code)",
        remedy: "correct the value or its unit")
    }
    if rule.isStatus, level == AreaLevel.commune.rawValue, value != 0, value != 1 {
      throw Problem(
        field: source.fields.value, code: "not_a_status",
        message: "\(definition.measures[measure].code) of a commune is 0 or 1",
        remedy: "send 1 where the commune has the status, else 0")
    }
    // Where a table's thousands are written with the sign it declares for decimals, 1,024 households become 1.024.
    if words != nil, definition.measures[measure].counted.isWhole, value != value.rounded() {
      throw Problem(
        field: source.fields.value, code: "not_whole",
        message: "the value is no whole number of \(definition.measures[measure].unit)",
        remedy: "see which sign the office writes between thousands, and declare it under numbers")
    }
    record.value = value
  }

  private func readUnit(_ batch: ArrowBatch, _ row: Int, _ measure: Int) throws(Problem) -> UnitFactor {
    let unitCode = unit.code(batch, row)
    let own = words?.factor ?? UnitFactor()
    var factor = own
    if unitCode != 0 {
      guard let found = delivered.units.factor(unit.meaning(of: unitCode), measure: measure) else {
        let declared = definition.measures[measure]
        throw Problem(
          field: source.fields.unit, code: "unknown_unit",
          message: "\(unit.excerpt(unitCode)) is not a unit of \(declared.code) (\(declared.unit))",
          remedy: "send \(declared.unit), or declare the unit's factor in the definition")
      }
      factor = UnitFactor(multiplier: found.multiplier * own.multiplier, scale: found.scale + own.scale)
    }
    let multiplierCode = multiplier.code(batch, row)
    let power = multiplier.meaning(of: multiplierCode)
    guard power != CodedField.unknown else {
      throw Problem(
        field: source.fields.multiplier, code: "bad_multiplier",
        message: "\(multiplier.excerpt(multiplierCode)) is not a power of ten from -9 to 12",
        remedy: "use a whole number from -9 to 12")
    }
    return UnitFactor(multiplier: factor.multiplier, scale: factor.scale + Int(power) + Meaning.powers.lowerBound)
  }

  func checkLevel(_ rule: ValueRule, _ record: CanonicalRecord) throws(Problem) {
    let list = delivered.areas.lists[Int(record.list)]
    guard list.level == AreaLevel.commune.rawValue else { return }
    func measure() -> String { definition.measures[Int(record.measure)].code }
    if rule.level == AreaLevel.province.rawValue {
      throw Problem(
        field: source.fields.area, code: "wrong_level", message: "\(measure()) is a figure of a province",
        remedy: "send it once, with the 2-digit code of the province")
    }
    guard !rule.isConvertible, !list.isUnchanged else { return }
    throw Problem(
      field: source.fields.area, code: "not_convertible",
      message: "\(measure()) of commune \(areaText(record)) of "
        + "\(definition.vintages[Int(record.vintage)].vintage) says nothing of its successors: it was merged or split",
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

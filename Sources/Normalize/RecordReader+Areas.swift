import Arrow
import Definition

/// Areas of records, and the vintage of their codes.
extension RecordReader {
  func readArea(_ batch: ArrowBatch, _ row: Int, _ record: inout CanonicalRecord) throws(Problem) {
    let areas = delivered.areas
    if let words {
      let vintage = try readVintage(batch, row, record)
      let code = try words.area(batch, row, vintage: vintage)
      record.vintage = Int16(vintage)
      record.areaDelivered = areas.number(of: code)
      guard record.areaDelivered > 0 else { throw unknownArea(code, vintage: vintage) }
      record.list = areas.list(record.areaDelivered, vintage: vintage)
      return
    }
    let code = area.code(batch, row)
    if code == 0 {
      if record.kind != .deletion { throw missing(source.fields.area) }
      // A code means nothing without its vintage, but a deletion of every area has no code.
      if vintage.code(batch, row) != 0 { record.vintage = Int16(try readVintage(batch, row, record)) }
      return
    }
    let number = area.meaning(of: code)
    let vintage = try readVintage(batch, row, record)
    guard number != CodedField.unknown else { throw unknownArea(area.text(code), vintage: vintage) }
    record.vintage = Int16(vintage)
    record.areaDelivered = number
    // A deletion that names an area but no vintage or period: any vintage that knows the code.
    let known = vintage >= 0 ? vintage..<(vintage + 1) : definition.vintages.indices
    for vintage in known.reversed() {
      record.list = areas.list(number, vintage: vintage)
      if areas.lists[Int(record.list)].count > 0 { return }
    }
    throw unknownArea(area.text(code), vintage: vintage)
  }

  /// The vintage of a record's area by position; -1 for a deletion whose period is open.
  private func readVintage(_ batch: ArrowBatch, _ row: Int, _ record: CanonicalRecord) throws(Problem) -> Int {
    let code = vintage.code(batch, row)
    if code != 0 {
      let found = vintage.meaning(of: code)
      if found != CodedField.unknown { return Int(found) }
      throw Problem(
        field: source.fields.vintage, code: "unknown_vintage",
        message: "\(vintage.excerpt(code)) is not a known vintage of area codes",
        remedy: "use one of \(definition.vintages.map(\.vintage).joined(separator: ", "))")
    }
    if let declaredVintage { return declaredVintage }
    guard record.period >= DeliveredPeriods.first else { return -1 }
    let inForce = delivered.periods.entries[Int(record.period)].vintage
    if inForce >= 0 { return Int(inForce) }
    throw Problem(
      field: source.fields.vintage, code: "no_vintage",
      message: "no known vintage of area codes was in force at the end of "
        + "\(delivered.periods.period(record.period))",
      remedy: "state \(source.fields.vintage) in the delivery")
  }

  private func unknownArea(_ code: String, vintage: Int) -> Problem {
    let others = definition.vintages.filter { $0.successors[code] != nil }.map(\.vintage)
    let name = vintage >= 0 ? definition.vintages[vintage].vintage : "any vintage"
    return Problem(
      field: source.fields.area, code: "unknown_area",
      message: "\(CodedColumn.excerpt(code)) is not an area of \(name)",
      remedy: others.isEmpty
        ? "use a 2-digit province or 5-digit commune code, leading zeros kept, or VN"
        : "it is one of \(others.joined(separator: ", ")): state \(source.fields.vintage)")
  }
}

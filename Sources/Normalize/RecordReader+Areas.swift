import Arrow
import Definition

/// Areas of records, and the vintage of their codes.
extension RecordReader {
  func readArea(_ batch: ArrowBatch, _ row: Int, _ record: inout CanonicalRecord) throws(Problem) {
    if let words {
      record.vintage = try readVintage(batch, row, record)
      let code = try words.area(batch, row, vintage: record.vintage)
      record.areaDelivered = delivered.number(code)
      record.successors = definition.vintages[record.vintage].successors[code]
      return
    }
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
    let known = record.vintage >= 0 ? record.vintage..<(record.vintage + 1) : definition.vintages.indices
    for vintage in known.reversed() {
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

  func readVintage(_ batch: ArrowBatch, _ row: Int, _ record: CanonicalRecord) throws(Problem) -> Int {
    let code = vintage.code(batch, row)
    if code != 0 {
      let found = vintages.meaning(of: code) { definition.vintage(self.code(.vintage, vintage.text($0))) }
      if let found { return found }
      throw Problem(
        field: source.fields.vintage, code: "unknown_vintage",
        message: "\(vintage.excerpt(code)) is not a known vintage of area codes",
        remedy: "use one of \(definition.vintages.map(\.vintage).joined(separator: ", "))")
    }
    if let declaredVintage { return declaredVintage }
    guard let period = record.period else { return -1 }
    if lastInForce?.period != period { lastInForce = (period, definition.vintage(inForceOn: period.lastDay)) }
    if let index = lastInForce?.vintage { return index }
    throw Problem(
      field: source.fields.vintage, code: "no_vintage",
      message: "no known vintage of area codes was in force at the end of \(period)",
      remedy: "state \(source.fields.vintage) in the delivery")
  }

  func unknownArea(_ code: Int, vintage: Int) -> Problem {
    let others = definition.vintages.filter { $0.successors[area.text(code)] != nil }.map(\.vintage)
    let name = vintage >= 0 ? definition.vintages[vintage].vintage : "any vintage"
    return Problem(
      field: source.fields.area, code: "unknown_area", message: "\(area.excerpt(code)) is not an area of \(name)",
      remedy: others.isEmpty
        ? "use a 2-digit province or 5-digit commune code, leading zeros kept, or VN"
        : "it is one of \(others.joined(separator: ", ")): state \(source.fields.vintage)")
  }
}

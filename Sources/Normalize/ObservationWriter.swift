import Arrow
import Definition
import Vocabulary
import Workspace

/// Writes canonical observations; every code is numbered once.
final class ObservationWriter {
  private let table: ArrowTableWriter
  private let definition: Definition
  private let delivery: Int32
  private let areas = Resolved<Int32>(), levels = Resolved<Int32>(), provinces = Resolved<Int32>()
  private let groups = Resolved<Int32>(), measures = Resolved<Int32>(), units = Resolved<Int32>()
  private var periods: [Int32: Int32] = [:]
  private let delivered = Resolved<Int32>(), sexes = Resolved<Int32>(), vintages = Resolved<Int32>()
  private let statuses = Resolved<Int32>(), confidentialities = Resolved<Int32>()
  private let isStatus: [Bool]
  private let bases: [Int32], actions: [Int32]
  private var lastMember: (text: String, code: Int32)

  init(path: String, delivery: String, definition: Definition) throws {
    table = try ArrowTableWriter(path: path, fields: ObservationTable.fields)
    self.definition = definition
    self.delivery = table.code(ObservationTable.Column.delivery.rawValue, text: delivery)
    isStatus = definition.measures.map { ValueRule($0).isStatus }
    bases = ["whole", "known", "assumed"].map { [table] in
      table.code(ObservationTable.Column.shareBasis.rawValue, text: $0)
    }
    actions = ["", "D"].map { [table] in table.code(ObservationTable.Column.action.rawValue, text: $0) }
    lastMember = ("", table.code(ObservationTable.Column.member.rawValue, text: ""))
  }

  /// Writes an observation: a row for each successor of the delivered area.
  func write(
    _ record: CanonicalRecord, areaText: (CanonicalRecord) -> String, at place: DeliveryNormalizer.Place
  ) throws {
    guard let successors = record.successors else {
      try writeRow(record, nil, areaText, place)
      return
    }
    for successor in successors { try writeRow(record, successor, areaText, place) }
  }

  private func writeRow(
    _ record: CanonicalRecord, _ successor: VintageConversion.Successor?, _ areaText: (CanonicalRecord) -> String,
    _ place: DeliveryNormalizer.Place
  ) throws {
    // A status goes whole to each successor; a count by its share.
    let isStatus = record.measure.map { self.isStatus[$0] } ?? false
    let share = isStatus ? 1 : successor?.share ?? 1
    writeArea(successor?.area)
    writeCode(.ethnicGroup, record.group.map(Int.init), groups) { definition.groups.codes[$0] }
    writeCode(.sex, record.sex.map { Int($0.rawValue) }, sexes) { Sex(rawValue: UInt8($0))?.code ?? "" }
    writeCode(.measure, record.measure, measures) { definition.measures[$0].code }
    writePeriod(record)
    let column = ObservationTable.Column.value.rawValue
    if record.value.isNaN {
      table.appendNull(column)
    } else {
      table.append(column, share == 1 ? record.value : record.value * share)
    }
    writeCode(.unit, record.measure, units) { definition.measures[$0].unit }
    writeCode(.obsStatus, record.isDeletion ? nil : record.status, statuses) { StatusCodes.observation[$0] }
    writeCode(.confStatus, record.isDeletion ? nil : record.confidentiality, confidentialities) {
      StatusCodes.confidentiality[$0]
    }
    writeCode(.areaDelivered, record.areaDelivered, delivered) { _ in areaText(record) }
    writeCode(.vintageDelivered, record.vintage < 0 ? nil : record.vintage, vintages) {
      definition.vintages[$0].vintage
    }
    table.append(ObservationTable.Column.share.rawValue, share)
    table.append(ObservationTable.Column.delivery.rawValue, code: delivery)
    table.append(ObservationTable.Column.record.rawValue, place.record)
    let basis = successor?.assumed == true && !isStatus ? 2 : share == 1 ? 0 : 1
    table.append(ObservationTable.Column.shareBasis.rawValue, code: bases[basis])
    table.append(ObservationTable.Column.line.rawValue, place.line)
    table.append(ObservationTable.Column.action.rawValue, code: actions[record.isDeletion ? 1 : 0])
    if place.member != lastMember.text {
      lastMember = (place.member, table.code(ObservationTable.Column.member.rawValue, text: place.member))
    }
    table.append(ObservationTable.Column.member.rawValue, code: lastMember.code)
    try table.endRow()
  }

  private func writeArea(_ area: AreaIndex?) {
    let index = area.map(Int.init)
    writeCode(.area, index, areas) { definition.areas.codes[$0] }
    writeCode(.areaLevel, index, levels) { definition.areas.level(AreaIndex($0)).name }
    writeCode(.province, index, provinces) {
      let province = definition.areas.provinceOf[$0]
      return province == AreaRegister.nation ? "" : definition.areas.codes[Int(province)]
    }
  }

  private func writePeriod(_ record: CanonicalRecord) {
    let column = ObservationTable.Column.period.rawValue
    guard let period = record.period else { return write(.period, record.frequency?.code ?? "") }
    if let code = periods[period.packed] { return table.append(column, code: code) }
    let code = table.code(column, text: period.description)
    periods[period.packed] = code
    table.append(column, code: code)
  }

  /// Appends the code of an index's text, asking for the text once an index; nil is empty text.
  private func writeCode(
    _ column: ObservationTable.Column, _ index: Int?, _ codes: Resolved<Int32>, _ text: (Int) -> String
  ) {
    guard let index else { return write(column, "") }
    table.append(column.rawValue, code: codes.meaning(of: index) { table.code(column.rawValue, text: text($0)) })
  }

  private func write(_ column: ObservationTable.Column, _ text: String) { table.append(column.rawValue, text: text) }

  /// Ends the file.
  func finish() throws { try table.finish(metadata: ["normalization": definition.normalization]) }
}

import Arrow
import Definition
import Vocabulary
import Workspace

/// Writes canonical observations many rows at a time, column by column; every code is numbered once.
final class ObservationWriter {
  /// How many rows are put together before they are written.
  private static let blockRows = 1024

  /// A row to be written: which of the records it is of, and which of its area's successors it is for.
  private struct Row: BitwiseCopyable {
    let record: Int32, successor: Int32
  }

  /// The code that the file has for each position of a list, in order of first appearance; -1 for one not met yet.
  /// Position -1, for a dimension that a deletion leaves open, has one too.
  private final class Codes {
    private let list = FlatList<Int32>()

    /// Where the code of position 0 stands, for positions below `count`.
    func base(count: Int) -> UnsafeMutablePointer<Int32> {
      list.extend(to: count + 1, with: -1)
      return list.base + 1
    }

    /// The positions met.
    var positions: [Int] { (0..<max(list.count - 1, 0)).filter { list[$0 + 1] >= 0 } }
  }

  private let table: ArrowTableWriter
  private let definition: Definition
  private let numbers: DeliveredNumbers
  private let memberNames: [String], recordColumn: Int, lineColumn: Int, memberColumn: Int
  private let delivery: Int32, bases: [Int32], actions: [Int32]
  private let areas = Codes(), levels = Codes(), provinces = Codes(), groups = Codes(), sexes = Codes()
  private let measures = Codes(), periods = Codes(), units = Codes(), statuses = Codes(), confidentialities = Codes()
  private let delivered = Codes(), vintages = Codes(), members = Codes()
  private let isStatus: FlatList<Bool>
  private let rows = UnsafeMutablePointer<Row>.allocate(capacity: ObservationWriter.blockRows)
  private let values = UnsafeMutablePointer<Double>.allocate(capacity: ObservationWriter.blockRows)
  /// By number of the period: whether some value is of it.
  private let hasValue = FlatList<Bool>()
  private var hasOpenDeletions = false

  init(path: String, delivery: String, _ records: DeliveryRecords, definition: Definition) throws {
    table = try ArrowTableWriter(path: path, fields: ObservationTable.fields)
    // Most records become one row.
    table.reserve(rows: records.file.rowCount)
    self.definition = definition
    numbers = records.numbers
    memberNames = records.members
    recordColumn = records.columns.record
    lineColumn = records.columns.line
    memberColumn = records.columns.member
    self.delivery = table.code(ObservationTable.Column.delivery.rawValue, text: delivery)
    // One more in front, for the deletions that leave the measure open.
    isStatus = FlatList([false] + definition.measures.map { ValueRule($0).isStatus })
    bases = ["whole", "known", "assumed"].map { [table] in
      table.code(ObservationTable.Column.shareBasis.rawValue, text: $0)
    }
    actions = ["", "D"].map { [table] in table.code(ObservationTable.Column.action.rawValue, text: $0) }
    _ = table.code(ObservationTable.Column.member.rawValue, text: "")
  }

  deinit {
    rows.deallocate()
    values.deallocate()
  }

  /// Ends the file, and tells what is in it.
  func finish() throws -> CanonicalCoverage {
    try table.finish(metadata: ["normalization": definition.normalization])
    let provinces = areas.positions.map { definition.areas.codes[Int(definition.areas.provinceOf[$0])] }
    let years = (0..<hasValue.count).filter { hasValue[$0] }.map { numbers.periods.period(Int32($0)).year }
    return CanonicalCoverage(
      areas: Set(provinces).sorted(), years: Set(years).sorted(), hasOpenDeletions: hasOpenDeletions)
  }

  /// Writes the observations and deletions among some records: a row for each successor of the delivered area.
  func write(_ chunk: DeliveryRecords.Chunk) throws {
    let records = chunk.records, lists = numbers.areas.lists.base
    // Records have periods of numbers below that count.
    hasValue.extend(to: numbers.periods.entries.count, with: false)
    let hasValue = hasValue.base
    var count = 0
    for index in records.indices {
      let record = records[index]
      switch record.kind {
      case .value: hasValue[Int(record.period)] = true
      case .deletion: hasOpenDeletions = hasOpenDeletions || record.isOpen
      default: continue
      }
      // A record's list is a position in the table of lists.
      let list = lists[Int(record.list)]
      for successor in list.start..<(list.start + list.count) {
        rows[count] = Row(record: Int32(truncatingIfNeeded: index), successor: successor)
        count += 1
        if count == Self.blockRows {
          try write(count, chunk)
          count = 0
        }
      }
    }
    try write(count, chunk)
  }

  private func write(_ count: Int, _ chunk: DeliveryRecords.Chunk) throws {
    var start = 0
    while start < count {
      let part = UnsafePointer(rows) + start
      let partCount = min(count - start, table.room)
      writeAreas(part, partCount)
      writeDimensions(part, partCount, chunk.records.baseAddress!)
      writeValues(part, partCount, chunk.records.baseAddress!)
      writeOrigin(part, partCount, chunk)
      try table.endRows(partCount)
      start += partCount
    }
  }

  // The loops below take pointers without bounds: rows hold positions of records of the chunk and of successors of the
  // delivery, records hold positions of the lists that the codes are asked for as many of.

  private func writeAreas(_ rows: UnsafePointer<Row>, _ count: Int) {
    let successors = numbers.areas.successors.base, areaCount = definition.areas.count
    write(.area, areas, areaCount, count) {
      Int(successors[Int(rows[$0].successor)].area)
    } text: {
      definition.areas.codes[$0]
    }
    write(.areaLevel, levels, areaCount, count) {
      Int(successors[Int(rows[$0].successor)].area)
    } text: {
      definition.areas.level(AreaIndex($0)).name
    }
    write(.province, provinces, areaCount, count) {
      Int(successors[Int(rows[$0].successor)].area)
    } text: {
      let province = definition.areas.provinceOf[$0]
      return province == AreaRegister.nation ? "" : definition.areas.codes[Int(province)]
    }
  }

  private func writeDimensions(
    _ rows: UnsafePointer<Row>, _ count: Int, _ records: UnsafeMutablePointer<CanonicalRecord>
  ) {
    let measureCount = definition.measures.count
    write(.ethnicGroup, groups, definition.groups.count, count) {
      Int(records[Int(rows[$0].record)].group)
    } text: {
      definition.groups.codes[$0]
    }
    write(.sex, sexes, Sex.allCases.count, count) {
      Int(records[Int(rows[$0].record)].sex)
    } text: {
      Sex(rawValue: UInt8($0))!.code
    }
    write(.measure, measures, measureCount, count) {
      Int(records[Int(rows[$0].record)].measure)
    } text: {
      definition.measures[$0].code
    }
    write(.period, periods, numbers.periods.entries.count, count) {
      Int(records[Int(rows[$0].record)].period)
    } text: {
      numbers.periods.text(Int32($0))
    }
    write(.unit, units, measureCount, count) {
      Int(records[Int(rows[$0].record)].measure)
    } text: {
      definition.measures[$0].unit
    }
    write(.obsStatus, statuses, StatusCodes.observation.count, count) {
      Int(records[Int(rows[$0].record)].status)
    } text: {
      StatusCodes.observation[$0]
    }
    write(.confStatus, confidentialities, StatusCodes.confidentiality.count, count) {
      Int(records[Int(rows[$0].record)].confidentiality)
    } text: {
      StatusCodes.confidentiality[$0]
    }
    write(.areaDelivered, delivered, numbers.areas.count, count) {
      Int(records[Int(rows[$0].record)].areaDelivered)
    } text: {
      numbers.areas.text(Int32($0))
    }
    write(.vintageDelivered, vintages, definition.vintages.count, count) {
      Int(records[Int(rows[$0].record)].vintage)
    } text: {
      definition.vintages[$0].vintage
    }
  }

  /// A status goes whole to each successor; a count by its share.
  private func writeValues(
    _ rows: UnsafePointer<Row>, _ count: Int, _ records: UnsafeMutablePointer<CanonicalRecord>
  ) {
    let successors = numbers.areas.successors.base, isStatus = isStatus.base + 1
    let (whole, known, assumed) = (bases[0], bases[1], bases[2])
    let shares = table.appendDoubles(ObservationTable.Column.share.rawValue, count)
    let basis = table.appendCodes(ObservationTable.Column.shareBasis.rawValue, count)
    let values = values
    for index in 0..<count {
      let record = records + Int(rows[index].record), successor = successors[Int(rows[index].successor)]
      if isStatus[Int(record.pointee.measure)] {
        shares[index] = 1
        values[index] = record.pointee.value
        basis[index] = whole
      } else {
        shares[index] = successor.share
        values[index] = record.pointee.value * successor.share
        basis[index] = successor.isAssumed ? assumed : successor.share == 1 ? whole : known
      }
    }
    table.append(
      ObservationTable.Column.value.rawValue, optional: UnsafeBufferPointer(start: values, count: count))
  }

  /// Where the rows come from.
  private func writeOrigin(_ rows: UnsafePointer<Row>, _ count: Int, _ chunk: DeliveryRecords.Chunk) {
    let records = chunk.records.baseAddress!, first = chunk.rows.lowerBound
    let ordinals = chunk.batch.int64(recordColumn), lines = chunk.batch.int64(lineColumn)
    let recordTarget = table.appendInt64s(ObservationTable.Column.record.rawValue, count)
    let lineTarget = table.appendInt64s(ObservationTable.Column.line.rawValue, count)
    let actionTarget = table.appendCodes(ObservationTable.Column.action.rawValue, count)
    let (value, deletion) = (actions[0], actions[1])
    for index in 0..<count {
      let record = Int(rows[index].record)
      recordTarget[index] = ordinals[first + record]
      lineTarget[index] = lines[first + record]
      actionTarget[index] = records[record].kind == .deletion ? deletion : value
    }
    let memberCodes = chunk.batch.codes(memberColumn)
    write(.member, members, memberNames.count, count) {
      Int(memberCodes[first + Int(rows[$0].record)])
    } text: {
      memberNames[$0]
    }
    table.appendCodes(ObservationTable.Column.delivery.rawValue, count).initialize(repeating: delivery, count: count)
  }

  /// Writes the codes of a column.
  /// - Parameters:
  ///   - positionCount: how many positions the list has that the column's values are of.
  ///   - position: the position of a row's value; -1 for none.
  ///   - text: the text of a position, asked for once.
  @inline(__always)
  private func write(
    _ column: ObservationTable.Column, _ known: Codes, _ positionCount: Int, _ count: Int, position: (Int) -> Int,
    text: (Int) -> String
  ) {
    let known = known.base(count: positionCount)
    let codes = table.appendCodes(column.rawValue, count)
    for index in 0..<count {
      let position = position(index)
      var code = known[position]
      if code < 0 {
        code = table.code(column.rawValue, text: position < 0 ? "" : text(position))
        known[position] = code
      }
      codes[index] = code
    }
  }
}

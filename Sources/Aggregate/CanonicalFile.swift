import Arrow
import Definition
import Vocabulary
import Workspace

/// One mapped canonical file with its codes resolved.
///
/// A row's dimensions are looked up in tables by code. An entry of a table is the dimension's part of a packed key, or
/// `CanonicalFile.open` where the code is empty text, which only deletions have.
final class CanonicalFile: Sendable {
  private typealias Column = ObservationTable.Column

  /// Outside of every packed key, and so is what comes of joining it with one.
  private static let open: UInt64 = 1 << 63

  let rank: UInt32
  /// Deletions that leave a dimension open.
  let openDeletions: [DeletionPattern]
  private let file: ArrowFile
  private let areas: [UInt64], groups: [UInt64], sexes: [UInt64], measures: [UInt64], periods: [UInt64]
  /// By code of the period: its year; 0 where it is open.
  private let yearOf: [Int32]
  private let areasDelivered: [DeliveredArea?], vintages: [UInt8?]
  private let isDeletion: [Bool]
  private let statuses: [QualityFlags], confidentialities: [QualityFlags], bases: [QualityFlags]
  /// Where the rows of each slice lie, by area of the slice: rows counted over all batches.
  private let runs: [AreaIndex: [Range<Int>]]

  init(_ file: ArrowFile, rank: UInt32, _ definition: Definition) throws {
    self.file = file
    self.rank = rank
    func resolve<Meaning>(_ column: Column, _ meaning: (String) -> Meaning?) throws -> [Meaning?] {
      try Self.words(file, column).map { word in
        if word.isEmpty { return nil }
        if let found = meaning(word) { return found }
        throw WorkspaceError(
          what: "\(ObservationTable.fields[column.rawValue].name) \(word) of a canonical file is not in the definition",
          why: "the definition changed after normalize", remedy: "run milepost-normalize again")
      }
    }
    let areas = try resolve(.area) { definition.areas.index(of: $0) }
    let groups = try resolve(.ethnicGroup) { definition.groups.index(of: $0) }
    let sexes = try resolve(.sex) { Sex(code: $0) }
    let measures = try resolve(.measure) { definition.measure($0) }
    let frequencies = try Self.words(file, .period).map { Period.Frequency(code: $0) }
    let periods = try resolve(.period) { text -> (Period?)? in
      var text = text
      if Period.Frequency(code: text) != nil { return .some(nil) }
      return text.withUTF8 { Period(UnsafeRawBufferPointer($0)) }.map { .some($0) }
    }.map { $0 ?? nil }
    areasDelivered = try resolve(.areaDelivered) { DeliveredArea($0) }
    vintages = try resolve(.vintageDelivered) { definition.vintage($0).map { UInt8($0) } }
    isDeletion = try Self.words(file, .action).map { $0 == "D" }
    statuses = try Self.words(file, .obsStatus).map { status -> QualityFlags in
      status == ObservationStatus.provisional
        ? .provisional : ObservationStatus.estimated.contains(status) ? .estimated : []
    }
    confidentialities = try Self.words(file, .confStatus).map { QualityFlags.confidentiality($0) }
    bases = try Self.words(file, .shareBasis).map { $0 == "assumed" ? QualityFlags.assumedShare : [] }
    self.areas = areas.map { $0.map { ContributionKey.part(area: $0) } ?? Self.open }
    self.groups = groups.map { $0.map { ContributionKey.part(group: $0) } ?? Self.open }
    self.sexes = sexes.map { $0.map { ContributionKey.part(sex: $0) } ?? Self.open }
    self.measures = measures.map { $0.map { ContributionKey.part(measure: $0) } ?? Self.open }
    self.periods = periods.map { $0.map { ContributionKey.part(period: $0) } ?? Self.open }
    yearOf = periods.map { Int32($0?.year ?? 0) }
    var survey = Survey(slices: areas.map { $0.map { definition.areas.provinceOf[Int($0)] } })
    let (isDeletion, areasDelivered, vintages) = (isDeletion, areasDelivered, vintages)
    survey.read(file, isDeletion: isDeletion) { code in
      DeletionPattern(
        areaDelivered: areasDelivered[code(.areaDelivered)], vintage: vintages[code(.vintageDelivered)],
        group: groups[code(.ethnicGroup)], sex: sexes[code(.sex)], measure: measures[code(.measure)],
        period: periods[code(.period)], frequency: frequencies[code(.period)], rank: rank)
    }
    // The file was read from end to end for the survey, and will be read again a year and a slice at a time.
    file.release()
    runs = survey.runs
    openDeletions = survey.openDeletions
  }

  /// The dictionary of a column, by code.
  static func words(_ file: ArrowFile, _ column: ObservationTable.Column) throws -> [String] {
    let field = ObservationTable.fields[column.rawValue]
    guard file.fields.count > column.rawValue, file.fields[column.rawValue] == field else {
      throw WorkspaceError(
        what: "a canonical file has no column \(field.name) in its place", why: "another version wrote it",
        remedy: "run milepost-normalize again")
    }
    let values = file.dictionary(column.rawValue)
    return (0..<values.count).map { values.string($0) }
  }

  /// Appends the contributions of a year, deletions of whole keys among them.
  func append(year: Int, to result: inout [Contribution]) { append(year: year, 0..<file.rowCount, to: &result) }

  /// As many contributions of a year as there can be at the areas of a slice.
  func mostRows(year: Int, slice: AreaIndex) -> Int {
    yearOf.contains(Int32(year)) ? runs[slice]?.reduce(0) { $0 + $1.count } ?? 0 : 0
  }

  /// Appends the contributions of a year at the areas of a slice.
  func append(year: Int, slice: AreaIndex, to result: inout [Contribution]) {
    guard let runs = runs[slice], yearOf.contains(Int32(year)) else { return }
    for run in runs { append(year: year, run, to: &result) }
    file.release()
  }

  private func append(year: Int, _ rows: Range<Int>, to result: inout [Contribution]) {
    guard yearOf.contains(Int32(year)) else { return }
    var base = 0
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let wanted = rows.clamped(to: base..<(base + batch.rowCount))
      if !wanted.isEmpty {
        append(year: Int32(year), batch, (wanted.lowerBound - base)..<(wanted.upperBound - base), to: &result)
      }
      base += batch.rowCount
    }
  }

  private func append(year: Int32, _ batch: ArrowBatch, _ rows: Range<Int>, to result: inout [Contribution]) {
    func column(_ column: Column) -> UnsafeBufferPointer<Int32> { batch.codes(column.rawValue) }
    let (area, group, sex, measure) = (column(.area), column(.ethnicGroup), column(.sex), column(.measure))
    let (period, delivered, vintage) = (column(.period), column(.areaDelivered), column(.vintageDelivered))
    let (status, confidentiality, basis) = (column(.obsStatus), column(.confStatus), column(.shareBasis))
    let action = column(.action)
    let values = batch.float64(Column.value.rawValue)
    let hasMissing = batch.hasNulls(Column.value.rawValue)
    let records = batch.int64(Column.record.rawValue)
    for row in rows where yearOf[Int(period[row])] == year {
      let key =
        areas[Int(area[row])] | groups[Int(group[row])] | sexes[Int(sex[row])] | measures[Int(measure[row])]
        | periods[Int(period[row])]
      guard key & Self.open == 0, let vintageIndex = vintages[Int(vintage[row])],
        let deliveredArea = areasDelivered[Int(delivered[row])]
      else { continue }
      let isMissing = hasMissing && batch.isNull(Column.value.rawValue, row)
      let quality = statuses[Int(status[row])].union(confidentialities[Int(confidentiality[row])])
        .union(bases[Int(basis[row])])
      result.append(
        Contribution(
          key: ContributionKey(packed: key), value: isMissing ? .nan : values[row], areaDelivered: deliveredArea,
          rank: rank, record: UInt32(truncatingIfNeeded: records[row]), quality: quality, vintage: vintageIndex,
          isDeletion: isDeletion[Int(action[row])]))
    }
  }

  /// The line and member of a record; records stand in order.
  func place(record: Int64) -> (line: Int, member: String)? {
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let records = batch.int64(Column.record.rawValue)
      guard let last = records.last, last >= record else { continue }
      let row = records.partitioningIndex { $0 >= record }
      guard row < records.count, records[row] == record else { return nil }
      let member = Int(batch.codes(Column.member.rawValue)[row])
      return (Int(batch.int64(Column.line.rawValue)[row]), file.dictionary(Column.member.rawValue).string(member))
    }
    return nil
  }
}

/// One pass over a canonical file: which slices its rows belong to, and which deletions leave a dimension open.
private struct Survey {
  private typealias Column = ObservationTable.Column

  private(set) var runs: [AreaIndex: [Range<Int>]] = [:]
  private(set) var openDeletions: [DeletionPattern] = []
  /// By code of the area.
  private let slices: [AreaIndex?]

  init(slices: [AreaIndex?]) { self.slices = slices }

  mutating func read(
    _ file: ArrowFile, isDeletion: [Bool], _ pattern: ((ObservationTable.Column) -> Int) -> DeletionPattern
  ) {
    var base = 0
    var current: AreaIndex?
    var start = 0
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let actions = batch.codes(Column.action.rawValue)
      let areas = batch.codes(Column.area.rawValue)
      for row in 0..<batch.rowCount {
        let slice = slices[Int(areas[row])]
        if slice != current {
          close(current, start..<(base + row))
          current = slice
          start = base + row
        }
        if isDeletion[Int(actions[row])] {
          let found = pattern { Int(batch.codes($0.rawValue)[row]) }
          if found.isOpen { openDeletions.append(found) }
        }
      }
      base += batch.rowCount
    }
    close(current, start..<base)
  }

  private mutating func close(_ slice: AreaIndex?, _ rows: Range<Int>) {
    if let slice, !rows.isEmpty { runs[slice, default: []].append(rows) }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first position whose element satisfies a predicate that holds from there on.
  fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

import Arrow
import Definition
import Vocabulary
import Workspace

/// The canonical observations of all deliveries, mapped, with their codes resolved to small integers.
public struct CanonicalFiles: Sendable {
  /// The order of deliveries; ranks in contributions are its.
  public let order: DeliveryOrder
  /// Areas as delivered, in order of code, over all deliveries.
  public let deliveredAreas: [String]
  /// Years with any observation, ascending.
  public let years: [Int]
  private let openDeletions: OpenDeletions
  private let files: [CanonicalFile]

  /// Maps the canonical folder of a workspace.
  public init(_ definition: Definition, in workspace: Workspace) throws {
    try workspace.require(.canonical, from: "normalize")
    let manifest = try workspace.deliveries()
    let summary = try NormalizeSummary.load(from: workspace)
    order = DeliveryOrder(manifest.deliveries)
    var opened: [(Int, ArrowFile)] = []
    for delivery in summary.deliveries where !delivery.sources.isEmpty {
      guard let rank = order.ranks[delivery.name] else { continue }
      opened.append((rank, try ArrowFile(path: workspace.path(.canonical, delivery: delivery.name))))
    }
    var areas: Set<String> = []
    for (_, file) in opened { areas.formUnion(try CanonicalFile.words(file, .areaDelivered)) }
    deliveredAreas = areas.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let areaIds = Dictionary(deliveredAreas.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { one, _ in one })
    files = try opened.map { try CanonicalFile($1, rank: UInt32($0), areaIds: areaIds, definition) }
    var years: Set<Int> = []
    var openDeletions = OpenDeletions()
    for file in files { file.survey(&years, &openDeletions) }
    self.years = years.sorted()
    self.openDeletions = openDeletions
  }

  /// Contributions of a year that satisfy a filter, less those that deletions with open dimensions remove, in the order
  /// in which they are resolved.
  public func contributions(
    year: Int, where isWanted: (ContributionKey) -> Bool = { _ in true }
  ) -> [Contribution] {
    var result: [Contribution] = []
    for file in files { file.append(year: year, to: &result, isWanted) }
    if !openDeletions.isEmpty { result.removeAll { openDeletions.remove($0, year: year) } }
    result.sort(by: Contribution.precedes)
    return result
  }

  /// Where a record stands in the delivery of a rank: its line, and the member where the delivery is an archive.
  public func place(rank: UInt32, record: Int64) -> (line: Int, member: String)? {
    files.first { $0.rank == rank }?.place(record: record)
  }
}

/// One mapped canonical file with its codes resolved.
private struct CanonicalFile: Sendable {
  private typealias Column = ObservationTable.Column

  private let file: ArrowFile
  let rank: UInt32
  private let areas: [AreaIndex?], groups: [GroupIndex?], sexes: [Sex?], measures: [Int?], periods: [Period?]
  /// By code of the period: of what frequency a deletion with an open period is.
  private let frequencies: [Period.Frequency?]
  private let areasDelivered: [UInt32?], vintages: [UInt8?]
  private let isDeletion: [Bool], qualities: [[QualityFlags]]

  init(_ file: ArrowFile, rank: UInt32, areaIds: [String: UInt32], _ definition: Definition) throws {
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
    areas = try resolve(.area) { definition.areas.index(of: $0) }
    groups = try resolve(.ethnicGroup) { definition.groups.index(of: $0) }
    sexes = try resolve(.sex) { Sex(code: $0) }
    measures = try resolve(.measure) { definition.measure($0) }
    frequencies = try Self.words(file, .period).map { Period.Frequency(code: $0) }
    let known = try resolve(.period) { text -> (Period?)? in
      var text = text
      if Period.Frequency(code: text) != nil { return .some(nil) }
      return text.withUTF8 { Period(UnsafeRawBufferPointer($0)) }.map { .some($0) }
    }
    periods = known.map { $0 ?? nil }
    areasDelivered = try resolve(.areaDelivered) { areaIds[$0] }
    vintages = try resolve(.vintageDelivered) { definition.vintage($0).map { UInt8($0) } }
    isDeletion = try Self.words(file, .action).map { $0 == "D" }
    let statuses = try Self.words(file, .obsStatus).map { status -> QualityFlags in
      status == ObservationStatus.provisional
        ? .provisional : ObservationStatus.estimated.contains(status) ? .estimated : []
    }
    let confidentialities = try Self.words(file, .confStatus).map { QualityFlags.confidentiality($0) }
    let bases = try Self.words(file, .shareBasis).map { $0 == "assumed" ? QualityFlags.assumedShare : [] }
    qualities = [statuses, confidentialities, bases]
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

  /// Notes the years of values, and the deletions with open dimensions.
  func survey(_ years: inout Set<Int>, _ deletions: inout OpenDeletions) {
    forEachBatch { batch in
      let actions = batch.codes(Column.action.rawValue)
      let periodCodes = batch.codes(Column.period.rawValue)
      var lastCode: Int32 = -1
      for row in 0..<batch.rowCount {
        if isDeletion[Int(actions[row])] {
          if let pattern = pattern(batch, row) { deletions.add(pattern) }
        } else if periodCodes[row] != lastCode {
          lastCode = periodCodes[row]
          if let period = periods[Int(lastCode)] { years.insert(period.year) }
        }
      }
    }
  }

  private func pattern(_ batch: ArrowBatch, _ row: Int) -> DeletionPattern? {
    func code(_ column: Column) -> Int { Int(batch.codes(column.rawValue)[row]) }
    let pattern = DeletionPattern(
      areaDelivered: areasDelivered[code(.areaDelivered)], vintage: vintages[code(.vintageDelivered)],
      group: groups[code(.ethnicGroup)], sex: sexes[code(.sex)], measure: measures[code(.measure)],
      period: periods[code(.period)],
      frequency: frequencies[code(.period)], rank: rank)
    let isOpen =
      pattern.areaDelivered == nil || pattern.vintage == nil || pattern.group == nil || pattern.sex == nil
      || pattern.measure == nil || pattern.period == nil
    return isOpen ? pattern : nil
  }

  /// Appends the contributions of a year, deletions of whole keys among them.
  func append(year: Int, to result: inout [Contribution], _ isWanted: (ContributionKey) -> Bool) {
    let ofYear = periods.map { $0?.year == year }
    guard ofYear.contains(true) else { return }
    forEachBatch { batch in
      let codes = Column.allCases.map { column in
        ObservationTable.fields[column.rawValue].type == .dictionary ? batch.codes(column.rawValue) : nil
      }
      func column(_ column: Column) -> UnsafeBufferPointer<Int32> { codes[column.rawValue]! }
      let (area, group, sex, measure) = (column(.area), column(.ethnicGroup), column(.sex), column(.measure))
      let (period, delivered, vintage) = (column(.period), column(.areaDelivered), column(.vintageDelivered))
      let (status, confidentiality, basis) = (column(.obsStatus), column(.confStatus), column(.shareBasis))
      let action = column(.action)
      let values = batch.float64(Column.value.rawValue)
      let hasMissing = batch.hasNulls(Column.value.rawValue)
      let records = batch.int64(Column.record.rawValue)
      for row in 0..<batch.rowCount where ofYear[Int(period[row])] {
        guard let areaIndex = areas[Int(area[row])], let groupIndex = groups[Int(group[row])],
          let sexCode = sexes[Int(sex[row])], let measureIndex = measures[Int(measure[row])],
          let when = periods[Int(period[row])], let vintageIndex = vintages[Int(vintage[row])],
          let deliveredArea = areasDelivered[Int(delivered[row])]
        else { continue }
        let key = ContributionKey(
          measure: measureIndex, area: areaIndex, group: groupIndex, sex: sexCode, period: when)
        guard isWanted(key) else { continue }
        let isMissing = hasMissing && batch.isNull(Column.value.rawValue, row)
        let quality = qualities[0][Int(status[row])].union(qualities[1][Int(confidentiality[row])])
          .union(qualities[2][Int(basis[row])])
        result.append(
          Contribution(
            key: key, value: isMissing ? .nan : values[row], areaDelivered: deliveredArea, rank: rank,
            record: UInt32(truncatingIfNeeded: records[row]), quality: quality, vintage: vintageIndex,
            isDeletion: isDeletion[Int(action[row])]))
      }
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

  private func forEachBatch(_ body: (ArrowBatch) -> Void) {
    for index in 0..<file.batchCount { body(file.batch(index)) }
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

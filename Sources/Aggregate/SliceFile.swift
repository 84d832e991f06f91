import Arrow
import Definition
import Vocabulary
import Workspace

/// The sums of one slice of areas over all years: `aggregates/provinces/<area>.arrow`, and what was found there
/// and which deliveries it stands on beside it, so that a province of which nothing changed need not be worked on again.
///
/// A row holds the sums of a measure or an indicator for a group and sex in a year. In rows of kind `scope` numerator and
/// denominator are the communes in scope, and those that say whether they are; in rows of kind `expected` the count is
/// that of the communes in scope that ever reported the group.
struct SliceFile {
  /// Paths of the three files in a folder.
  let sums: String, findings: String, origins: String

  init(area: AreaIndex, in folder: String, _ definition: Definition) {
    let stem = folder + "/" + definition.areas.codes[Int(area)]
    sums = stem + ".arrow"
    findings = stem + ".findings.arrow"
    origins = stem + ".origins.arrow"
  }

  /// The key under which the files were written; nil where they are not there or not whole.
  var key: String? {
    guard let key = try? ArrowFile(path: sums).metadata["key"] else { return nil }
    return [findings, origins].allSatisfy { (try? ArrowFile(path: $0).metadata["key"]) == key } ? key : nil
  }

  private static let fields: [ArrowField] = [
    ArrowField("kind", .dictionary), ArrowField("subject", .dictionary), ArrowField("ethnic_group", .dictionary),
    ArrowField("sex", .dictionary), ArrowField("period", .int32), ArrowField("numerator", .float64),
    ArrowField("denominator", .float64), ArrowField("count", .int32), ArrowField("quality", .int32),
    ArrowField("delivering", .int32),
  ]

  // MARK: Writing

  /// Writes the files.
  func write(_ part: SlicePart, key: String, _ definition: Definition) throws {
    let table = try ArrowTableWriter(path: sums, fields: Self.fields)
    for sums in part.sums {
      let scope = Tally(numerator: Double(sums.inScope), denominator: Double(sums.scopeObserved))
      try write("scope", "", definition.groups.total, .total, scope, false, sums.year, to: table, definition)
      for (group, count) in sums.expected.enumerated() where count > 0 {
        let tally = Tally(reporting: count)
        try write("expected", "", GroupIndex(group), .total, tally, false, sums.year, to: table, definition)
      }
      for row in sums.rows {
        try write(
          row.kind.rawValue, Self.subject(row, definition), row.group, row.sex, row.tally, row.isDelivering, sums.year,
          to: table, definition)
      }
    }
    try table.finish(metadata: ["key": key])
    try Finding.write(part.findings.joined(), to: findings, definition, metadata: ["key": key])
    try FigureOrigin.write(part.origins.joined(), to: origins, definition, metadata: ["key": key])
  }

  private func write(
    _ kind: String, _ subject: String, _ group: GroupIndex, _ sex: Sex, _ tally: Tally, _ isDelivering: Bool,
    _ year: Int, to table: ArrowTableWriter, _ definition: Definition
  ) throws {
    table.append(0, text: kind)
    table.append(1, text: subject)
    table.append(2, text: definition.groups.codes[Int(group)])
    table.append(3, text: sex.code)
    table.append(4, Int32(year))
    table.append(5, tally.numerator)
    table.append(6, tally.denominator)
    table.append(7, Int32(tally.reporting))
    table.append(8, Int32(bitPattern: tally.quality.rawValue))
    table.append(9, isDelivering ? 1 as Int32 : 0)
    try table.endRow()
  }

  private static func subject(_ row: SliceSums.Row, _ definition: Definition) -> String {
    row.kind.isOfIndicator ? definition.indicators[row.subject].id : definition.measures[row.subject].code
  }

  /// Keeps the files under another name too.
  func keep(as other: SliceFile) throws {
    try KeptFile.keep(sums, as: other.sums)
    try KeptFile.keep(findings, as: other.findings)
    try KeptFile.keep(origins, as: other.origins)
  }

  // MARK: Reading

  /// Reads the files; what they do not say of a year is nothing.
  func read(area: AreaIndex, years: [Int], _ definition: Definition) throws -> SlicePart {
    let file = try ArrowFile(path: sums)
    guard file.fields == Self.fields else { throw unreadable }
    var result = years.map { year in
      SliceSums(area: area, year: year, expected: [Int](repeating: 0, count: definition.groups.count))
    }
    let positions = Dictionary(uniqueKeysWithValues: years.enumerated().map { (Int32($1), $0) })
    let kinds = words(file, 0)
    let indicators = words(file, 1).map { word in definition.indicators.firstIndex { $0.id == word } }
    let measures = words(file, 1).map { definition.measure($0) }
    let groups = words(file, 2).map { definition.groups.index(of: $0) }
    let sexes = words(file, 3).map { Sex(code: $0) }
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let (kind, subject, group, sex) = (batch.codes(0), batch.codes(1), batch.codes(2), batch.codes(3))
      let (year, numerator, denominator) = (batch.int32(4), batch.float64(5), batch.float64(6))
      let (count, quality, delivering) = (batch.int32(7), batch.int32(8), batch.int32(9))
      for row in 0..<batch.rowCount {
        guard let position = positions[year[row]], let groupIndex = groups[Int(group[row])],
          let sexCode = sexes[Int(sex[row])]
        else { throw unreadable }
        let tally = Tally(
          numerator: numerator[row], denominator: denominator[row], reporting: Int(count[row]),
          quality: QualityFlags(rawValue: UInt32(bitPattern: quality[row])))
        switch kinds[Int(kind[row])] {
        case "scope":
          result[position].inScope = Int(tally.numerator)
          result[position].scopeObserved = Int(tally.denominator)
        case "expected": result[position].expected[Int(groupIndex)] = tally.reporting
        case let word:
          guard let kind = SliceSums.Row.Kind(rawValue: word),
            let subject = (kind.isOfIndicator ? indicators : measures)[Int(subject[row])]
          else { throw unreadable }
          result[position].rows.append(
            SliceSums.Row(
              kind: kind, subject: subject, group: groupIndex, sex: sexCode, tally: tally,
              isDelivering: delivering[row] != 0))
        }
      }
    }
    var found = years.map { _ in [Finding]() }
    for finding in try Finding.readAll(findings, definition) {
      guard let position = Int32(finding.period).flatMap({ positions[$0] }) else { throw unreadable }
      found[position].append(finding)
    }
    var stood = years.map { _ in [FigureOrigin]() }
    for origin in try FigureOrigin.readAll(origins, definition) {
      guard let position = positions[Int32(origin.year)] else { throw unreadable }
      stood[position].append(origin)
    }
    return SlicePart(sums: result, findings: found, origins: stood)
  }

  private func words(_ file: ArrowFile, _ column: Int) -> [String] {
    let values = file.dictionary(column)
    return (0..<values.count).map { values.string($0) }
  }

  private var unreadable: WorkspaceError {
    WorkspaceError(
      what: "\(sums): does not hold what it is to hold", why: "another version wrote it, or it is damaged",
      remedy: "remove it, and run milepost-aggregate again")
  }
}

import Arrow
import Definition
import Vocabulary

/// Which delivery a province's figures of a measure and year stand on: `aggregates/origins.arrow`, a row for every
/// measure, area, year and delivery that has an observation or a deletion there, in this order.
public struct FigureOrigin: StageTable, Hashable {
  /// The file's name among the aggregates, and in the folder of a run.
  public static let fileName = "origins.arrow"

  /// Position of the measure.
  public var measure: Int
  /// The province; the nation for what was delivered for the nation itself.
  public var area: AreaIndex
  /// Calendar year.
  public var year: Int
  /// Name of the delivery.
  public var delivery: String
  /// Canonical observations of it that count; those that a newer delivery revised or deleted; keys that it deletes.
  public var observations: Int, superseded: Int, deletions: Int
  /// The first and the last of the records that these come from, and their lines: of the member, in an archive.
  public var firstRecord: Int, firstLine: Int, lastRecord: Int, lastLine: Int

  /// An origin.
  public init(
    measure: Int, area: AreaIndex, year: Int, delivery: String, observations: Int, superseded: Int, deletions: Int,
    firstRecord: Int, firstLine: Int, lastRecord: Int, lastLine: Int
  ) {
    self.measure = measure
    self.area = area
    self.year = year
    self.delivery = delivery
    self.observations = observations
    self.superseded = superseded
    self.deletions = deletions
    self.firstRecord = firstRecord
    self.firstLine = firstLine
    self.lastRecord = lastRecord
    self.lastLine = lastLine
  }

  /// Columns in order.
  public static let fields: [ArrowField] = [
    ArrowField("measure", .dictionary), ArrowField("area_level", .dictionary), ArrowField("area", .dictionary),
    ArrowField("period", .int32), ArrowField("delivery", .dictionary), ArrowField("observations", .int32),
    ArrowField("superseded", .int32), ArrowField("deletions", .int32), ArrowField("first_record", .int64),
    ArrowField("first_line", .int64),
    ArrowField("last_record", .int64), ArrowField("last_line", .int64),
  ]

  /// Appends the row.
  public func append(to table: inout StageTableWriter, _ definition: Definition) {
    table.append(0, measure, definition.measures[measure].code)
    table.append(1, area: area, definition)
    table.append(3, Int32(year))
    table.append(4, word: delivery)
    table.append(5, Int32(observations))
    table.append(6, Int32(superseded))
    table.append(7, Int32(deletions))
    for (field, place) in [firstRecord, firstLine, lastRecord, lastLine].enumerated() {
      table.append(8 + field, optional: place)
    }
  }

  /// The rows of a record batch, in order.
  public static func read(_ batch: StageBatch, _ definition: Definition) throws -> [FigureOrigin] {
    let measures = batch.codes(0) { definition.measure($0) }, areas = batch.areas(2, definition)
    let years = batch.integers(3), deliveries = batch.words(4)
    let observations = batch.integers(5), superseded = batch.integers(6), deletions = batch.integers(7)
    let places = (8...11).map { batch.optionalIntegers($0) }
    return try batch.rows { row in
      FigureOrigin(
        measure: try measures[row], area: try areas[row], year: years[row], delivery: try deliveries[row],
        observations: observations[row], superseded: superseded[row], deletions: deletions[row],
        firstRecord: places[0][row] ?? 0,
        firstLine: places[1][row] ?? 0, lastRecord: places[2][row] ?? 0, lastLine: places[3][row] ?? 0)
    }
  }

  /// The order of rows: by measure, area, year, then name of delivery.
  public static func precedes(_ a: FigureOrigin, _ b: FigureOrigin) -> Bool {
    if (a.measure, a.area, a.year) != (b.measure, b.area, b.year) {
      return (a.measure, a.area, a.year) < (b.measure, b.area, b.year)
    }
    return a.delivery.utf8.lexicographicallyPrecedes(b.delivery.utf8)
  }
}

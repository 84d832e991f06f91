import Arrow
import Vocabulary

/// What one delivery's canonical observations say something of.
public struct CanonicalCoverage: Codable, Sendable, Equatable {
  /// Codes of the provinces whose areas have a row, deletions among them, and the nation's where it has one itself.
  public var areas: [String]
  /// Years that have a value, ascending.
  public var years: [Int]
  /// Whether a deletion leaves a dimension open, so that it may concern any area.
  public var hasOpenDeletions: Bool

  /// A coverage.
  public init(areas: [String], years: [Int], hasOpenDeletions: Bool) {
    self.areas = areas
    self.years = years
    self.hasOpenDeletions = hasOpenDeletions
  }

  /// What a canonical file covers.
  ///
  /// - Parameter sliceOf: The province of a canonical area code, or the nation for the nation itself.
  public init(path: String, sliceOf: (String) -> String?) throws {
    typealias Column = ObservationTable.Column
    let file = try ArrowFile(path: path)
    func words(_ column: Column) -> [String] {
      let values = file.dictionary(column.rawValue)
      return (0..<values.count).map { values.string($0) }
    }
    let dimensions: [Column] = [.area, .ethnicGroup, .sex, .measure, .period, .vintageDelivered]
    let isOpen = dimensions.map { column in
      words(column).map { $0.isEmpty || column == .period && Period.Frequency(code: $0) != nil }
    }
    let isDeletion = words(.action).map { !$0.isEmpty }
    var hasValue = words(.period).map { _ in false }
    var hasOpen = false
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let codes = dimensions.map { batch.codes($0.rawValue) }
      let (actions, periods) = (batch.codes(Column.action.rawValue), batch.codes(Column.period.rawValue))
      for row in 0..<batch.rowCount {
        if isDeletion[Int(actions[row])] {
          hasOpen = hasOpen || dimensions.indices.contains { isOpen[$0][Int(codes[$0][row])] }
        } else {
          hasValue[Int(periods[row])] = true
        }
      }
    }
    let years = zip(words(.period), hasValue).compactMap { $1 ? Int($0.prefix(4)) : nil }
    self.init(
      areas: Set(words(.area).compactMap { sliceOf($0) }).sorted(), years: Set(years).sorted(),
      hasOpenDeletions: hasOpen)
  }
}

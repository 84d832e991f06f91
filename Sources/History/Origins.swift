import Definition
import Workspace

/// Which deliveries decide the figures of a province: of a measure, in a year.
public struct Origins: Sendable {
  /// Where each delivery has something to say, by place.
  private let byPlace: [UInt64: [FigureOrigin]]

  /// Origins as aggregate finds them.
  public init(_ origins: [FigureOrigin]) {
    byPlace = Dictionary(grouping: origins) { Self.place($0.measure, $0.area, $0.year) }
  }

  /// Reads the file of a run or of the aggregates.
  public init(path: String, _ definition: Definition) throws { self.init(try FigureOrigin.readAll(path, definition)) }

  /// Names of the deliveries that decide something of some measures in some provinces and years: that have an
  /// observation which counts there, or delete one.
  public func deliveries(
    _ measures: some Sequence<Int>, _ areas: some Collection<AreaIndex>, _ years: some Collection<Int>
  ) -> Set<String> {
    var names: Set<String> = []
    for measure in measures {
      for area in areas {
        for year in years {
          for origin in byPlace[Self.place(measure, area, year)] ?? []
          where origin.observations + origin.deletions > 0 {
            names.insert(origin.delivery)
          }
        }
      }
    }
    return names
  }

  private static func place(_ measure: Int, _ area: AreaIndex, _ year: Int) -> UInt64 {
    UInt64(UInt16(measure)) << 32 | UInt64(area) << 16 | UInt64(UInt16(year))
  }
}

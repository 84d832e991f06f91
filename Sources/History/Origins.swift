import Arrow
import Definition
import Workspace

/// Which deliveries decide the figures of a province: of a measure, in a year.
public struct Origins: Sendable {
  /// What a delivery brings to one place.
  public struct Share: Sendable, Equatable {
    /// Position of the measure; the province, or the nation for its own observations; the year.
    public var measure: Int, area: AreaIndex, year: Int
    /// The delivery; how many of its observations count; how many keys it deletes.
    public var delivery: String, observations: Int, deletions: Int

    /// A share.
    public init(measure: Int, area: AreaIndex, year: Int, delivery: String, observations: Int, deletions: Int = 0) {
      self.measure = measure
      self.area = area
      self.year = year
      self.delivery = delivery
      self.observations = observations
      self.deletions = deletions
    }
  }

  /// The file's name among the aggregates, and in the folder of a run.
  public static let fileName = "origins.arrow"

  /// In the order of the file.
  public let shares: [Share]
  private let byPlace: [UInt64: [Int]]

  /// Origins of shares.
  public init(_ shares: [Share]) {
    self.shares = shares
    byPlace = Dictionary(grouping: shares.indices) { Self.place(shares[$0].measure, shares[$0].area, shares[$0].year) }
  }

  /// Names of the deliveries that decide something of some measures in some provinces and years.
  public func deliveries(
    _ measures: some Sequence<Int>, _ areas: some Collection<AreaIndex>, _ years: some Collection<Int>
  ) -> Set<String> {
    var names: Set<String> = []
    for measure in measures {
      for area in areas {
        for year in years {
          for index in byPlace[Self.place(measure, area, year)] ?? []
          where shares[index].observations + shares[index].deletions > 0 {
            names.insert(shares[index].delivery)
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

extension Origins {
  /// Reads the file of a run or of the aggregates.
  public init(path: String, _ definition: Definition) throws {
    let file = try ArrowFile(path: path)
    func column(_ name: String, _ type: ArrowType) throws -> Int {
      if let index = file.index(of: name), file.fields[index].type == type { return index }
      throw WorkspaceError(
        what: "\(path): no column \(name) of the expected type", why: "another version wrote it, or it is damaged",
        remedy: "run the pipeline again from aggregate")
    }
    func words(_ column: Int) -> [String] {
      let values = file.dictionary(column)
      return (0..<values.count).map { values.string($0) }
    }
    let columns = try ["measure", "area", "delivery"].map { try column($0, .dictionary) }
    let numbers = try ["period", "observations", "deletions"].map { try column($0, .int32) }
    let measures = words(columns[0]).map { definition.measure($0) }
    let areas = words(columns[1]).map { definition.areas.index(of: $0) }
    let names = words(columns[2])
    var shares: [Share] = []
    for index in 0..<file.batchCount {
      let batch = file.batch(index)
      let codes = columns.map { batch.codes($0) }, values = numbers.map { batch.int32($0) }
      for row in 0..<batch.rowCount {
        // What is no longer declared decides nothing any more.
        guard let measure = measures[Int(codes[0][row])], let area = areas[Int(codes[1][row])] else { continue }
        shares.append(
          Share(
            measure: measure, area: area, year: Int(values[0][row]), delivery: names[Int(codes[2][row])],
            observations: Int(values[1][row]), deletions: Int(values[2][row])))
      }
    }
    self.init(shares)
  }
}

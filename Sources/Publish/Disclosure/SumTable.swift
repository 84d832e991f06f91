import Definition
import Vocabulary

/// The sums of one measure and year as one table shows them: the denominators of a target, its numerators, or the
/// aggregates of a scope. A cell that is not in it is known to add nothing.
struct SumTable: Sendable {
  /// A sum, and how many communes it is made of.
  struct Figure: Sendable {
    let key: SumKey, value: Double, reporting: Int
    /// Whether it counts every commune in scope that reports the measure.
    var isComplete = false
  }

  /// Figures in order of their cells, each cell once.
  let figures: [Figure]

  /// A table of figures in any order; of two for one cell the last counts.
  init(_ figures: [Figure], on grid: SumGrid) {
    self.figures = grid.slots(figures.lazy.map(\.key)).filled.map { figures[$0] }
  }
}

/// All cells that the figures of a year may stand in, numbered in the order of their keys.
struct SumGrid: Sendable {
  private let areas: Int, groups: Int
  private static let sexes = Sex.allCases.count

  /// The cells of a definition's groups up to an area.
  init(upTo area: AreaIndex, _ definition: Definition) {
    areas = Int(area) + 1
    groups = definition.groups.count
  }

  /// The number of a cell; nil where it is not among them.
  func number(of key: SumKey) -> Int? {
    guard Int(key.area) < areas else { return nil }
    return (Int(key.area) * groups + Int(key.group)) * Self.sexes + Int(key.sex.rawValue)
  }

  /// The position of each key in a list, by the number of its cell.
  func slots(_ keys: some Sequence<SumKey>) -> Slots {
    var slots = Slots(grid: self, positions: [Int32](repeating: -1, count: areas * groups * Self.sexes))
    for (position, key) in keys.enumerated() { slots.positions[number(of: key)!] = Int32(position) }
    return slots
  }

  /// Where the keys of a list are found.
  struct Slots {
    fileprivate let grid: SumGrid
    /// By the number of the cell; -1 where the list does not have it.
    fileprivate var positions: [Int32]

    /// The position of a key.
    subscript(_ key: SumKey) -> Int? {
      guard let number = grid.number(of: key), positions[number] >= 0 else { return nil }
      return Int(positions[number])
    }

    /// Positions in order of key.
    var filled: [Int] { positions.lazy.filter { $0 >= 0 }.map(Int.init) }
  }
}

/// Lists of positions, one after the other in one array.
struct IndexLists: Sendable {
  private var starts = [0]
  private var items: [Int] = []

  var count: Int { starts.count - 1 }

  mutating func append(_ list: some Sequence<Int>) {
    items += list
    starts.append(items.count)
  }

  subscript(_ index: Int) -> ArraySlice<Int> { items[starts[index]..<starts[index + 1]] }

  /// For each item below a number, the lists that it is in, in order.
  func inverted(_ number: Int) -> IndexLists {
    var result = IndexLists()
    var starts = [Int](repeating: 0, count: number + 1)
    for item in items { starts[item + 1] += 1 }
    for item in 0..<number { starts[item + 1] += starts[item] }
    result.starts = starts
    result.items = [Int](repeating: 0, count: items.count)
    for list in 0..<count {
      for item in self[list] {
        result.items[starts[item]] = list
        starts[item] += 1
      }
    }
    return result
  }
}

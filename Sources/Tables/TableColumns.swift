import Definition
import SDMX

/// The columns of a table, found by the names in its header.
struct TableColumns: Sendable {
  /// A column of values, and what its header says of them.
  struct Values: Sendable {
    let index: Int
    let constants: [TableDimension: String]
  }

  /// The column of each dimension that has one, and whether its empty cells mean what stands above them.
  private(set) var dimensions: [(dimension: TableDimension, index: Int, isCarried: Bool)] = []
  /// Columns that the rows are chosen by, in order of the declaration's filters.
  private(set) var filters: [Int] = []
  /// Columns whose empty cells mark a row as no observation.
  private(set) var needed: [Int] = []
  /// Columns of values from left to right.
  private(set) var values: [Values] = []
  /// Columns of periods that are outside the declared years.
  private(set) var otherYears = 0
  /// How many columns have a name, up to the last one that has.
  let width: Int
  /// The names of the columns, of two rows the lower ones.
  let names: [String]
  /// A column that the header has twice, with its spelling; the table cannot be read then.
  private(set) var repeated: String?

  /// The columns by their names, as `header` gives them; nil where one is lacking.
  init?(_ declaration: TableDeclaration, header: TableHeader) {
    width = header.width
    names = header.names.map(\.lower)
    for (dimension, origin) in declaration.dimensions.sorted(by: { $0.key < $1.key }) {
      guard case .column(let name, let isCarried) = origin else { continue }
      guard let index = find(name, header) else { return nil }
      dimensions.append((dimension, index, isCarried))
    }
    for filter in declaration.filters {
      guard let index = find(filter.column, header) else { return nil }
      filters.append(index)
    }
    for name in declaration.neededCells {
      guard let index = find(name, header) else { return nil }
      needed.append(index)
    }
    switch declaration.layout {
    case .long(let name):
      guard let index = find(name, header) else { return nil }
      values = [Values(index: index, constants: [:])]
    case .periods(let patterns):
      for index in 0..<header.width {
        guard let period = Self.period(header, index, patterns) else { continue }
        if let years = declaration.years, !years.contains(period.year) {
          otherYears += 1
        } else {
          values.append(Values(index: index, constants: period.constants))
        }
      }
      if values.isEmpty, otherYears == 0 { return nil }
    case .measures(let columns):
      for column in columns {
        guard let index = find(column.column, header) else { return nil }
        var constants = column.constants
        constants[.measure] = column.measure
        values.append(Values(index: index, constants: constants))
      }
      values.sort { $0.index < $1.index }
    }
  }

  private mutating func find(_ name: ColumnName, _ header: TableHeader) -> Int? {
    let found = header.indices(of: name)
    if found.count > 1, repeated == nil { repeated = name.spellings[0] }
    return found.first
  }

  private static func period(
    _ header: TableHeader, _ index: Int, _ patterns: [TableDeclaration.PeriodColumns]
  ) -> (year: Int, constants: [TableDimension: String])? {
    for pattern in patterns {
      for text in header.texts(index) {
        guard let match = pattern.pattern.match(text, anywhere: false), let year = match.year else { continue }
        var constants = pattern.constants
        constants[.period] = match.period!
        return (year, constants)
      }
    }
    return nil
  }
}

/// The names of the columns: one row of them, or two of which the upper one spans several of the lower.
struct TableHeader {
  let names: [(upper: String, lower: String)]
  private let keys: [(full: String, own: String)]
  /// How many columns have a name, up to the last one that has.
  let width: Int

  /// A header of one row.
  init(_ names: [String]) { self.init(upper: Array(repeating: "", count: names.count), lower: names) }

  /// A header of two rows. A cell of the upper one reaches over the empty ones to its right that have a cell below.
  init(upper: [String], lower: [String]) {
    var names: [(upper: String, lower: String)] = []
    var span = ""
    for index in 0..<max(upper.count, lower.count) {
      let above = index < upper.count ? upper[index] : ""
      let below = index < lower.count ? lower[index] : ""
      if !ComparedText.key(above).isEmpty { span = above }
      if ComparedText.key(below).isEmpty {
        names.append(("", above))
        span = ""
      } else {
        names.append((span, below))
      }
    }
    while let last = names.last, ComparedText.key(last.lower).isEmpty { names.removeLast() }
    self.names = names
    width = names.count
    keys = names.map { name in
      let own = ComparedText.key(name.lower), above = ComparedText.key(name.upper)
      return (above.isEmpty ? own : above + "/" + own, own)
    }
  }

  /// Where a column is: by its full name `upper / lower`, else by its own.
  func indices(of name: ColumnName) -> [Int] {
    let full = keys.indices.filter { name.keys.contains(keys[$0].full) }
    return full.isEmpty ? keys.indices.filter { name.keys.contains(keys[$0].own) } : full
  }

  /// The ways to read the name of a column.
  func texts(_ index: Int) -> [String] {
    let name = names[index]
    return name.upper.isEmpty ? [name.lower] : ["\(name.upper) / \(name.lower)", name.lower]
  }
}

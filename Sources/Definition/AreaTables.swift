/// One vintage as its tables have it; communes and provinces sorted by code. Names stay in the table until they are
/// asked for: those of former vintages seldom are.
struct AreaTables: Sendable {
  struct Commune {
    /// Row of the table, and position of the province.
    let row: Int, province: Int
    /// The code as a number.
    let number: Int
  }
  struct Province: Sendable {
    let code: String, name: String, englishName: String
    /// Code in the next vintage as declared; empty leaves it to the crosswalk.
    let successor: String
    /// Row that declares it.
    let place: Place
  }
  /// Positions of the columns of communes; nil for those that the table may lack and does.
  struct Columns {
    let code: Int, name: Int, englishName: Int?, district: Int?
  }

  /// Digits of a code.
  static let communeDigits = 5, provinceDigits = 2

  let vintage: String
  let communes: [Commune], provinces: [Province]
  private let table: ReferenceTable, columns: Columns
  /// Position of a commune by its code as a number; the greatest position there could be where there is none.
  private let positions: [AreaIndex]

  /// Communes in order of code, and the table that has them.
  init(vintage: String, communes: [Commune], provinces: [Province], table: ReferenceTable, columns: Columns) {
    self.vintage = vintage
    self.communes = communes
    self.provinces = provinces
    self.table = table
    self.columns = columns
    var positions = [AreaIndex](repeating: .max, count: (communes.last?.number ?? 0) + 1)
    for (position, commune) in communes.enumerated() { positions[commune.number] = AreaIndex(position) }
    self.positions = positions
  }

  /// Position of the commune whose code is in a field of a table.
  func commune(_ table: ReferenceTable, _ row: Int, _ column: Int) -> Int? {
    guard let number = table.number(row, column, digits: Self.communeDigits), number < positions.count,
      positions[number] < .max
    else { return nil }
    return Int(positions[number])
  }

  func code(_ commune: Int) -> String { table.text(communes[commune].row, columns.code) }
  func name(_ commune: Int) -> String { table.text(communes[commune].row, columns.name).normalizedC }
  func englishName(_ commune: Int) -> String { text(commune, columns.englishName) }
  /// Name of its district; "" where the vintage has none.
  func district(_ commune: Int) -> String { text(commune, columns.district) }

  private func text(_ commune: Int, _ column: Int?) -> String {
    column.map { table.text(communes[commune].row, $0).normalizedC } ?? ""
  }

  /// The names of the vintage.
  var names: AreaNames.Vintage {
    AreaNames.Vintage(
      provinces: provinces.map { ($0.code, $0.name) },
      communes: communes.indices.map { commune in
        .init(
          code: code(commune), name: name(commune), district: district(commune), province: communes[commune].province)
      })
  }
}

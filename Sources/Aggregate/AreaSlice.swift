import Definition

/// The areas whose sums are made together: a province with its communes, or the nation by itself.
///
/// What is summed within a province depends on nothing outside it, so that provinces are worked on side by side, and one
/// of which nothing changed need not be worked on again.
struct AreaSlice: Sendable {
  /// The province, or the nation.
  let area: AreaIndex
  /// The area and its communes, ascending.
  let areas: [AreaIndex]
  /// Position in `areas` by area; the areas of other slices have none.
  private let positions: [Int32]

  private init(_ area: AreaIndex, _ areas: [AreaIndex], count: Int) {
    self.area = area
    self.areas = areas
    var positions = [Int32](repeating: -1, count: count)
    for (position, area) in areas.enumerated() { positions[Int(area)] = Int32(position) }
    self.positions = positions
  }

  /// The slices of a register: the nation, then the provinces.
  static func all(_ register: AreaRegister) -> [AreaSlice] {
    var areas = (0..<register.communes.lowerBound).map { [$0] }
    for commune in register.communes { areas[Int(register.provinceOf[Int(commune)])].append(commune) }
    return areas.enumerated().map { AreaSlice(AreaIndex($0), $1, count: register.count) }
  }

  /// Every area at once.
  static func whole(_ register: AreaRegister) -> AreaSlice {
    AreaSlice(AreaRegister.nation, (0..<AreaIndex(register.count)).map { $0 }, count: register.count)
  }

  /// How many areas.
  var count: Int { areas.count }

  /// The position of an area of the slice.
  func position(_ area: AreaIndex) -> Int { Int(positions[Int(area)]) }
}

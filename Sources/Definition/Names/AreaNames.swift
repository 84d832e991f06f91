import Synchronization

/// Areas by name, in every vintage; an index is made when it is first asked for.
public final class AreaNames: Sendable {
  /// The areas of one vintage with what places them.
  struct Vintage: Sendable {
    struct Commune: Sendable {
      let code: String, name: String, district: String, province: Int
    }
    let provinces: [(code: String, name: String)]
    let communes: [Commune]
  }

  private let nation: (code: String, names: [String])
  private let vintages: [AreaTables]
  private let indexes: Mutex<[Int: AreaNameIndex]> = Mutex([:])

  /// Areas of the vintages in order.
  init(nation: (code: String, names: [String]), vintages: [AreaTables]) {
    self.nation = nation
    self.vintages = vintages
  }

  /// Every area of a vintage with its full name, in its district and province.
  public func fullNames(_ vintage: Int) -> [(code: String, name: DeliveredAreaName)] {
    let areas = vintages[vintage].names
    let provinces = areas.provinces.map { ($0.code, DeliveredAreaName(province: $0.name)) }
    let communes = areas.communes.map { commune in
      let province = areas.provinces[commune.province].name
      return (commune.code, DeliveredAreaName(province: province, district: commune.district, commune: commune.name))
    }
    return provinces + communes
  }

  /// The names of the vintage at a position of `Definition.vintages`.
  public func index(_ vintage: Int) -> AreaNameIndex {
    indexes.withLock { indexes in
      if let index = indexes[vintage] { return index }
      let index = AreaNameIndex(nation: nation, vintages[vintage].names)
      indexes[vintage] = index
      return index
    }
  }
}

/// The names that place an area, as delivered; "" for those that are not.
public struct DeliveredAreaName: Hashable, Sendable {
  /// The one name of the area, of any level; or those of its province, district and commune.
  public var area = "", province = "", district = "", commune = ""

  /// Names, as far as they are delivered.
  public init(area: String = "", province: String = "", district: String = "", commune: String = "") {
    self.area = area
    self.province = province
    self.district = district
    self.commune = commune
  }
}

/// The areas of one vintage by name.
public final class AreaNameIndex: Sendable {
  /// What an area's names turned out to be, and which of them decided it.
  public struct Result: Sendable {
    /// The code, or why there is none.
    public let finding: NameFinding
    /// The name that decided it.
    public let dimension: TableDimension
  }

  private struct District {
    let province: Int, name: String
  }

  private let nationCode: String
  private let nation: NameTable
  private let vintage: AreaNames.Vintage
  private let provinces: NameTable, districts: NameTable, communes: NameTable
  private let districtList: [District]
  /// District of each commune; -1 where the vintage has none.
  private let districtOfCommune: [Int]

  init(nation: (code: String, names: [String]), _ vintage: AreaNames.Vintage) {
    nationCode = nation.code
    self.vintage = vintage
    var nationNames = NameTable(hasTypes: false)
    for name in nation.names + [nation.code] { nationNames.add(name, entry: 0) }
    self.nation = nationNames
    var provinces = NameTable(hasTypes: true), districts = NameTable(hasTypes: true)
    var communes = NameTable(hasTypes: true)
    for (index, province) in vintage.provinces.enumerated() { provinces.add(province.name, entry: index) }
    var list: [District] = [], positions: [String: Int] = [:], ofCommune: [Int] = []
    for (index, commune) in vintage.communes.enumerated() {
      communes.add(commune.name, entry: index)
      guard !commune.district.isEmpty else {
        ofCommune.append(-1)
        continue
      }
      let key = "\(commune.province) \(commune.district)"
      if positions[key] == nil {
        positions[key] = list.count
        districts.add(commune.district, entry: list.count)
        list.append(District(province: commune.province, name: commune.district))
      }
      ofCommune.append(positions[key]!)
    }
    (self.provinces, self.districts, self.communes) = (provinces, districts, communes)
    districtList = list
    districtOfCommune = ofCommune
  }

  /// The area that names mean. A commune is looked for in its district and province where these are given; a name as
  /// written comes before one with marks left out; a type before a name must be the area's.
  public func find(_ name: DeliveredAreaName) -> Result {
    if !name.area.isEmpty { return Result(finding: findAny(name.area), dimension: .area) }
    var province: Int?
    if !name.province.isEmpty {
      let isNation =
        !nation.exactEntries(name.province).isEmpty || !nation.entriesWithMarksLeftOut(name.province).isEmpty
      if isNation, name.district.isEmpty, name.commune.isEmpty {
        return Result(finding: .code(nationCode), dimension: .province)
      }
      let found = entries(name.province, in: provinces) { _ in true }
      guard found.count == 1 else {
        let near = provinces.nearest(to: name.province, most: 3) { _ in true }
        return Result(finding: failure(found, near, describeProvince), dimension: .province)
      }
      province = found.first
    }
    guard !name.commune.isEmpty else {
      guard name.district.isEmpty, let province else {
        return Result(finding: .unknown([]), dimension: .commune)
      }
      return Result(finding: .code(vintage.provinces[province].code), dimension: .province)
    }
    return findCommune(name, province)
  }

  private func findCommune(_ name: DeliveredAreaName, _ province: Int?) -> Result {
    var within: Set<Int>?
    if !name.district.isEmpty {
      let inProvince = { (district: Int) in province == nil || self.districtList[district].province == province }
      let found = entries(name.district, in: districts, inProvince)
      guard !found.isEmpty else {
        let near = districts.nearest(to: name.district, most: 3, in: inProvince)
        return Result(finding: .unknown(near.map(describeDistrict)), dimension: .district)
      }
      // Districts of one name are told apart by the commune, if they can be.
      within = found
    }
    let found = entries(name.commune, in: communes) { commune in
      guard province == nil || self.vintage.communes[commune].province == province else { return false }
      return within?.contains(self.districtOfCommune[commune]) ?? true
    }
    if found.count == 1 { return Result(finding: .code(vintage.communes[found.first!].code), dimension: .commune) }
    let near = communes.nearest(to: name.commune, most: 3) {
      province == nil || self.vintage.communes[$0].province == province
    }
    return Result(finding: failure(found, near, describeCommune), dimension: .commune)
  }

  /// An area of any level by its name alone.
  private func findAny(_ name: String) -> NameFinding {
    let tables: [(NameTable) -> Set<Int>] = [{ $0.exactEntries(name) }, { $0.entriesWithMarksLeftOut(name) }]
    for entries in tables {
      if !entries(nation).isEmpty { return .code(nationCode) }
      let provinces = entries(provinces).sorted(), communes = entries(communes).sorted()
      if provinces.isEmpty, communes.isEmpty { continue }
      let codes = provinces.map { vintage.provinces[$0].code } + communes.map { vintage.communes[$0].code }
      if codes.count == 1 { return .code(codes[0]) }
      return .ambiguous(provinces.map(describeProvince) + communes.map(describeCommune))
    }
    let near = provinces.nearest(to: name, most: 3) { _ in true }
    if !near.isEmpty { return .unknown(near.map(describeProvince)) }
    return .unknown(communes.nearest(to: name, most: 3) { _ in true }.map(describeCommune))
  }

  private func entries(_ name: String, in table: NameTable, _ scope: (Int) -> Bool) -> Set<Int> {
    let exact = table.exactEntries(name).filter(scope)
    return exact.isEmpty ? table.entriesWithMarksLeftOut(name).filter(scope) : exact
  }

  private func failure(_ found: Set<Int>, _ near: [Int], _ describe: (Int) -> String) -> NameFinding {
    found.isEmpty ? .unknown(near.map(describe)) : .ambiguous(found.sorted().map(describe))
  }

  private func describeProvince(_ index: Int) -> String {
    "\(vintage.provinces[index].name) (\(vintage.provinces[index].code))"
  }

  private func describeDistrict(_ index: Int) -> String {
    "\(districtList[index].name), \(vintage.provinces[districtList[index].province].name)"
  }

  private func describeCommune(_ index: Int) -> String {
    let commune = vintage.communes[index]
    let district = commune.district.isEmpty ? "" : "\(commune.district), "
    return "\(commune.name), \(district)\(vintage.provinces[commune.province].name) (\(commune.code))"
  }
}

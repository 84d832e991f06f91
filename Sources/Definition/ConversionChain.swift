/// Chains the crosswalks between neighbouring vintages into one from each vintage to the canonical one, the last.
struct ConversionChain {
  typealias Successor = VintageConversion.Successor

  let tables: [AreaTables]
  /// Links from each vintage to the next.
  let links: [CrosswalkLinks]
  let register: AreaRegister
  let log: ProblemLog

  /// Conversions in order of vintage.
  func conversions() -> [VintageConversion] {
    let last = tables.count - 1
    var communes = register.communes.map { [Successor(area: $0, share: 1, assumed: false)] }
    var provinces = register.provinces.map { $0 }
    var result = [conversion(last, communes, provinces)]
    for index in tables.indices.dropLast().reversed() {
      let next = communes
      let toNext = links[index]
      communes = tables[index].communes.indices.map { chained(toNext[$0], next) }
      let nextProvinces = provinces
      provinces = tables[index].provinces.indices.map { province in
        successor(ofProvince: province, index).map { nextProvinces[$0] } ?? AreaRegister.nation
      }
      result.append(conversion(index, communes, provinces))
    }
    return result.reversed()
  }

  private func conversion(_ index: Int, _ communes: [[Successor]], _ provinces: [AreaIndex]) -> VintageConversion {
    let table = tables[index]
    let successors = SuccessorTable(
      nation: register.codes[Int(AreaRegister.nation)],
      provinces: zip(table.provinces, provinces).map { (Int($0.code)!, $1) },
      communes: zip(table.communes, communes).map { ($0.number, $1) })
    return VintageConversion(vintage: table.vintage, successors: successors, areaCount: register.count)
  }

  /// The successors of a commune's successors: shares multiplied along each way, ways to one area added.
  private func chained(_ links: ArraySlice<CrosswalkLink>, _ next: [[Successor]]) -> [Successor] {
    if let only = links.first, links.count == 1 { return next[only.successor] }
    var list: [Successor] = []
    for link in links {
      for target in next[link.successor] {
        let share = link.share * target.share
        let assumed = link.assumed || target.assumed
        if let index = list.firstIndex(where: { $0.area == target.area }) {
          let other = list[index]
          list[index] = Successor(area: other.area, share: other.share + share, assumed: other.assumed || assumed)
        } else {
          list.append(Successor(area: target.area, share: share, assumed: assumed))
        }
      }
    }
    let total = list.reduce(0) { $0 + $1.share }
    // However it got there, all of it is there.
    if list.count == 1 { return [Successor(area: list[0].area, share: 1, assumed: false)] }
    return list.sorted { $0.area < $1.area }
      .map { Successor(area: $0.area, share: $0.share / total, assumed: $0.assumed) }
  }

  /// A province's successor in the next vintage: as declared, else the one province that its communes went to.
  private func successor(ofProvince province: Int, _ index: Int) -> Int? {
    let row = tables[index].provinces[province], next = tables[index + 1]
    if !row.successor.isEmpty {
      if let found = next.provinces.firstIndex(where: { $0.code == row.successor }) { return found }
      let message = "successor \"\(row.successor)\" of province \(row.code) is not a province of \(next.vintage)"
      log.report(row.place, message, "correct it, or leave it empty where the crosswalk shows it")
      return nil
    }
    var found: Set<Int> = []
    for (position, commune) in tables[index].communes.enumerated() where commune.province == province {
      for link in links[index][position] { found.insert(next.communes[link.successor].province) }
    }
    if found.count == 1 { return found.first }
    let message = "province \(row.code) of \(tables[index].vintage) has communes in \(found.count) provinces afterwards"
    log.report(row.place, message, "declare its successor in the table of provinces")
    return nil
  }
}

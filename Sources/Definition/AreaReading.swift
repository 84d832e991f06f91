/// What the tables of areas give.
struct DeclaredAreas {
  let canonical: String, register: AreaRegister, vintages: [VintageConversion], outlinesPath: String?
  let names: AreaNames
}

/// Reads the tables of areas that a definition declares, most of what there is to read of one.
struct AreaReader {
  let declaration: AreaDeclaration
  let files: ReferenceFiles
  let log: ProblemLog

  /// Areas of every vintage and how they become those of the canonical one.
  func areas() -> DeclaredAreas? {
    if let outlines = declaration.outlines { _ = files.bytes(of: outlines.name, namedAt: outlines.place, log) }
    guard let provinceRows = provinceRows() else { return nil }
    var tables: [AreaTables] = []
    for vintage in declaration.vintages {
      guard let read = areaTables(vintage, provinceRows, previous: tables.last) else { return nil }
      tables.append(read)
    }
    var links: [CrosswalkLinks] = []
    for (index, vintage) in declaration.vintages.enumerated().dropFirst() {
      guard let crosswalk = vintage.crosswalk, let table = files.table(crosswalk, log),
        let read = CrosswalkReader(table: table, old: tables[index - 1], new: tables[index], log: log).links()
      else { return nil }
      links.append(read)
    }
    guard let canonical = declaration.canonical, let nation = declaration.nation, let last = tables.last else {
      return nil
    }
    let register = AreaRegister(
      nation: (nation.code, nation.name, nation.englishName),
      provinces: last.provinces.map { ($0.code, $0.name, $0.englishName) },
      communes: last.communes.indices.map {
        (last.code($0), last.name($0), last.englishName($0), last.communes[$0].province)
      })
    let chain = ConversionChain(tables: tables, links: links, register: register, log: log)
    return DeclaredAreas(
      canonical: canonical, register: register, vintages: chain.conversions(),
      outlinesPath: declaration.outlines.map { files.path(of: $0.name) },
      names: AreaNames(
        nation: (nation.code, [nation.name, nation.englishName] + nation.otherNames), vintages: tables))
  }
}

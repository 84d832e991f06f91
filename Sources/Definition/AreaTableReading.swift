extension DefinitionReader {
  /// Provinces by vintage, as far as the table has them.
  func provinceRows(_ mapping: YAMLMapping, vintages: [String]) -> [String: [AreaTables.Province]]? {
    guard let name = mapping.text("provinces"), let table = table(name, namedAt: mapping.place(of: "provinces")),
      let vintage = table.column("vintage", log), let code = table.column("province_code", log),
      let title = table.column("province_name", log), let successor = table.column("successor_code", log)
    else { return nil }
    let english = table.columns.firstIndex(of: "province_name_en")
    var rows: [String: [AreaTables.Province]] = [:]
    var seen: [String: Place] = [:]
    var undeclared: Set<String> = []
    for row in 0..<table.rowCount {
      let place = table.place(row)
      let key = table.text(row, vintage)
      let province = AreaTables.Province(
        code: table.text(row, code), name: table.text(row, title).normalizedC,
        englishName: english.map { table.text(row, $0).normalizedC } ?? "", successor: table.text(row, successor),
        place: place)
      guard vintages.contains(key) else {
        guard undeclared.insert(key).inserted else { continue }
        let remedy = SpellingSuggestion.remedy(for: key, among: vintages)
        log.report(place, "vintage \"\(key)\" is not declared in the definition", remedy)
        continue
      }
      guard isCode(province.code, digits: 2, "province", place) else { continue }
      if let first = seen.updateValue(place, forKey: key + province.code) {
        log.report(place, "province \(province.code) of \(key) is already on line \(first.line ?? 0)", "keep one")
        continue
      }
      rows[key, default: []].append(province)
    }
    return rows.mapValues { $0.sorted { $0.code < $1.code } }
  }

  /// The communes of one vintage in their provinces. Provinces that the table of provinces does not have for a new
  /// vintage are those its communes name, called as before.
  func areaTables(
    _ vintage: String, _ communes: (name: String, place: Place), _ rows: [String: [AreaTables.Province]],
    previous: AreaTables?
  ) -> AreaTables? {
    guard let table = table(communes.name, namedAt: communes.place), let code = table.column("commune_code", log),
      let title = table.column("commune_name", log), let province = table.column("province_code", log)
    else { return nil }
    let english = table.columns.firstIndex(of: "commune_name_en")
    let district = table.columns.firstIndex(of: "district_name")
    let provinces = rows[vintage] ?? inheritedProvinces(table, province, previous)
    let provinceIndex = Dictionary(uniqueKeysWithValues: provinces.enumerated().map { ($1.code, $0) })
    var seen = Dictionary<String, Int>(minimumCapacity: table.rowCount)
    var read: [AreaTables.Commune] = []
    read.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let commune = table.text(row, code)
      guard isCode(commune, digits: 5, "commune", table.place(row)) else { continue }
      if let first = seen.updateValue(row, forKey: commune) {
        let message = "commune \(commune) is already on line \(table.place(first).line ?? 0)"
        log.report(table.place(row), message, "keep one of the two")
        continue
      }
      let provinceCode = table.text(row, province)
      guard let index = provinceIndex[provinceCode] else {
        if rows[vintage] != nil {
          let message = "commune \(commune) is in province \"\(provinceCode)\", which \(vintage) does not have"
          log.report(table.place(row), message, SpellingSuggestion.remedy(for: provinceCode, among: provinceIndex.keys))
        }
        continue
      }
      let name = table.text(row, title).normalizedC
      if name.isEmpty { log.report(table.place(row), "commune \(commune) has no name", "name it") }
      read.append(
        AreaTables.Commune(
          code: commune, name: name, englishName: english.map { table.text(row, $0).normalizedC } ?? "",
          province: index, district: district.map { table.text(row, $0).normalizedC } ?? ""))
    }
    guard provinces.count + read.count < Int(AreaIndex.max) else {
      log.report(Place(file: table.file), "\(read.count) communes are too many", "check the table")
      return nil
    }
    read.sort { $0.code < $1.code }
    let indexByCode = Dictionary(uniqueKeysWithValues: read.enumerated().map { ($1.code, $0) })
    return AreaTables(vintage: vintage, communes: read, provinces: provinces, indexByCode: indexByCode)
  }

  private func inheritedProvinces(
    _ table: ReferenceTable, _ column: Int, _ previous: AreaTables?
  ) -> [AreaTables.Province] {
    let nameColumn = table.columns.firstIndex(of: "province_name")
    var provinces: [String: AreaTables.Province] = [:]
    var missing: Set<String> = []
    for row in 0..<table.rowCount {
      let code = table.text(row, column)
      guard provinces[code] == nil, !missing.contains(code) else { continue }
      guard isCode(code, digits: 2, "province", table.place(row)) else { continue }
      let before = previous?.provinces.first { $0.code == code }
      guard let name = nameColumn.map({ table.text(row, $0).normalizedC }) ?? before?.name else {
        missing.insert(code)
        log.report(table.place(row), "province \(code) has no name", "add it to the table of provinces")
        continue
      }
      provinces[code] = AreaTables.Province(
        code: code, name: name, englishName: before?.englishName ?? "", successor: "", place: table.place(row))
    }
    return provinces.values.sorted { $0.code < $1.code }
  }

  private func isCode(_ text: String, digits: Int, _ noun: String, _ place: Place) -> Bool {
    if text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
    log.report(place, "\"\(text)\" is not a \(noun) code", "write \(digits) digits, leading zeros included")
    return false
  }
}

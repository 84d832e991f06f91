extension AreaReader {
  /// Provinces by vintage, as far as the table has them.
  func provinceRows() -> [String: [AreaTables.Province]]? {
    let vintages = declaration.days
    guard let table = files.table(declaration.provinces, log),
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
      guard table.number(row, code, digits: AreaTables.provinceDigits) != nil else {
        reportCode(province.code, digits: AreaTables.provinceDigits, "province", place)
        continue
      }
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
    _ declared: AreaDeclaration.Vintage, _ rows: [String: [AreaTables.Province]], previous: AreaTables?
  ) -> AreaTables? {
    let vintage = declared.day
    guard let table = files.table(declared.communes, log),
      let code = table.column("commune_code", log),
      let title = table.column("commune_name", log), let province = table.column("province_code", log)
    else { return nil }
    let provinces = rows[vintage] ?? inheritedProvinces(table, province, previous)
    var provinceIndex = [Int?](repeating: nil, count: 100)
    for (index, province) in provinces.enumerated() {
      if let number = Int(province.code) { provinceIndex[number] = index }
    }
    var firstRow = [Int32](repeating: -1, count: 100_000)
    var read: [AreaTables.Commune] = []
    read.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      guard let commune = table.number(row, code, digits: AreaTables.communeDigits) else {
        reportCode(table.text(row, code), digits: AreaTables.communeDigits, "commune", table.place(row))
        continue
      }
      if firstRow[commune] >= 0 {
        let line = table.place(Int(firstRow[commune])).line ?? 0
        let message = "commune \(table.text(row, code)) is already on line \(line)"
        log.report(table.place(row), message, "keep one of the two")
        continue
      }
      firstRow[commune] = Int32(row)
      let number = table.number(row, province, digits: AreaTables.provinceDigits)
      guard let index = number.flatMap({ provinceIndex[$0] }) else {
        if rows[vintage] != nil {
          let named = table.text(row, province)
          let message = "commune \(table.text(row, code)) is in province \"\(named)\", which \(vintage) does not have"
          log.report(table.place(row), message, SpellingSuggestion.remedy(for: named, among: provinces.map(\.code)))
        }
        continue
      }
      if table.isEmpty(row, title) {
        log.report(table.place(row), "commune \(table.text(row, code)) has no name", "name it")
      }
      read.append(AreaTables.Commune(row: row, province: index, number: commune))
    }
    guard provinces.count + read.count < Int(AreaIndex.max) else {
      log.report(Place(file: table.file), "\(read.count) communes are too many", "check the table")
      return nil
    }
    read.sort { $0.number < $1.number }
    let columns = AreaTables.Columns(
      code: code, name: title, englishName: table.columns.firstIndex(of: "commune_name_en"),
      district: table.columns.firstIndex(of: "district_name"))
    return AreaTables(vintage: vintage, communes: read, provinces: provinces, table: table, columns: columns)
  }

  private func inheritedProvinces(
    _ table: ReferenceTable, _ column: Int, _ previous: AreaTables?
  ) -> [AreaTables.Province] {
    let nameColumn = table.columns.firstIndex(of: "province_name")
    var provinces = [AreaTables.Province?](repeating: nil, count: 100)
    var missing: Set<Int> = []
    for row in 0..<table.rowCount {
      guard let number = table.number(row, column, digits: AreaTables.provinceDigits) else {
        reportCode(table.text(row, column), digits: AreaTables.provinceDigits, "province", table.place(row))
        continue
      }
      guard provinces[number] == nil, !missing.contains(number) else { continue }
      let code = table.text(row, column)
      let before = previous?.provinces.first { $0.code == code }
      guard let name = nameColumn.map({ table.text(row, $0).normalizedC }) ?? before?.name else {
        missing.insert(number)
        log.report(table.place(row), "province \(code) has no name", "add it to the table of provinces")
        continue
      }
      provinces[number] = AreaTables.Province(
        code: code, name: name, englishName: before?.englishName ?? "", successor: "", place: table.place(row))
    }
    return provinces.compactMap { $0 }
  }

  private func reportCode(_ text: String, digits: Int, _ noun: String, _ place: Place) {
    log.report(place, "\"\(text)\" is not a \(noun) code", "write \(digits) digits, leading zeros included")
  }
}

extension DefinitionReader {
  /// The code list of ethnic groups, and which of its codes are totals.
  func groups(_ top: YAMLMapping) -> GroupRegister? {
    guard let mapping = top.mapping("ethnic_groups", keys: ["table", "names", "total", "minorities"]) else {
      return nil
    }
    let total = mapping.text("total")
    let minorities = mapping.mapping("minorities", keys: ["code", "of"])
    let minorityCode = minorities?.text("code")
    let parts = minorities?.texts("of")
    guard let name = mapping.text("table"),
      let table = files.table(NamedFile(name: name, place: mapping.place(of: "table")), log),
      let codes = table.column("code", log), let vi = table.column("name_vi", log),
      let en = table.column("name_en", log)
    else { return nil }
    var entries: [(code: String, name: String, englishName: String)] = []
    var seen: [String: Place] = [:]
    for row in 0..<table.rowCount {
      let code = table.text(row, codes)
      let place = table.place(row)
      if code.isEmpty || code.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) {
        log.report(place, "\"\(code)\" is not a group code", "use letters, digits and _")
      }
      if let first = seen.updateValue(place, forKey: code) {
        log.report(place, "group \(code) is already on line \(first.line ?? 0)", "remove one of the two")
        continue
      }
      entries.append((code, table.text(row, vi).normalizedC, table.text(row, en).normalizedC))
    }
    guard entries.count <= Int(GroupIndex.max) else {
      log.report(Place(file: table.file), "\(entries.count) groups are more than 255", "check the table")
      return nil
    }
    guard let total, let minorities, let minorityCode, let parts else { return nil }
    let known = Set(seen.keys)
    var sound = isGroup(total, known, mapping.place(of: "total"), "the total of all groups")
    sound = isGroup(minorityCode, known, minorities.place(of: "code"), "the total of the minorities") && sound
    var partCodes: Set<String> = []
    for (text, place) in parts {
      guard let codes = Self.codes(in: text) else {
        log.report(place, "\"\(text)\" is not a range of codes", "write it as 02..54")
        return nil
      }
      for code in codes {
        sound = isGroup(code, known, place, "a part of \(minorityCode)") && sound
        if code == total || code == minorityCode {
          log.report(place, "\(code) cannot be a part of \(minorityCode)", "list the groups alone")
          sound = false
        }
        partCodes.insert(code)
      }
    }
    guard sound, let otherNames = otherNames(mapping, known) else { return nil }
    return GroupRegister(
      entries: entries, total: total, minorities: minorityCode, minorityParts: partCodes, otherNames: otherNames)
  }

  /// Other names of groups, where the definition has a table of them.
  private func otherNames(_ mapping: YAMLMapping, _ known: Set<String>) -> [(code: String, name: String)]? {
    guard mapping.has("names") else { return [] }
    guard let name = mapping.text("names"),
      let table = files.table(NamedFile(name: name, place: mapping.place(of: "names")), log),
      let codes = table.column("code", log), let names = table.column("name", log)
    else { return nil }
    return (0..<table.rowCount).compactMap { row in
      let code = table.text(row, codes)
      guard isGroup(code, known, table.place(row), "which has another name") else { return nil }
      return (code, table.text(row, names).normalizedC)
    }
  }

  private func isGroup(_ code: String, _ known: Set<String>, _ place: Place, _ role: String) -> Bool {
    if known.contains(code) { return true }
    let remedy = SpellingSuggestion.remedy(for: code, among: known)
    log.report(place, "group \"\(code)\", \(role), is not in the table", remedy)
    return false
  }

  /// `02..54` as its codes, all of the width of the first; a single code as itself.
  private static func codes(in text: String) -> [String]? {
    guard let dots = text.firstRange(of: "..") else { return [text] }
    let first = text[..<dots.lowerBound], last = text[dots.upperBound...]
    guard let from = Int(first), let to = Int(last), from >= 0, from <= to, to - from < 1000 else { return nil }
    return (from...to).map { number in
      let digits = String(number)
      return String(repeating: "0", count: max(0, first.count - digits.count)) + digits
    }
  }
}

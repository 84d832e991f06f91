/// What a definition says of areas: where their tables are, and what is expected of them. Nothing is read yet.
struct AreaDeclaration: Sendable {
  struct Nation: Sendable {
    let code: String, name: String, englishName: String, otherNames: [String]
  }
  struct Vintage: Sendable {
    /// First day in force, `YYYY-MM-DD`.
    let day: String
    let communes: NamedFile
    /// How the vintage before it became this one; nil for the first.
    let crosswalk: NamedFile?
  }

  /// Nil where the definition is wrong there, which has been reported: the tables are read all the same.
  let canonical: String?, nation: Nation?
  let provinces: NamedFile, outlines: NamedFile?
  /// In order of day.
  let vintages: [Vintage]

  /// The days of all vintages.
  var days: [String] { vintages.map(\.day) }

  /// The tables, in the order in which they are read.
  var tables: [NamedFile] { [provinces] + vintages.map(\.communes) + vintages.compactMap(\.crosswalk) }
}

extension DefinitionReader {
  /// The section on areas; nil where it is so wrong that nothing can be said of tables.
  func areaDeclaration(_ top: YAMLMapping) -> AreaDeclaration? {
    let keys = ["canonical", "nation", "provinces", "outlines", "vintages"]
    guard let mapping = top.mapping("areas", keys: keys, what: "areas") else { return nil }
    let canonical = mapping.text("canonical")
    let nation = nation(mapping)
    let outlines = mapping.has("outlines") ? namedFile("outlines", of: mapping) : nil
    guard let vintages = vintages(mapping) else { return nil }
    let days = vintages.map(\.day)
    if let canonical, !days.isEmpty, canonical != days.last {
      if days.contains(canonical) {
        let message = "vintage \(days.last!) is later than the canonical \(canonical), and areas convert forwards only"
        mapping.report("canonical", message, "make the latest vintage the canonical one, or leave later ones out")
      } else {
        let remedy = SpellingSuggestion.remedy(for: canonical, among: days)
        mapping.report("canonical", "the canonical vintage \"\(canonical)\" is not declared", remedy)
      }
    }
    guard let provinces = namedFile("provinces", of: mapping) else { return nil }
    return AreaDeclaration(
      canonical: canonical == days.last ? canonical : nil, nation: nation, provinces: provinces, outlines: outlines,
      vintages: vintages)
  }

  private func namedFile(_ key: String, of mapping: YAMLMapping) -> NamedFile? {
    mapping.text(key).map { NamedFile(name: $0, place: mapping.place(of: key)) }
  }

  private func nation(_ mapping: YAMLMapping) -> AreaDeclaration.Nation? {
    let keys = ["code", "vi", "en", "other_names"]
    guard let nation = mapping.mapping("nation", keys: keys, what: "nation") else { return nil }
    let others = nation.has("other_names") ? nation.texts("other_names") ?? [] : []
    let code = nation.text("code")
    let name = nation.text("vi"), englishName = nation.text("en")
    guard let code, let name, let englishName else { return nil }
    if code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      nation.report("code", "the nation's code \"\(code)\" looks like a province or commune", "use letters")
    }
    return AreaDeclaration.Nation(code: code, name: name, englishName: englishName, otherNames: others.map(\.text))
  }

  /// Nil where any of them is wrong: nothing can be said of tables then.
  private func vintages(_ mapping: YAMLMapping) -> [AreaDeclaration.Vintage]? {
    guard let list = mapping.required("vintages") else { return nil }
    guard case .sequence(let sequence) = list.value, !sequence.isEmpty else {
      mapping.report("vintages", "\"vintages\" must be a list of vintages", "start each with a dash")
      return nil
    }
    var vintages: [AreaDeclaration.Vintage] = []
    var isSound = true
    for (position, node) in sequence.enumerated() {
      let place = YAMLMapping.place(of: node, list.place)
      let keys = ["in_force_from", "communes", "crosswalk"]
      guard let vintage = YAMLMapping(node, "vintage", at: place, keys: keys, log),
        let day = vintage.day("in_force_from"), let communes = namedFile("communes", of: vintage)
      else {
        isSound = false
        continue
      }
      if let previous = vintages.last, previous.day >= day {
        let message = "vintage \(day) comes after \(previous.day) in the list, but not in time"
        vintage.report("in_force_from", message, "list vintages in order of date")
        isSound = false
        continue
      }
      if position == 0, let crosswalk = vintage.entry("crosswalk") {
        log.report(crosswalk.place, "the first vintage has none before it to cross over from", "remove its crosswalk")
      }
      let crosswalk = position == 0 ? nil : namedFile("crosswalk", of: vintage)
      if position > 0, crosswalk == nil { isSound = false }
      vintages.append(AreaDeclaration.Vintage(day: day, communes: communes, crosswalk: crosswalk))
    }
    return isSound ? vintages : nil
  }
}

import Vocabulary

/// A measure with what later checks need of its declaration.
struct DeclaredMeasure {
  let measure: Measure
  /// Name of its unit in the definition: measures of one unit make shares.
  let unitName: String
}

/// A unit of the definition.
private struct DeclaredUnit {
  let label: String, counted: Measure.Counted, maximum: Double, factors: [String: UnitFactor]
}

extension DefinitionReader {
  private static let measureKeys = ["title", "unit", "by_group", "status", "annual", "level", "maximum"]

  /// Measures in order of declaration.
  func measures(_ top: YAMLMapping) -> [DeclaredMeasure] {
    let (units, unitNames) = units(top)
    let declarations = top.declarations("measures", "measure", keys: Self.measureKeys)
    declaredMeasures = Set(top.mappingNames("measures"))
    return declarations.compactMap { code, mapping in
      let title = mapping.title()
      let unitName = mapping.text("unit")
      let byGroup = mapping.flag("by_group")
      let kind = kind(mapping)
      let rules: [(String, Measure.AnnualRule)] = [("sum", .sum), ("last", .last)]
      let annual = mapping.has("annual") ? mapping.word("annual", rules) : .last
      let levels: [(String, AreaLevel)] = [("commune", .commune), ("province", .province)]
      let level = mapping.has("level") ? mapping.word("level", levels) : .commune
      let maximum = mapping.has("maximum") ? mapping.number("maximum", in: 0...1e15) : nil
      guard let unitName else { return nil }
      guard let unit = units[unitName] else {
        if !unitNames.contains(unitName) {
          let remedy = SpellingSuggestion.remedy(for: unitName, among: unitNames)
          mapping.report("unit", "measure \(code) is in unit \"\(unitName)\", which is not declared", remedy)
        }
        return nil
      }
      guard let title, let byGroup, let kind, let annual, let level else { return nil }
      let measure = Measure(
        code: code, title: title, unit: unit.label, counted: unit.counted, kind: kind, annualRule: annual, level: level,
        byGroup: byGroup, minimum: 0, maximum: kind == .extensive ? maximum ?? unit.maximum : 1,
        unitFactors: unit.factors)
      guard isSound(measure, mapping) else { return nil }
      return DeclaredMeasure(measure: measure, unitName: unitName)
    }
  }

  private func kind(_ mapping: YAMLMapping) -> Measure.Kind? {
    guard mapping.has("status") else { return .extensive }
    let rules: [(String, Measure.StatusConversion)] = [("all", .all), ("any", .any), ("none", .none)]
    return mapping.word("status", rules).map { .status($0) }
  }

  private func isSound(_ measure: Measure, _ mapping: YAMLMapping) -> Bool {
    let before = log.problems.count
    check(measure, mapping)
    return log.problems.count == before
  }

  private func check(_ measure: Measure, _ mapping: YAMLMapping) {
    guard case .status = measure.kind else {
      if measure.counted == .communes {
        let message = "measure \(measure.code) is 0 or 1 of a commune but has no \"status\""
        mapping.report("unit", message, "add status: any, all or none")
      }
      return
    }
    if measure.counted != .communes {
      mapping.report("unit", "a status is in communes, not in \(measure.counted.rawValue)", "correct unit or status")
    }
    if measure.byGroup {
      mapping.report("by_group", "status \(measure.code) is of a commune, not of an ethnic group", "write by_group: no")
    }
    if measure.annualRule == .sum {
      mapping.report("annual", "the statuses of a year's quarters cannot be added", "write annual: last")
    }
    if measure.level != .commune {
      mapping.report("level", "only communes have a status", "leave level out")
    }
    if mapping.has("maximum") {
      mapping.report("maximum", "a status is 0 or 1", "leave maximum out")
    }
  }

  /// Units by name, and the names of all that are declared, right or wrong.
  private func units(_ top: YAMLMapping) -> (units: [String: DeclaredUnit], names: [String]) {
    let codes = unitCodes(top)
    let counted: [(String, Measure.Counted)] = [
      ("persons", .persons), ("households", .households), ("communes", .communes), ("villages", .villages),
      ("marriages", .marriages), ("cadres", .cadres), ("targets", .targets), ("hectares", .hectares), ("money", .money),
    ]
    var units: [String: DeclaredUnit] = [:]
    for (name, mapping) in top.declarations("units", "unit", keys: ["label", "counts", "codes", "maximum"]) {
      let label = mapping.text("label")
      let counts = mapping.word("counts", counted)
      let maximum = mapping.number("maximum", in: 0...1e15)
      var factors: [String: UnitFactor] = [:]
      for (list, place) in mapping.texts("codes") ?? [] {
        guard let codes = codes[list] else {
          let remedy = SpellingSuggestion.remedy(for: list, among: codes.keys)
          log.report(place, "unit \(name) takes the codes \"\(list)\", which are not declared", remedy)
          continue
        }
        for (code, factor) in codes {
          if let other = factors.updateValue(factor, forKey: code), other != factor {
            log.report(place, "unit \(name) takes code \"\(code)\" with two factors", "leave one of them out")
          }
        }
      }
      guard let label, let counts, let maximum else { continue }
      units[name] = DeclaredUnit(label: label, counted: counts, maximum: maximum, factors: factors)
    }
    return (units, top.mappingNames("units"))
  }

  /// Lists of accepted `UNIT_MEASURE` codes, in upper case, each with its factor.
  private func unitCodes(_ top: YAMLMapping) -> [String: [String: UnitFactor]] {
    guard let lists = top.mapping("unit_codes", keys: nil) else { return [:] }
    var result: [String: [String: UnitFactor]] = [:]
    for list in lists.entries {
      var factors: [String: UnitFactor] = [:]
      func add(_ code: String, _ factor: UnitFactor, _ place: Place) {
        guard factors.updateValue(factor, forKey: code.uppercased()) != nil else { return }
        log.report(place, "code \"\(code)\" is twice in unit codes \(list.key)", "case does not matter; keep one")
      }
      if case .mapping = list.value {
        let what = "unit codes \(list.key)"
        guard let codes = YAMLMapping(list.value, what, at: list.place, keys: nil, log) else { continue }
        for entry in codes.entries {
          guard let text = codes.text(entry.key) else { continue }
          guard let factor = DecimalShare.factor(text) else {
            codes.report(entry.key, "\"\(text)\" is not a factor", "write a positive number such as 100 or 1e-6")
            continue
          }
          add(entry.key, factor, entry.place)
        }
      } else {
        for (code, place) in lists.texts(list.key) ?? [] { add(code, UnitFactor(), place) }
      }
      result[list.key] = factors
    }
    return result
  }
}

extension YAMLMapping {
  /// Names declared below a key, right or wrong.
  func mappingNames(_ key: String) -> [String] {
    guard case .mapping(let mapping)? = entry(key)?.value else { return [] }
    return mapping.keys.compactMap { Self.text(of: $0) }
  }
}

import Vocabulary

extension DefinitionReader {
  private static let checks = ["within", "sexes", "change", "delivery"]

  /// Rules in order of declaration; none where the section is left out.
  func rules(_ top: YAMLMapping, _ measures: [DeclaredMeasure], _ areas: AreaRegister?) -> [Rule] {
    guard top.has("rules") else { return [] }
    return top.declarations("rules", "rule", keys: ["title", "severity", "action"] + Self.checks).compactMap {
      id, mapping in
      checkName(id, mapping)
      let title = mapping.title()
      let severity = mapping.word("severity", Severity.allCases.map { ($0.rawValue, $0) })
      let action = action(mapping)
      let check = check(mapping, measures, areas)
      guard let title, let severity, let action, let check else { return nil }
      return Rule(id: id, title: title, severity: severity, action: action, check: check)
    }
  }

  /// To flag, where nothing is said. One delivery alone must say whether figures of it are rejected.
  private func action(_ mapping: YAMLMapping) -> Rule.Action? {
    guard mapping.has("action") else { return .flag }
    guard let action = mapping.word("action", Rule.Action.allCases.map { ($0.rawValue, $0) }) else { return nil }
    for (check, why) in [
      ("change", "the year before may be in another delivery"), ("delivery", "what is not there cannot be rejected"),
    ] where action == .reject && mapping.has(check) {
      let message = "\(mapping.what) cannot reject by \"\(check)\", because \(why)"
      mapping.report("action", message, "write action: flag, or leave it out")
    }
    return action
  }

  /// Flags are named by their rule or by their measure, and the parts of a flag's name are divided by points.
  private func checkName(_ id: String, _ mapping: YAMLMapping) {
    let letters = id.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    if !letters || id == "_" {
      let message = "\"\(id)\" cannot name a rule, because its flags are named by it"
      log.report(mapping.place, message, "use letters without marks, digits and _")
    } else if declaredMeasures.contains(id) {
      let message = "rule \(id) has the name of a measure, so that their flags would have the same names"
      log.report(mapping.place, message, "give it another")
    }
  }

  private func check(_ mapping: YAMLMapping, _ measures: [DeclaredMeasure], _ areas: AreaRegister?) -> Rule.Check? {
    let declared = Self.checks.filter { mapping.has($0) }
    guard let kind = declared.first else {
      log.report(mapping.place, "\(mapping.what) says nothing to check", "add within, sexes, change or delivery")
      return nil
    }
    if declared.count > 1 {
      let message = "\(mapping.what) has both \"\(kind)\" and \"\(declared[1])\""
      log.report(mapping.entry(declared[1])!.place, message, "make two rules of it")
      return nil
    }
    switch kind {
    case "within": return within(mapping, measures)
    case "sexes": return sexes(mapping, measures)
    case "change": return change(mapping, measures)
    default: return delivery(mapping, measures, areas)
    }
  }

  /// The measures that a key names, each once.
  private func measures(_ key: String, of mapping: YAMLMapping, _ measures: [DeclaredMeasure]) -> [Int]? {
    guard let codes = mapping.texts(key) else { return nil }
    if codes.isEmpty { mapping.report(key, "\"\(key)\" of \(mapping.what) names no measure", "write [A, B]") }
    var result: [Int] = []
    var isWhole = !codes.isEmpty
    for (code, place) in codes {
      guard let index = measures.firstIndex(where: { $0.measure.code == code }) else {
        isWhole = false
        if declaredMeasures.contains(code) { continue }
        let remedy = SpellingSuggestion.remedy(for: code, among: declaredMeasures)
        log.report(place, "\(mapping.what) names measure \"\(code)\", which is not declared", remedy)
        continue
      }
      if result.contains(index) { log.report(place, "\(mapping.what) names \(code) twice", "leave one of them out") }
      result.append(index)
    }
    return isWhole ? result : nil
  }

  private func tolerance(_ mapping: YAMLMapping) -> Double? {
    mapping.has("tolerance") ? mapping.number("tolerance", in: 0...1) : 0
  }

  private func within(_ rule: YAMLMapping, _ measures: [DeclaredMeasure]) -> Rule.Check? {
    let keys = ["parts", "whole", "tolerance"]
    guard let mapping = rule.mapping("within", keys: keys, what: rule.what) else { return nil }
    let parts = self.measures("parts", of: mapping, measures)
    let whole = measure("whole", of: mapping, measures)
    let tolerance = tolerance(mapping)
    guard let parts, let whole, let tolerance else { return nil }
    let all = measures[whole]
    for index in parts {
      let part = measures[index]
      if index == whole {
        mapping.report("parts", "\(rule.what) compares \(part.measure.code) with itself", "name its parts")
      } else if part.unitName != all.unitName {
        let message =
          "\(part.measure.code) is in \(part.unitName) and \(all.measure.code) in \(all.unitName), so it is no part of it"
        mapping.report("parts", message, "compare measures of one unit")
      } else if part.measure.level != all.measure.level {
        let message =
          "\(part.measure.code) is of a \(part.measure.level.name) and \(all.measure.code) of a \(all.measure.level.name)"
        mapping.report("parts", message, "compare measures of the same level")
      }
    }
    return .within(parts: parts, whole: whole, tolerance: tolerance)
  }

  private func sexes(_ rule: YAMLMapping, _ measures: [DeclaredMeasure]) -> Rule.Check? {
    guard let mapping = rule.mapping("sexes", keys: ["measures", "tolerance"], what: rule.what) else { return nil }
    let named = self.measures("measures", of: mapping, measures)
    let tolerance = tolerance(mapping)
    guard let named, let tolerance else { return nil }
    for index in named where !measures[index].measure.counted.isPeople {
      let measure = measures[index].measure
      let message = "\(measure.code) counts \(measure.counted.rawValue), which have no sex"
      mapping.report("measures", message, "name measures of persons, or of households by the sex of their head")
    }
    return .sexes(measures: named, tolerance: tolerance)
  }

  private func change(_ rule: YAMLMapping, _ measures: [DeclaredMeasure]) -> Rule.Check? {
    let keys = ["measures", "of", "factor", "share", "amount"]
    guard let mapping = rule.mapping("change", keys: keys, what: rule.what) else { return nil }
    let named = self.measures("measures", of: mapping, measures)
    let unit = mapping.word("of", [("communes", Rule.Change.Unit.communes), ("provinces", .provinces)])
    let amount = mapping.number("amount", in: 0...1e15)
    let limit = limit(mapping)
    guard let named, let unit, let amount, let limit else { return nil }
    for index in named {
      let measure = measures[index].measure
      if case .status = measure.kind {
        let message = "\(measure.code) is 0 or 1 of a commune, of which no change is implausible by its size"
        mapping.report("measures", message, "name measures that are counts or areas")
      } else if measure.level == .province, unit == .communes {
        mapping.report("of", "\(measure.code) is of a province, not of communes", "write of: provinces")
      }
    }
    return .change(measures: named, Rule.Change(unit: unit, limit: limit, amount: amount))
  }

  private func limit(_ mapping: YAMLMapping) -> Rule.Change.Limit? {
    switch (mapping.has("factor"), mapping.has("share")) {
    case (true, true):
      let message = "\(mapping.what) has both \"factor\" and \"share\""
      log.report(mapping.entry("share")!.place, message, "remove one of them")
      return nil
    case (true, false):
      guard let factor = mapping.number("factor", in: 0...1e6) else { return nil }
      guard factor > 1 else {
        mapping.report("factor", "no change is within a factor of 1 or less", "write a number above 1, such as 2")
        return nil
      }
      return .factor(factor)
    case (false, true): return mapping.number("share", in: 0...1e6).map { .share($0) }
    case (false, false):
      log.report(mapping.place, "\(mapping.what) does not say how far a value may change", "add factor or share")
      return nil
    }
  }

  private func delivery(_ rule: YAMLMapping, _ measures: [DeclaredMeasure], _ areas: AreaRegister?) -> Rule.Check? {
    let keys = ["measures", "by", "provinces"]
    guard let mapping = rule.mapping("delivery", keys: keys, what: rule.what) else { return nil }
    let named = self.measures("measures", of: mapping, measures)
    let day = deadline(mapping)
    let provinces = provinces(mapping, areas)
    guard let named, let day, let provinces else { return nil }
    return .delivery(
      measures: named,
      Rule.Deadline(provinces: provinces, yearsAfter: day.yearsAfter, month: day.month, day: day.day))
  }

  /// `YEAR+1-03-31`: the 31st of March of the year after the one that is reported.
  private func deadline(_ mapping: YAMLMapping) -> (yearsAfter: Int, month: Int, day: Int)? {
    guard let text = mapping.text("by") else { return nil }
    let remedy = "write YEAR-MM-DD, or YEAR+1-MM-DD for a day of the year after"
    guard let match = text.wholeMatch(of: /YEAR(?:\+([1-9]))?-([0-9]{2})-([0-9]{2})/),
      let month = Int(match.2), let day = Int(match.3)
    else {
      mapping.report("by", "\"by\" of \(mapping.what) is \"\(text)\", not a day of a year", remedy)
      return nil
    }
    // Of a year that is no leap year: a deadline comes every year.
    guard (1...12).contains(month), (1...CalendarDate.days(in: month, of: 2001)).contains(day) else {
      mapping.report("by", "\"by\" of \(mapping.what) is \"\(text)\", a day that not every year has", remedy)
      return nil
    }
    return (match.1.flatMap { Int($0) } ?? 0, month, day)
  }

  private func provinces(_ mapping: YAMLMapping, _ areas: AreaRegister?) -> Rule.Deadline.Provinces? {
    guard mapping.has("provinces") else { return .programme }
    guard let codes = mapping.texts("provinces"), let areas else { return nil }
    if codes.count == 1, codes[0].text == "all" { return .listed(Array(areas.provinces)) }
    var listed: Set<AreaIndex> = []
    for (code, place) in codes {
      guard let area = areas.index(of: code), areas.level(area) == .province else {
        let message = "\(mapping.what) names province \"\(code)\", which is not one of the canonical vintage"
        log.report(place, message, "use its 2-digit code, or all")
        continue
      }
      if !listed.insert(area).inserted {
        log.report(place, "\(mapping.what) names province \(code) twice", "leave one of them out")
      }
    }
    return listed.isEmpty ? nil : .listed(listed.sorted())
  }
}

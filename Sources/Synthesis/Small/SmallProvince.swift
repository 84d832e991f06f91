/// A province of the small inbox in one or more years, as codes of one vintage.
struct SmallProvince {
  let code: String
  let communes: [SmallCommune]
  let course: Course
  let years: [Int]
  /// `AREA_VINTAGE` of the records; empty where they do not say.
  var vintage = ""

  /// All records, those of one series beside each other. Only measures of the course are there.
  func observations() -> [Observation] {
    communes.enumerated().flatMap { ofGroups($1) + ofEveryone($1, $0) } + ofProvince()
  }

  private func ofGroups(_ commune: SmallCommune) -> [Observation] {
    commune.households.flatMap { group, households -> [Observation] in
      let course = group == "01" || group == "55" ? Course.majority : course
      var records: [Observation] = []
      var amounts: [String: Int] = [:]
      for (code, perCent, unit) in SmallMeasure.ofHouseholds where self.course.has(code, years) {
        let amount = Self.part(perCent, of: households)
        amounts[code] = amount
        records += years.map { record(commune.code, group, code, $0, .whole(amount), unit) }
      }
      if self.course.has("INCOME", years) {
        for year in years {
          guard let perHead = course.number("INCOME", year), let persons = amounts["POP"] else { continue }
          records.append(record(commune.code, group, "INCOME", year, .tenths(persons * perHead * 10), "VND_MN"))
        }
      }
      for (code, base) in SmallMeasure.parts where self.course.has(code, years) {
        for year in years {
          guard let perCent = course.number(code, year), let amount = amounts[base] else { continue }
          let unit = SmallMeasure.ofHouseholds.first { $0.code == base }?.unit ?? ""
          records.append(record(commune.code, group, code, year, .whole(Self.part(perCent, of: amount)), unit))
        }
      }
      return records
    }
  }

  private func ofEveryone(_ commune: SmallCommune, _ position: Int) -> [Observation] {
    var records: [Observation] = []
    for (code, amount, unit) in SmallMeasure.ofCommune {
      let parts = SmallMeasure.partsOfCommune.filter { $0.base == code && course.has($0.code, years) }
      if parts.isEmpty { continue }
      records += years.map { record(commune.code, "_T", code, $0, .whole(amount), unit) }
      for (part, _) in parts {
        for year in years {
          guard let perCent = course.number(part, year) else { continue }
          records.append(record(commune.code, "_T", part, year, .whole(Self.part(perCent, of: amount)), unit))
        }
      }
    }
    for code in SmallMeasure.statuses {
      for year in years {
        guard let count = course.number(code, year) else { continue }
        records.append(record(commune.code, "_T", code, year, .whole(position < count ? 1 : 0), "COMMUNE"))
      }
    }
    return records
  }

  private func ofProvince() -> [Observation] {
    let targets = SmallMeasure.ofProvince
    guard course.has(targets.completed, years) else { return [] }
    return years.map { record(code, "_T", targets.assessed, $0, .whole(targets.count), "TARGETS") }
      + years.compactMap { year in
        course.number(targets.completed, year).map {
          record(code, "_T", targets.completed, year, .whole($0), "TARGETS")
        }
      }
  }

  private func record(
    _ area: String, _ group: String, _ measure: String, _ year: Int, _ value: Figure, _ unit: String
  ) -> Observation {
    Observation(
      area: Bytes(area), group: Bytes(group), measure: Bytes(measure), period: Bytes("\(year)"), value: value,
      unit: Bytes(unit), vintage: Bytes(vintage))
  }

  /// Per cent of an amount, which must be whole: figures that are rounded could not be checked by hand.
  private static func part(_ perCent: Int, of amount: Int) -> Int {
    precondition(amount * perCent % 100 == 0, "\(perCent) % of \(amount) is not a whole number")
    return amount * perCent / 100
  }
}

extension Course {
  /// Whether the province delivers a measure: its course has the measure or one that is a part of it.
  fileprivate func has(_ measure: String, _ years: [Int]) -> Bool {
    func names(_ code: String) -> Bool { years.contains { number(code, $0) != nil } }
    let parts = SmallMeasure.parts.filter { $0.base == measure }.map(\.code)
    if measure == "POP" { return names("INCOME") || parts.contains(where: names) }
    return names(measure) || parts.contains(where: names)
  }
}

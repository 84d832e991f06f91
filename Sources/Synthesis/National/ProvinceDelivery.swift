import Definition

/// Makes the records of a province and year.
struct ProvinceDelivery {
  /// Which totals a province delivers besides the groups.
  enum Totals: CaseIterable { case everyoneAndMinorities, everyone, none }

  let trend: ProvinceTrend, year: NationalYear, plan: NationalPlan, communes: [NationalCommunes.Commune]
  let province: Int, seed: UInt64
  /// Positions in `GroupMeasure.all` that the definition declares, and other declared codes.
  let groupMeasures: [Int], otherMeasures: Set<Bytes>

  private var totals: Totals { Totals.allCases[province % 3] }
  /// Whether workers who changed occupation come by quarter.
  private var isQuarterly: Bool { province % 6 == 2 && year.year > 2024 }
  private static let moved = Bytes("WORKERS_NEW_NONAGRI"), population = Bytes("POP"), ntm = Bytes("COMMUNE_NTM")
  private static let scope = Bytes("COMMUNES")
  private static let persons = Bytes("PS")
  private static let quarters = ["-Q1", "-Q2", "-Q3", "-Q4"].map { Bytes($0) }

  /// Writes all records.
  func write(to message: inout any Message) {
    var noise = NationalNoise(
      seed: seed, province: province, year: year.year, deliversTotals: totals == .everyoneAndMinorities)
    var random = SplitMix64(seed: seed, of: -3, province, year.year)
    // A few measures were not collected in a third of the communes.
    let reported = groupMeasures.filter { $0 <= GroupMeasure.income || !random.chance(perMille: 50) }
    let stated = plan.statesVintage(year, province: trend.profile.code)
    let vintage = stated ? Bytes(year.vintage(ofProvince: trend.profile.code)) : []
    for (position, commune) in communes.enumerated() {
      let figures = CommuneFigures(
        of: commune.area, part: commune.part, year: year.year, in: trend, seed: seed, isWard: commune.isWard,
        groups: plan.groups)
      for group in figures.groups + sums(of: figures.groups) {
        for measure in position % 3 == 0 ? reported : groupMeasures {
          write(group, measure, of: commune, vintage, &noise, to: &message)
        }
      }
      write(figures.commune, of: commune, vintage, &noise, to: &message)
    }
    writeProvince(&random, to: &message)
  }

  private func write(
    _ group: CommuneFigures.Group, _ index: Int, of commune: NationalCommunes.Commune, _ vintage: Bytes,
    _ noise: inout NationalNoise, to message: inout any Message
  ) {
    let measure = GroupMeasure.all[index]
    let number = group.values[index]
    var observation = Observation(
      area: commune.code, group: group.code, measure: measure.code, period: year.period,
      value: index == GroupMeasure.income ? .tenths(number) : .whole(number), unit: measure.unit, vintage: vintage)
    if isQuarterly && measure.code == Self.moved {
      writeQuarters(number, observation, to: &message)
      return
    }
    if plan.isBySex(province: province) && measure.unit == Self.persons {
      writeSexes(number, observation, to: &message)
      if measure.code == Self.population { return }
    }
    noise.disturb(&observation)
    message.write(observation)
  }

  private func write(
    _ figures: [(measure: Bytes, unit: Bytes, value: Int)], of commune: NationalCommunes.Commune, _ vintage: Bytes,
    _ noise: inout NationalNoise, to message: inout any Message
  ) {
    for (measure, unit, value) in figures where otherMeasures.contains(measure) {
      // What a merged commune was says nothing of the new one; the offices know and leave it out.
      if !commune.isWhole && measure == Self.ntm { continue }
      var observation = Observation(
        area: commune.code, measure: measure, period: year.period, value: .whole(value), unit: unit, vintage: vintage)
      // Without its scope a commune would drop out altogether.
      if measure != Self.scope { noise.disturb(&observation) }
      message.write(observation)
    }
  }

  /// The totals that the province delivers.
  private func sums(of groups: [CommuneFigures.Group]) -> [CommuneFigures.Group] {
    func sum(_ code: Bytes, _ parts: [CommuneFigures.Group]) -> CommuneFigures.Group {
      var values = [Int](repeating: 0, count: GroupMeasure.all.count)
      for part in parts { for index in values.indices { values[index] += part.values[index] } }
      return CommuneFigures.Group(code: code, values: values)
    }
    let everyone = sum(Codes.total, groups)
    switch totals {
    case .none: return []
    case .everyone: return [everyone]
    case .everyoneAndMinorities:
      return [sum(Codes.minorities, groups.filter { $0.code != Bytes("01") }), everyone]
    }
  }

  private func writeQuarters(_ number: Int, _ whole: Observation, to message: inout any Message) {
    var observation = whole
    // Quarters before July 2025 would be in the codes of that time: say which codes these are.
    observation.vintage = Bytes(year.vintage(ofProvince: trend.profile.code))
    for (index, quarter) in Self.quarters.enumerated() {
      observation.period = year.period + quarter
      observation.value = .whole(number * (index + 1) / 4 - number * index / 4)
      message.write(observation)
    }
  }

  private func writeSexes(_ number: Int, _ whole: Observation, to message: inout any Message) {
    var observation = whole
    observation.sex = Codes.male
    observation.value = .whole(number / 2)
    message.write(observation)
    observation.sex = Codes.female
    observation.value = .whole(number - number / 2)
    message.write(observation)
  }

  /// Figures of the province as such; its code is the same in every vintage that the deliveries use.
  private func writeProvince(_ random: inout SplitMix64, to message: inout any Message) {
    let targets = 60 + random.below(50)
    let met = min(targets, targets * (70 + 4 * (year.year - 2024) + random.below(25)) / 100)
    let area = Bytes(trend.profile.code)
    let current = Bytes("2026-04-30")
    let values = [("SDG_TARGETS", targets), ("SDG_TARGETS_MET", met)]
    for (code, value) in values where otherMeasures.contains(Bytes(code)) {
      message.write(
        Observation(
          area: area, measure: Bytes(code), period: year.period, value: .whole(value), unit: Bytes("TARGETS"),
          vintage: current))
    }
  }
}

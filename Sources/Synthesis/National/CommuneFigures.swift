import Definition

/// The figures of one commune in one year, of each of its groups and of the commune itself.
struct CommuneFigures {
  /// One ethnic group's figures, by position in `GroupMeasure.all`; income in tenths of a million VND.
  struct Group {
    let code: Bytes
    var values: [Int]
  }

  /// Sorted by code of group.
  let groups: [Group]
  /// Figures of everyone alone.
  let commune: [(measure: Bytes, unit: Bytes, value: Int)]

  /// All figures of a commune; the same whatever was made before.
  /// - Parameters:
  ///   - part: how much of the commune's people it counts, for codes of an older vintage.
  ///   - limit: the most groups that it has.
  init(
    of area: AreaIndex, part: Double, year: Int, in province: ProvinceTrend, seed: UInt64, isWard: Bool,
    groups limit: Int = InboxSize.national.groups
  ) {
    var random = SplitMix64(seed: seed, of: Int(area))
    let programmeShare = isWard ? province.profile.programme / 3 : province.profile.programme
    let isProgramme = random.below(100) < programmeShare
    let households = random.number(in: isProgramme ? 1100...3600 : 4500...12_000) * part
    let minorities = isProgramme ? Double(province.profile.minorities) / 100 : 0.02
    let chosen = Self.chosenGroups(of: province.profile, minorities: minorities, limit: limit, &random)
    let years = Double(year - 2025)
    groups = chosen.map { code, share in
      let few = share == 0
      let count = few ? Double(1 + random.below(4)) : max(6, households * share * (1 + 0.008 * years))
      var values = [Int](repeating: 0, count: GroupMeasure.all.count)
      values[0] = max(1, Int(count.rounded()))
      for index in GroupMeasure.all.indices.dropFirst() {
        let measure = GroupMeasure.all[index]
        let here = random.number(in: 0.8...1.2)
        var share = province.share(of: index, group: code, year: year) * here
        if measure.isPart { share = min(1, max(0, share)) }
        let scale = index == GroupMeasure.income ? 10.0 : 1
        values[index] = Int((Double(values[measure.base]) * share * scale).rounded())
      }
      return Group(code: Bytes(code), values: values)
    }
    .sorted { $0.code.lexicographicallyPrecedes($1.code) }
    commune = Self.figures(isProgramme: isProgramme, part: part, years: years, province, &random)
  }

  /// Codes with shares of the households; a share of 0 stands for a handful.
  private static func chosenGroups(
    of profile: ProvinceProfile, minorities: Double, limit: Int, _ random: inout SplitMix64
  ) -> [(String, Double)] {
    var chosen: [(String, Double)] = [("01", 1 - minorities)]
    var rest = minorities
    for (index, code) in profile.groups.enumerated() where chosen.count < limit {
      // Those behind the first few live in some communes each.
      if index >= 4, !random.chance(perMille: 350) { continue }
      let share = rest * random.number(in: 0.3...0.7)
      rest -= share
      chosen.append((code, random.chance(perMille: 12) ? 0 : share))
    }
    // More than is usual: a few households each of further groups.
    guard limit > InboxSize.national.groups else { return chosen }
    let count = limit - random.below(limit / 3 + 1)
    let further = profile.anyGroups.filter { code in !chosen.contains { $0.0 == code } }
    return chosen + further.prefix(max(0, count - chosen.count)).map { ($0, 0) }
  }

  private static func figures(
    isProgramme: Bool, part: Double, years: Double, _ province: ProvinceTrend, _ random: inout SplitMix64
  ) -> [(measure: Bytes, unit: Bytes, value: Int)] {
    let land = random.number(in: isProgramme ? 6000...24_000 : 1200...6000) * part
    let forest = random.number(in: isProgramme ? 0.35...0.75 : 0.02...0.2) * (1 + province.forest * years)
    let degraded = random.number(in: 0.01...0.08) * (1 - 3 * province.forest * years)
    let villages = max(1, (random.number(in: 8...26) * part).rounded())
    let hard = isProgramme ? min(1, max(0, province.hardship * random.number(in: 0.5...1.5) - 0.07 * years)) : 0
    let equipped = min(1, max(0, 1 - hard * random.number(in: 0.3...0.9)))
    let minorities = Double(isProgramme ? province.profile.minorities : 2) / 130
    let cadres = (random.number(in: 60...140) * part).rounded() + 2
    let standing = random.number(in: 0...1)
    func status(_ holds: Bool) -> Int { holds ? 1 : 0 }
    let statuses: [(String, Int)] = [
      ("COMMUNES", status(isProgramme)),
      ("COMMUNE_SPECIAL", status(isProgramme && standing < province.hardship - 0.06 * years)),
      ("COMMUNE_NTM", status(standing > (isProgramme ? 0.5 - 0.08 * years : 0.1))),
      ("COMMUNE_INFRA", status(standing > (isProgramme ? 0.3 - 0.08 * years : 0.02))),
    ]
    let counts: [(String, String, Double)] = [
      ("LAND_HA", "HA", land), ("FOREST_HA", "HA", land * forest), ("LAND_DEGRADED_HA", "HA", land * degraded),
      ("VILLAGES", "VILLAGES", villages), ("VILLAGES_SPECIAL", "VILLAGES", villages * hard * 0.8),
      ("VILLAGES_INFRA", "VILLAGES", villages * equipped),
      ("VILLAGES_CULTURE_HOUSE", "VILLAGES", villages * min(1, 0.8 + 0.04 * years)),
      ("CADRES", "CADRES", cadres),
      ("CADRES_EM", "CADRES", cadres * minorities * (1 + 0.03 * years)),
    ]
    return statuses.map { (Bytes($0.0), Bytes("COMMUNE"), $0.1) }
      + counts.map { (Bytes($0.0), Bytes($0.1), Int($0.2.rounded())) }
  }
}

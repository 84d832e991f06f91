/// Where a province stands in each measure and which way it goes, for each of its groups.
struct ProvinceTrend {
  let profile: ProvinceProfile
  /// Growth of the forest in a year; share of communes with special difficulties in 2025.
  let forest: Double, hardship: Double
  /// Of the groups in `codes`, one row each: share in 2025 and change in a year of each measure.
  private let codes: [String]
  private let shares: [[Double]], drifts: [[Double]]

  init(_ profile: ProvinceProfile, seed: UInt64) {
    self.profile = profile
    var random = SplitMix64(seed: seed, of: -1, Int(profile.code) ?? 0)
    forest = random.number(in: -0.004...0.012)
    hardship = random.number(in: 0.02...0.7)
    let codes = ["01"] + profile.groups
    self.codes = codes
    shares = codes.map { code in
      GroupMeasure.all.map { random.number(in: code == "01" ? $0.majority : $0.minority) }
    }
    let common = GroupMeasure.all.map { random.number(in: $0.drift) }
    drifts = codes.map { _ in
      zip(GroupMeasure.all, common).map { measure, common in
        measure.drift.lowerBound == measure.drift.upperBound ? 1 : common * random.number(in: 0.98...1.02)
      }
    }
  }

  /// Share of a measure in its base.
  func share(of measure: Int, group: String, year: Int) -> Double {
    // Of a group that the province is not known for it is the one of its smallest.
    let row = codes.firstIndex(of: group) ?? codes.count - 1
    let drift = drifts[row][measure]
    var share = shares[row][measure]
    if year > 2025 { for _ in 2025..<year { share *= drift } }
    if year < 2025 { for _ in year..<2025 { share /= drift } }
    return share
  }
}

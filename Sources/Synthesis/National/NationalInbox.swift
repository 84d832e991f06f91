import Definition

/// An inbox of the whole country: a file for each province and year, and perhaps a revision for every ten provinces.
struct NationalInbox {
  private let definition: Definition
  private let seed: UInt64
  private let plan: NationalPlan
  private let communes: NationalCommunes
  private let groupMeasures: [Int], otherMeasures: Set<Bytes>

  init(_ definition: Definition, seed: UInt64, plan: NationalPlan) {
    self.definition = definition
    self.seed = seed
    self.plan = plan
    communes = NationalCommunes(definition)
    groupMeasures = GroupMeasure.all.indices.filter {
      definition.measure(String(decoding: GroupMeasure.all[$0].code, as: UTF8.self)) != nil
    }
    otherMeasures = Set(definition.measures.filter { !$0.byGroup }.map { Bytes($0.code) })
  }

  /// Writes the deliveries of all provinces, or of the first few.
  func write(to folder: inout InboxFolder, provinces count: Int = .max) throws(SynthesisError) {
    let provinces = Array(definition.areas.provinces.prefix(count))
    for (position, province) in provinces.enumerated() {
      let trend = ProvinceTrend(ProvinceProfile.of(definition.areas.codes[Int(province)]), seed: seed)
      for (order, year) in plan.years.enumerated() {
        let delivery = self.delivery(of: province, position, trend, year)
        let format = plan.format(province: position, year: order)
        var message = format.message(id: "P\(trend.profile.code)-\(year.year)", prepared: year.prepared)
        delivery.write(to: &message)
        let stem = "province-\(trend.profile.code)-\(year.year)"
        let name = format.isTable ? "\(stem)_\(year.date).csv" : "\(stem).xml"
        try write(message.finish(), name, isPlain: plan.isPlain(province: position), to: &folder)
      }
      if plan.isVaried, position % 10 == 9 || province == provinces.last {
        try writeRevision(provinces[(position - position % 10)...position], to: &folder)
      }
    }
  }

  private func write(
    _ bytes: Bytes, _ name: String, isPlain: Bool, to folder: inout InboxFolder
  ) throws(SynthesisError) {
    if isPlain {
      try folder.write(bytes, as: name)
    } else {
      try folder.write(Gzip.compress(bytes, level: 4), as: name + ".gz")
    }
  }

  private func delivery(
    of province: AreaIndex, _ position: Int, _ trend: ProvinceTrend, _ year: NationalYear
  ) -> ProvinceDelivery {
    ProvinceDelivery(
      trend: trend, year: year, plan: plan,
      communes: communes.communes(of: province, vintage: year.vintage(ofProvince: trend.profile.code)),
      province: position, seed: seed, groupMeasures: groupMeasures, otherMeasures: otherMeasures)
  }

  /// Later figures of 2025 for some communes of ten provinces, and records withdrawn.
  private func writeRevision(_ provinces: ArraySlice<AreaIndex>, to folder: inout InboxFolder) throws(SynthesisError) {
    guard let year = plan.years.first(where: { $0.year == 2025 }) else { return }
    var message = MessageFormat.csv2.message(id: "REVISION", prepared: year.prepared)
    for province in provinces {
      let trend = ProvinceTrend(ProvinceProfile.of(definition.areas.codes[Int(province)]), seed: seed)
      for commune in communes.communes(of: province, vintage: "2025-07-01").prefix(8) {
        let figures = CommuneFigures(
          of: commune.area, part: commune.part, year: year.year, in: trend, seed: seed, isWard: commune.isWard,
          groups: plan.groups)
        for group in figures.groups {
          for (index, code) in [(3, "HH_POOR"), (11, "HH_TEMP_HOUSING")] {
            message.write(
              Observation(
                area: commune.code, group: group.code, measure: Bytes(code), period: year.period,
                value: .whole(group.values[index] * 9 / 10), unit: Bytes("HH"), comment: Bytes("recounted")))
          }
        }
        message.write(
          Observation(
            area: commune.code, group: Bytes(trend.profile.groups[0]), measure: Bytes("MARRIAGES_CONSANGUINEOUS"),
            period: year.period, value: .absent, action: Codes.delete))
      }
    }
    let first = code(provinces.first), last = code(provinces.last)
    try write(message.finish(), "revision-\(first)-\(last)_20260620.csv", isPlain: false, to: &folder)
  }

  private func code(_ province: AreaIndex?) -> String { province.map { definition.areas.codes[Int($0)] } ?? "" }
}

/// Cao Bằng (04): ten communes by codes of 2025, years 2024 to 2026.
///
/// Shows new rural standards in exactly seven of ten communes (70 %, which passes), progress that will not suffice,
/// totals that are delivered beside their parts and one that disagrees with them, money in dong, an observation that is
/// confidential, and files that revise each other by the dates in their names.
enum CaoBang {
  static let communes = SmallCommune.alike(
    "01294 01297 01304 01318 01321 01324 01327 01336 01339 01354", [("01", 100), ("02", 100), ("08", 100)])

  static let course = Course(
    """
    YEAR                     2024 2025 2026
    INCOME                     14   15   15
    HH_POOR                    42   40   38
    HH_NEAR_POOR               18   18   17
    WORKERS_NEW_NONAGRI         2    3    3
    WORKERS_NONAGRI            15   16   17
    WORKERS_SKILLED            28   30   34
    HH_FARM_COMMODITY          50   50   50
    HH_TEMP_HOUSING            10    9    6
    HH_UNPLANNED_MIGRATION      2    1    0
    HH_RELOCATED               90  100  100
    POP_15P_LITERATE           82   83   84
    IN_SCHOOL                  90   90   89
    HEALTH_INSURED             96   97   98
    HH_ELECTRICITY             94   95   96
    HH_CLEAN_WATER             60   62   64
    MARRIAGES_CHILD            20   20   10
    MARRIAGES_CONSANGUINEOUS    0    0    0
    FOREST_HA                  54   54   55
    LAND_DEGRADED_HA            4    4    4
    VILLAGES_SPECIAL           60   55   55
    VILLAGES_INFRA             40   45   50
    VILLAGES_CULTURE_HOUSE     85   85   90
    CADRES_EM                  80   80   82
    COMMUNES                   10   10   10
    COMMUNE_SPECIAL             8    7    6
    COMMUNE_NTM                 5    6    7
    COMMUNE_INFRA               8    8    9
    SDG_TARGETS_MET            76   80   84
    """)

  static func deliveries() -> [Delivery] {
    let before = province([2024], vintage: "2025-07-01") + province([2025])
    var now = province([2026])
    // Income in dong and in millions of dong: the same.
    now.change(measure: "INCOME") {
      $0.value = .whole(($0.value.tenths ?? 0) / 10)
      $0.unit = Bytes("VND")
      $0.multiplier = Bytes("6")
    }
    // Households of one commune in thousands.
    now.change(area: "01339", group: "02", measure: "HH") {
      $0.value = .text(Bytes("0.1"))
      $0.multiplier = Bytes("3")
    }
    now.change(area: "01294", group: "02", measure: "HH_POOR") { $0.confidentiality = Codes.confidential }
    // A group that does not live there: `corrections_20270401.csv` deletes it.
    var stray = now.first { Selection(area: "01304", group: "08", measure: "HH").contains($0) }!
    stray.group = Bytes("05")
    now.append(stray)
    let withTotals = now + totals(of: now)
    return [
      Delivery("caobang.xml.gz", .series, prepared: "2026-03-01T10:15:30", in: .gzip, before),
      Delivery("export-0417", .csv2, in: .gzip, withTotals),
      Delivery("caobang_2027-03-10.csv", .csv1, revision(37)),
      // Older by its date, though it comes later by name: changes nothing.
      Delivery("caobang_zz_2027-02-10.csv", .csv1, revision(99)),
    ]
  }

  /// Totals over the groups of households and poor households; one counts ten more than its parts.
  private static func totals(of records: [Observation]) -> [Observation] {
    let counted = records.filter { record in
      ["HH", "HH_POOR"].contains { Bytes($0) == record.measure } && record.multiplier.isEmpty
        && record.area != Bytes("01339") && record.group != Bytes("05")
    }
    .map { record in
      var free = record
      free.confidentiality = []
      return free
    }
    var minorities = counted.filter { $0.group != Bytes("01") }.summed(as: "EM")
    minorities.change(area: "01297", measure: "HH_POOR") { $0.value = $0.value.plus(.whole(10)) }
    return minorities + counted.summed(as: "_T")
  }

  /// A recount of the poor Mông households of 01354.
  private static func revision(_ count: Int) -> [Observation] {
    var records = province([2026])
    records = records.take(area: "01354", group: "08", measure: "HH_POOR")
    records.change { $0.value = .whole(count) }
    return records
  }

  private static func province(_ years: [Int], vintage: String = "") -> [Observation] {
    SmallProvince(code: "04", communes: communes, course: course, years: years, vintage: vintage).observations()
  }
}

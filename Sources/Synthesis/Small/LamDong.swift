/// Lâm Đồng (68): three communes that no reform touched and two that were merged, years 2024 to 2026.
///
/// Shows a commune that rests on one of its two predecessors, poverty that grows, a measure that too few communes
/// report and one that none does, a group too small to publish, a commune that delivers the total of the minorities
/// without its parts, sexes without their total, and months that are complete, or not.
enum LamDong {
  private static let households = [("01", 200), ("08", 100), ("16", 100)]
  static let communes = SmallCommune.alike("23065 23074 24616 24736 25114", households)
  static let communesOf2024 = SmallCommune.alike("23065 23068 23074 23107 24616 24736 25114", households)

  static let course = Course(
    """
    YEAR                     2024 2025 2026
    INCOME                     24   26   28
    HH_POOR                    12   12   14
    HH_NEAR_POOR               10    9    8
    WORKERS_NEW_NONAGRI         3    2    3
    WORKERS_NONAGRI            25   26   28
    WORKERS_SKILLED            34   36   38
    HH_FARM_COMMODITY          70   75   80
    HH_TEMP_HOUSING             6    5    4
    HH_UNPLANNED_MIGRATION      8   10   12
    HH_RELOCATED               60   50   60
    POP_15P_LITERATE           86   87   88
    IN_SCHOOL                  93   94   95
    HEALTH_INSURED             90   92   94
    HH_ELECTRICITY             99   99   99
    MARRIAGES_CHILD            20   10   10
    MARRIAGES_CONSANGUINEOUS    0    0    0
    FOREST_HA                  50   51   52
    LAND_DEGRADED_HA            7    7    6
    VILLAGES_SPECIAL           20   15    5
    VILLAGES_INFRA             80   85   85
    VILLAGES_CULTURE_HOUSE     90   95  100
    CADRES_EM                  30   32   34
    COMMUNES                    7    5    5
    COMMUNE_SPECIAL             1    1    1
    COMMUNE_INFRA               5    4    4
    SDG_TARGETS_MET            85   90   95
    """)

  static func deliveries() -> [Delivery] {
    var before = SmallProvince(code: "68", communes: communesOf2024, course: course, years: [2024]).observations()
    // 23065 was made of itself and 23107, which sent nothing: half a commune, provisional.
    before.take(area: "23107")
    before += SmallProvince(code: "68", communes: communes, course: course, years: [2025]).observations()
    return [
      Delivery("lamdong_20260210.csv.gz", .csv1, in: .gzip, before),
      Delivery("lamdong-2026.sdmx", .flat, prepared: "2027-02-01T00:00:00+07:00", in: .gzip, of2026()),
    ]
  }

  private static func of2026() -> [Observation] {
    var records = SmallProvince(code: "68", communes: communes, course: course, years: [2026]).observations()
    // Three of five communes report housing: 60 %, below the coverage that is needed.
    for code in ["23065", "25114"] { records.take(area: code, measure: "HH_TEMP_HOUSING") }
    // Four Tày households, one of them poor.
    for (measure, count) in [("HH", 4), ("HH_POOR", 1), ("HH_ELECTRICITY", 4)] {
      records.append(households(of: "02", measure, count))
    }
    // A group that does not live there: `lamdong-withdrawn.xml` deletes it.
    records.append(households(of: "53", "HH", 40))
    // 24736 knows its minorities together only.
    let parts = records.take(area: "24736", group: "08") + records.take(area: "24736", group: "16")
    records += parts.summed(as: "EM")
    // Population by sex, half and half, without the total.
    records.replace(measure: "POP") { record in
      [Codes.male, Codes.female].map { sex in
        var half = record
        half.sex = sex
        half.value = .whole((record.value.tenths ?? 0) / 20)
        return half
      }
    }
    // Workers by month: of the Kinh to December, whose number is the year's; of the Cơ Ho to October.
    for (group, months) in [("01", 12), ("16", 10)] {
      records.replace(area: "24616", group: group, measure: "WORKERS") { record in
        (1...months).map { month in
          var monthly = record
          monthly.period = Bytes(month < 10 ? "2026-0\(month)" : "2026-\(month)")
          monthly.value = .whole((record.value.tenths ?? 0) / 10 - months + month)
          return monthly
        }
      }
    }
    return records
  }

  private static func households(of group: String, _ measure: String, _ count: Int) -> Observation {
    Observation(
      area: Bytes("24616"), group: Bytes(group), measure: Bytes(measure), period: Bytes("2026"), value: .whole(count),
      unit: Bytes("HH"))
  }
}

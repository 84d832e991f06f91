/// Tuyên Quang (08): communes that were merged and split in 2025, years 2024 to 2026.
///
/// Shows conversion from the codes of 2024 (00988 was divided between 00700 and 00994, by halves that are assumed),
/// statuses that convert by `any` and `all` and one that does not, slow and insufficient progress, forest below its
/// baseline, every way to say that a value is missing, and a group that one commune forgot.
enum TuyenQuang {
  private static let households = [("01", 100), ("02", 100), ("08", 200)]
  static let communes = SmallCommune.alike("00700 00808 00859 00865 00919 00994", households)
  static let communesOf2024 = SmallCommune.alike(
    "00700 00808 00811 00859 00862 00865 00919 00988 00994 01009", households)

  static let course = Course(
    """
    YEAR                     2024 2025 2026
    INCOME                     18   19   20
    HH_POOR                    44   40   35
    HH_NEAR_POOR               16   15   14
    WORKERS_NEW_NONAGRI         3    3    4
    WORKERS_NONAGRI            18   19   21
    WORKERS_SKILLED            30   31   32
    HH_FARM_COMMODITY          55   60   65
    HH_TEMP_HOUSING            12   10    8
    HH_UNPLANNED_MIGRATION      9    8    6
    HH_RELOCATED               30   40   50
    POP_15P_LITERATE           84   85   86
    IN_SCHOOL                  91   92   93
    HEALTH_INSURED             95   96   97
    HH_ELECTRICITY             96   97   98
    HH_CLEAN_WATER             65   68   70
    MARRIAGES_CHILD            20   20   30
    MARRIAGES_CONSANGUINEOUS   10   10    0
    FOREST_HA                  60   62   61
    LAND_DEGRADED_HA            5    5    6
    VILLAGES_SPECIAL           50   45   40
    VILLAGES_INFRA             50   55   60
    VILLAGES_CULTURE_HOUSE     70   75   80
    CADRES_EM                  50   52   54
    COMMUNES                   10    6    6
    COMMUNE_SPECIAL             2    2    2
    COMMUNE_NTM                 4    2    2
    COMMUNE_INFRA               5    4    4
    SDG_TARGETS_MET            72   74   78
    """)

  static func deliveries() -> [Delivery] {
    [
      Delivery("tuyenquang-old_20250310.csv.gz", .csv1, in: .gzip, of2024()),
      Delivery("tuyenquang_20260315.csv.gz", .csv2, in: .gzip, province([2025], vintage: "2025-07-01")),
      Delivery("DL-08", .flat, prepared: "2027-01-15T00:00:00Z", in: .gzip, of2026()),
    ]
  }

  private static func of2024() -> [Observation] {
    var records = SmallProvince(
      code: "08", communes: communesOf2024, course: course, years: [2024], vintage: "2024-01-01"
    ).observations()
    // New rural standards say nothing of a merged commune: the offices left them out, but for 00808, which is rejected
    // (`not_convertible`).
    for code in ["00700", "00811", "00862", "00865", "00988", "00994", "01009"] {
      records.take(area: code, measure: "COMMUNE_NTM")
    }
    return records
  }

  private static func of2026() -> [Observation] {
    var records = province([2026])
    // Land in square kilometres.
    for measure in ["LAND_HA", "FOREST_HA", "LAND_DEGRADED_HA"] {
      records.change(measure: measure) {
        $0.value = .whole(($0.value.tenths ?? 0) / 1000)
        $0.unit = Bytes("KM2")
      }
    }
    // Six ways to have no value; the figure beside a status that says missing does not count.
    let ways: [(String, Figure, String)] = [
      ("00700", .absent, ""), ("00808", .text(Codes.notANumber), ""), ("00859", .whole(70), "M"),
      ("00865", .whole(70), "L"), ("00919", .absent, "H"), ("00994", .absent, "O"),
    ]
    for (code, value, status) in ways {
      records.change(area: code, group: "02", measure: "HH_CLEAN_WATER") {
        $0.value = value
        $0.status = Bytes(status)
      }
    }
    // 00919 has Mông people, as earlier years show, and says nothing of them.
    records.take(area: "00919", group: "08")
    return records
  }

  private static func province(_ years: [Int], vintage: String = "") -> [Observation] {
    SmallProvince(code: "08", communes: communes, course: course, years: years, vintage: vintage).observations()
  }
}

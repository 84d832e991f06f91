/// Sơn La (14): five communes that no reform touched, years 2024 to 2030.
///
/// Shows the deadline: what is on track and then achieved, what holds in time and what does not, targets met exactly at
/// the threshold or within tolerance, an indicator at its best, and a year's condition that one early year broke.
enum SonLa {
  static let communes = SmallCommune.alike(
    "03760 03820 03901 03997 04099", [("01", 100), ("03", 200), ("08", 100)])

  static let course = Course(
    """
    YEAR                     2024 2025 2026 2027 2030
    INCOME                     15   16   18   22   30
    HH_POOR                    42   36   28   21    9
    HH_NEAR_POOR               15   14   12   11    8
    WORKERS_NEW_NONAGRI         1    2    2    3    4
    WORKERS_NONAGRI            20   22   24   27   35
    WORKERS_SKILLED            36   38   40   42   46
    HH_FARM_COMMODITY          60   65   70   75   80
    HH_TEMP_HOUSING            12    8    5    2    0
    HH_UNPLANNED_MIGRATION      3    3    3    4    6
    HH_RELOCATED               40   50   60   70   90
    POP_15P_LITERATE           80   82   84   86   90
    IN_SCHOOL                  90   91   92   93   96
    HEALTH_INSURED             94   95   95   96   98
    HH_ELECTRICITY             98   99  100  100  100
    HH_CLEAN_WATER             70   72   71   75   85
    MARRIAGES_CHILD            30   30   20   20   10
    MARRIAGES_CONSANGUINEOUS   10    0    0    0    0
    FOREST_HA                  45   46   46   47   47
    LAND_DEGRADED_HA            6    5    5    4    3
    VILLAGES_SPECIAL           45   40   30   20    0
    VILLAGES_INFRA             60   65   75   80   90
    VILLAGES_CULTURE_HOUSE     80   80   85   90  100
    CADRES_EM                  40   40   42   44   48
    COMMUNES                    5    5    5    5    5
    COMMUNE_SPECIAL             3    3    2    2    0
    COMMUNE_NTM                 1    1    2    2    4
    COMMUNE_INFRA               3    3    4    4    5
    SDG_TARGETS_MET            70   75   80   85   95
    """)

  static func deliveries() -> [Delivery] {
    var first = SmallProvince(code: "14", communes: communes, course: course, years: [2024, 2025, 2026]).observations()
    // Counted wrongly at first; `sonla-recount.xml` brings the 28 that the course says.
    first.change(area: "03760", group: "08", measure: "HH_POOR", period: "2026") { $0.value = .whole(48) }
    // One office estimated an income, another's number is provisional.
    first.change(area: "03820", group: "03", measure: "INCOME", period: "2026") { $0.status = Codes.estimated }
    first.change(area: "03901", group: "03", measure: "WORKERS_SKILLED", period: "2026") {
      $0.status = Codes.provisional
    }
    // The province's own count of households is not the sum of its communes (2,000): `inconsistent_total`.
    var total = first.first { Selection(area: "03760", group: "01", measure: "HH", period: "2026").contains($0) }!
    total.area = Bytes("14")
    total.group = Codes.total
    total.value = .whole(2100)
    first.append(total)
    let later = SmallProvince(
      code: "14", communes: communes, course: course, years: [2027, 2030], vintage: "2026-04-30")
    return [
      Delivery("sonla-2024-2026.xml.gz", .series, prepared: "2027-01-20T09:00:00+07:00", in: .gzip, first),
      Delivery("sonla-later_20310131.csv.gz", .csv2, in: .gzip, later.observations()),
    ]
  }
}

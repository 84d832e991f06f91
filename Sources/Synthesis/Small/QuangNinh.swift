/// Quảng Ninh (22): three communes, of which 06970 became 06978 on 30 April 2026; years 2025 and 2026.
///
/// Shows poverty of exactly 10 %, which fails, the commune whose code changed between quarters, quarters that are
/// complete, or not, and a whole group that a wildcard deletes.
enum QuangNinh {
  private static let households = [("01", 100), ("09", 100)]
  static let communesOf2025 = SmallCommune.alike("06841 06970 06985", households)
  static let communes = SmallCommune.alike("06841 06978 06985", households)

  static let course = Course(
    """
    YEAR                     2025 2026
    INCOME                     32   35
    HH_POOR                    12   10
    HH_NEAR_POOR                8    7
    WORKERS_NEW_NONAGRI         3    4
    WORKERS_NONAGRI            30   33
    WORKERS_SKILLED            38   41
    HH_FARM_COMMODITY          75   85
    HH_TEMP_HOUSING             1    0
    HH_UNPLANNED_MIGRATION      1    1
    HH_RELOCATED               80  100
    POP_15P_LITERATE           90   91
    IN_SCHOOL                  95   96
    HEALTH_INSURED             97   98
    HH_ELECTRICITY            100  100
    HH_CLEAN_WATER             80   84
    MARRIAGES_CHILD            10   20
    MARRIAGES_CONSANGUINEOUS    0    0
    FOREST_HA                  66   67
    LAND_DEGRADED_HA            3    2
    VILLAGES_SPECIAL           10    5
    VILLAGES_INFRA             85   90
    VILLAGES_CULTURE_HOUSE     95   95
    CADRES_EM                  20   22
    COMMUNES                    3    3
    COMMUNE_SPECIAL             0    0
    COMMUNE_NTM                 2    3
    COMMUNE_INFRA               2    3
    SDG_TARGETS_MET            92  100
    """)

  static func deliveries() -> [Delivery] {
    let before = SmallProvince(code: "22", communes: communesOf2025, course: course, years: [2025]).observations()
    return [
      Delivery("quangninh-2025.xml.gz", .flat, prepared: "2026-02-20T07:30:00Z", in: .gzip, before),
      Delivery("quangninh_20270125.csv.gz", .csv2, in: .gzip, of2026()),
    ]
  }

  private static func of2026() -> [Observation] {
    var records = SmallProvince(code: "22", communes: communes, course: course, years: [2026]).observations()
    // Ten marriages in four quarters. The first ended before the code changed: 06970 then, 06978 afterwards.
    records.replace(area: "06978", group: "09", measure: "MARRIAGES") { quarters($0, [1, 2, 3, 4]) }
    records.change(area: "06978", group: "09", measure: "MARRIAGES", period: "2026-Q1") { $0.area = Bytes("06970") }
    // Three quarters of eight workers: a year that is not complete.
    records.replace(area: "06985", group: "09", measure: "WORKERS_NEW_NONAGRI") { quarters($0, [2, 3, 3]) }
    // A whole group by mistake; `corrections_20270401.csv` deletes all of it at once.
    let kinh = records.filter { Selection(area: "06985", group: "01").contains($0) }
    records += kinh.map { record in
      var copy = record
      copy.group = Bytes("54")
      return copy
    }
    return records
  }

  private static func quarters(_ record: Observation, _ numbers: [Int]) -> [Observation] {
    numbers.enumerated().map { position, number in
      var quarter = record
      quarter.period = Bytes("2026-Q\(position + 1)")
      quarter.value = .whole(number)
      return quarter
    }
  }
}

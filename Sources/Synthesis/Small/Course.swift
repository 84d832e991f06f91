/// How a province fares over the years, as a table that can be read and checked by hand.
///
/// A row is a measure, a column a year: per cent of the measure's base (`SmallMeasure`), million VND a head for
/// `INCOME`, and for statuses how many of the communes have it, the first ones in order of code.
struct Course {
  let years: [Int]
  private let rows: [String: [Int]]

  init(_ table: String) {
    var lines = table.split(separator: "\n").map { $0.split(separator: " ") }
    years = lines.removeFirst().compactMap { Int($0) }
    rows = Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), $0.dropFirst().map { Int($0)! }) })
  }

  /// The number of a measure and year; nil where the table has no such row or year.
  func number(_ measure: String, _ year: Int) -> Int? {
    guard let column = years.firstIndex(of: year) else { return nil }
    return rows[measure]?[column]
  }

  /// The Kinh of every province, whom the programme's targets do not speak of.
  static let majority = Course(
    """
    YEAR                     2024 2025 2026 2027 2030
    INCOME                     60   63   66   70   80
    HH_POOR                     4    3    3    2    1
    HH_NEAR_POOR                3    3    2    2    1
    WORKERS_NEW_NONAGRI         4    4    4    4    4
    WORKERS_NONAGRI            50   52   54   56   60
    WORKERS_SKILLED            60   62   64   66   70
    HH_FARM_COMMODITY          85   85   90   90   95
    HH_TEMP_HOUSING             1    1    0    0    0
    HH_UNPLANNED_MIGRATION      1    0    0    0    0
    HH_RELOCATED               80   90  100  100  100
    POP_15P_LITERATE           97   97   98   98   99
    IN_SCHOOL                  97   98   98   99   99
    HEALTH_INSURED             93   94   95   96   97
    HH_ELECTRICITY            100  100  100  100  100
    HH_CLEAN_WATER             90   91   92   93   95
    MARRIAGES_CHILD             0    0    0    0    0
    MARRIAGES_CONSANGUINEOUS    0    0    0    0    0
    """)
}

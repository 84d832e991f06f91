/// Hưng Yên (33): four communes of the lowland, none of them in the programme; years 2025 and 2026.
///
/// Shows targets that are not applicable, communes that count for the national average alone, and two files without any
/// date, of which the one that comes later by name counts.
enum HungYen {
  static let communes =
    SmallCommune.alike("11953 11977 11980", [("01", 800)])
    + [SmallCommune(code: "11983", households: [("01", 800), ("55", 100)])]

  static let course = Course(
    """
    YEAR                     2025 2026
    INCOME                     63   66
    HH_POOR                     3    3
    COMMUNES                    0    0
    """)

  static func deliveries() -> [Delivery] {
    let records = SmallProvince(code: "33", communes: communes, course: course, years: [2025, 2026]).observations()
    var first = records
    first.change(area: "11977", measure: "HH_POOR", period: "2026") { $0.value = .whole(240) }
    let second = records.filter { Selection(area: "11977", measure: "HH_POOR", period: "2026").contains($0) }
    return [Delivery("hungyen-a.csv", .csv1, first), Delivery("hungyen-b.csv", .csv1, second)]
  }
}

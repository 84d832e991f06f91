/// Hưng Yên (33): four communes of the lowland, none of them in the programme; years 2025 and 2026.
///
/// Shows targets that are not applicable, communes that count for the national average alone, two files without any
/// date, of which the one that comes later by name counts, and a figure that cannot be.
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
    // 24 households of 800 are poor. Those beside them would be four more than there are, which no target stands on.
    first.replace(area: "11983", group: "01", measure: "HH_POOR", period: "2026") { poor in
      var nearPoor = poor
      nearPoor.measure = Bytes("HH_NEAR_POOR")
      nearPoor.value = .whole(780)
      return [poor, nearPoor]
    }
    let second = records.filter { Selection(area: "11977", measure: "HH_POOR", period: "2026").contains($0) }
    return [Delivery("hungyen-a.csv", .csv1, first), Delivery("hungyen-b.csv", .csv1, second)]
  }
}

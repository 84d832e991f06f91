/// A year of the national inbox, and how its deliveries write the codes of areas.
struct NationalYear {
  let year: Int
  let period: Bytes
  /// When the deliveries of the year were made.
  let prepared: String, date: String

  /// The years from 2024.
  static func first(_ count: Int) -> [NationalYear] {
    (2024..<2024 + count).map {
      NationalYear(
        year: $0, period: Bytes("\($0)"), prepared: "\($0 + 1)-02-15T08:30:00+07:00", date: "\($0 + 1)0215")
    }
  }

  /// Provinces that never restated 2024: their figures of that year come by the communes of the time.
  private static let keptOldCodes = ["04", "08", "12", "14", "68"]

  /// The vintage that a province's deliveries of the year use.
  func vintage(ofProvince code: String) -> String {
    switch year {
    case 2024: Self.keptOldCodes.contains(code) ? "2024-01-01" : "2025-07-01"
    case 2025: "2025-07-01"
    default: "2026-04-30"
    }
  }

  /// Whether each record must say so: the period alone would mean another vintage.
  func statesVintage(ofProvince code: String) -> Bool {
    year == 2024 && !Self.keptOldCodes.contains(code)
  }
}

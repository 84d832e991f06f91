/// What a province of the canonical vintage is roughly like.
///
/// Shares are orders of magnitude of the 2019 census and of the list of programme communes, for plausible fixtures and
/// nothing else.
struct ProvinceProfile {
  let code: String
  /// Of its communes, how many in a hundred are programme communes.
  let programme: Int
  /// Of the people in them, how many in a hundred are of minorities.
  let minorities: Int
  /// Its minority groups, the largest first; those that live everywhere come last.
  let groups: [String]

  /// All minority groups, known for or not; each province begins elsewhere.
  var anyGroups: [String] {
    let codes = (2...54).map { $0 < 10 ? "0\($0)" : "\($0)" }
    let start = (Int(code) ?? 0) % codes.count
    return Array(codes[start...] + codes[..<start])
  }

  static func of(_ code: String) -> ProvinceProfile {
    all.first { $0.code == code } ?? ProvinceProfile(code, 20, 15, "02 07 09")
  }

  private init(_ code: String, _ programme: Int, _ minorities: Int, _ groups: String) {
    self.code = code
    self.programme = programme
    self.minorities = minorities
    let own = groups.split(separator: " ").map(String.init)
    self.groups = own + Self.widespread.filter { !own.contains($0) }
  }

  private static let widespread = ["02", "03", "06", "07", "08", "09", "05", "04"]

  private static let all: [ProvinceProfile] = [
    ProvinceProfile("01", 5, 30, "06 02 09"),
    ProvinceProfile("04", 98, 95, "02 07 08 09 15 43"),
    ProvinceProfile("08", 94, 75, "02 08 09 15 07 38 25 46 47"),
    ProvinceProfile("11", 98, 84, "03 08 29 09 35 37 48 50"),
    ProvinceProfile("12", 98, 85, "03 08 09 35 25 41 42 45"),
    ProvinceProfile("14", 97, 84, "03 08 06 09 29 34 33 39"),
    ProvinceProfile("15", 88, 62, "08 02 09 25 07 03 40 49"),
    ProvinceProfile("19", 60, 50, "02 07 09 15 18 08"),
    ProvinceProfile("20", 95, 84, "07 02 09 15 08"),
    ProvinceProfile("22", 35, 35, "09 02 15 18 04"),
    ProvinceProfile("24", 20, 35, "07 02 15 18 09"),
    ProvinceProfile("25", 45, 65, "06 09 18 02 08"),
    ProvinceProfile("31", 1, 10, "04 02"),
    ProvinceProfile("33", 0, 5, "02"),
    ProvinceProfile("37", 4, 45, "06"),
    ProvinceProfile("38", 45, 60, "06 03 24 08 09 29"),
    ProvinceProfile("40", 42, 55, "03 24 29 08 53"),
    ProvinceProfile("42", 4, 20, "37 44 06"),
    ProvinceProfile("44", 32, 45, "23 31 44"),
    ProvinceProfile("46", 22, 40, "31 26 23"),
    ProvinceProfile("48", 35, 45, "26 14 27 30"),
    ProvinceProfile("51", 60, 55, "19 14 13 30 10 27 52 54"),
    ProvinceProfile("52", 65, 50, "10 13 17 19"),
    ProvinceProfile("56", 35, 45, "21 17 16"),
    ProvinceProfile("66", 60, 45, "12 20 07 10 03 13 17"),
    ProvinceProfile("68", 55, 40, "16 28 20 36 21 17 07 08"),
    ProvinceProfile("75", 20, 30, "22 32 20 04 05 28"),
    ProvinceProfile("79", 2, 15, "04 05 17 32"),
    ProvinceProfile("80", 5, 15, "05 17"),
    ProvinceProfile("82", 0, 5, "04 05"),
    ProvinceProfile("86", 25, 35, "05 04"),
    ProvinceProfile("91", 15, 35, "05 17 04"),
    ProvinceProfile("92", 22, 35, "05 04"),
    ProvinceProfile("96", 12, 25, "05 04"),
  ]
}

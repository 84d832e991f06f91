/// What an administrative unit is, as it stands before its name.
enum UnitType: Hashable {
  case province, city, district, urbanDistrict, town, commune, ward, township, specialZone

  /// Words before a name, with and without accents, and abbreviations; longer ones first where one begins another.
  private static let words: [(word: String, type: UnitType)] = [
    ("thị trấn", .township), ("thi tran", .township), ("thị xã", .town), ("thi xa", .town),
    ("thành phố", .city), ("thanh pho", .city), ("đặc khu", .specialZone), ("dac khu", .specialZone),
    ("phường", .ward), ("phuong", .ward), ("huyện", .district), ("huyen", .district), ("quận", .urbanDistrict),
    ("quan", .urbanDistrict), ("tỉnh", .province), ("tinh", .province), ("xã", .commune), ("xa", .commune),
    ("tt", .township), ("tx", .town), ("tp", .city), ("đk", .specialZone),
  ]
  /// Abbreviations that need their point, since many names begin with the letter.
  private static let abbreviations: [(word: String, type: UnitType)] = [
    ("t.t.", .township), ("t.x.", .town), ("t.p.", .city), ("tt.", .township), ("tx.", .town), ("tp.", .city),
    ("đk.", .specialZone), ("p.", .ward), ("q.", .urbanDistrict), ("h.", .district), ("x.", .commune),
    ("t.", .province),
  ]

  /// The ways to read a name: without a type, and with the type it begins with, if any.
  static func readings(of name: String) -> [(type: UnitType?, name: String)] {
    let text = name.normalizedC.trimmingSpace
    var readings: [(type: UnitType?, name: String)] = [(nil, text)]
    let lower = text.lowercased()
    func add(_ type: UnitType, _ length: Int) {
      let rest = String(text.dropFirst(length)).trimmingSpace
      if !rest.isEmpty { readings.append((type, rest)) }
    }
    if let found = abbreviations.first(where: { lower.hasPrefix($0.word) }) {
      add(found.type, found.word.count)
    } else if let found = words.first(where: { lower.hasPrefix($0.word) && lower.dropFirst($0.word.count).first == " " }
    ) {
      add(found.type, found.word.count)
    } else if let first = lower.first, lower.dropFirst().first?.isNumber == true, first == "p" || first == "q" {
      add(first == "p" ? .ward : .urbanDistrict, 1)
    }
    return readings
  }
}

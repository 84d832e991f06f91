import Definition
import Testing

@Suite("Areas by name") struct AreaNameTests {
  private func find(
    _ vintage: String, _ province: String, _ district: String, _ commune: String, area: String = ""
  ) throws -> AreaNameIndex.Result {
    let definition = try TableInbox.programmeDefinition()
    var name = DeliveredAreaName()
    (name.area, name.province, name.district, name.commune) = (area, province, district, commune)
    return try #require(definition.areaNames).index(try #require(definition.vintage(vintage))).find(name)
  }

  @Test(
    "one name in its ways",
    arguments: [
      ("Tỉnh Cao Bằng", "Huyện Bảo Lâm", "Xã Lý Bôn"), ("Cao Bằng", "Bảo Lâm", "Lý Bôn"),
      ("T. Cao Bằng", "H.Bảo Lâm", "X. Lý Bôn"),
      ("CAO BẰNG", "HUYỆN BẢO LÂM", "XÃ LÝ BÔN"), ("cao bang", "huyen bao lam", "xa ly bon"),
      ("Cao Bằng", "", "Lý Bôn"),
      ("", "Bảo Lâm", "Xã  Lý  Bôn "), ("", "", "Lý Bôn"), ("Cao Băng", "Bao Lâm", "Ly Bôn"),
    ])
  func spellings(province: String, district: String, commune: String) throws {
    let result = try find("2024-01-01", province, district, commune)
    // The name is Cao Bằng, without a tone Cao Băng.
    #expect(result.finding == .code("01294"))
  }

  @Test(
    "types, numbers, tones and apostrophes",
    arguments: [
      ("2024-01-01", "Lâm Đồng", "TP Đà Lạt", "P1", "24784"),
      ("2024-01-01", "Lâm Đồng", "TP. Bảo Lộc", "P. 01", "24823"),
      ("2024-01-01", "Hà Nội", "Q. Ba Đình", "Phúc Xá", "00001"),
      ("2024-01-01", "TP Hà Nội", "Quận Ba Đình", "Phường Phúc Xá", "00001"),
      ("2024-01-01", "Hoà Bình", "", "", "17"), ("2024-01-01", "Hòa Bình", "", "", "17"),
      ("2024-01-01", "TP.HCM", "", "", nil),
      ("2024-01-01", "TP.Hồ Chí Minh", "", "", "79"), ("2024-01-01", "Bà Rịa-Vũng Tàu", "", "", "77"),
      ("2025-07-01", "Lâm Đồng", "", "DRan", "24934"), ("2025-07-01", "Lâm Đồng", "", "D’ran", "24934"),
      ("2025-07-01", "Lâm Đồng", "", "Đam Rông 01", "24886"),
      ("2025-07-01", "Lâm Đồng", "", "Phường Xuân Hương-Đà Lạt", "24781"),
      ("2024-01-01", "Cả nước", "", "", "VN"), ("2024-01-01", "VIỆT NAM", "", "", "VN"),
      ("2024-01-01", "Toan quoc", "", "", "VN"),
      ("2024-01-01", "Cao Bằng", "Bảo Lâm", "TT. Pác Miầu", "01290"),
      ("2024-01-01", "Cao Bằng", "Bảo Lâm", "Thị Trấn Pác Miầu", "01290"),
      // Another type, another tone, another letter: another name.
      ("2024-01-01", "Cao Bằng", "Bảo Lâm", "Xã Pác Miầu", nil), ("2024-01-01", "Cao Bằng", "Bảo Lâm", "Lỳ Bôn", nil),
      ("2024-01-01", "Cao Bằng", "Bảo Lâm", "Lý Bon A", nil), ("2024-01-01", "Thành phố Cao Bằng", "", "", nil),
    ] as [(String, String, String, String, String?)])
  func readings(vintage: String, province: String, district: String, commune: String, code: String?) throws {
    let result = try find(vintage, province, district, commune)
    if let code {
      #expect(result.finding == .code(code))
    } else {
      guard case .unknown = result.finding else { Issue.record("\(result.finding)"); return }
    }
  }

  @Test("a name of several areas is never guessed")
  func ambiguity() throws {
    let several = try find("2024-01-01", "Cao Bằng", "", "Xã Hưng Đạo")
    guard case .ambiguous(let candidates) = several.finding else { Issue.record("\(several.finding)"); return }
    #expect(
      candidates == [
        "Xã Hưng Đạo, Huyện Bảo Lạc, Tỉnh Cao Bằng (01351)", "Xã Hưng Đạo, Thành phố Cao Bằng, Tỉnh Cao Bằng (01705)",
        "Xã Hưng Đạo, Huyện Nguyên Bình, Tỉnh Cao Bằng (01783)",
      ])
    #expect(several.dimension == .commune)
    #expect(try find("2024-01-01", "Cao Bằng", "Bảo Lạc", "Hưng Đạo").finding == .code("01351"))
    // Without its type it may be the town or the commune.
    #expect(try find("2024-01-01", "", "", "", area: "Lâm Đồng").finding == .code("68"))
    guard case .ambiguous = try find("2024-01-01", "", "", "", area: "Hòa Bình").finding else {
      Issue.record("several communes and a province are called Hòa Bình")
      return
    }
    #expect(try find("2024-01-01", "", "", "", area: "Tỉnh Hòa Bình").finding == .code("17"))
  }

  @Test("of unknown names the nearest are said")
  func suggestions() throws {
    #expect(
      try find("2024-01-01", "Cao Bằng", "Bảo Lâm", "Lý Bộn").finding
        == .unknown(["Xã Lý Bôn, Huyện Bảo Lâm, Tỉnh Cao Bằng (01294)"]))
    #expect(try find("2024-01-01", "Cao Báng", "Bảo Lâm", "Lý Bôn").dimension == .province)
    #expect(try find("2024-01-01", "Cao Báng", "", "").finding == .unknown(["Tỉnh Cao Bằng (04)"]))
    #expect(
      try find("2024-01-01", "Cao Bằng", "Bảo Lầm", "Lý Bôn").finding
        == .unknown([
          "Huyện Bảo Lâm, Tỉnh Cao Bằng", "Huyện Bảo Lạc, Tỉnh Cao Bằng",
        ]))
  }

  @Test(
    "every area is found by its own full name, in its district and province, or is one of several there",
    arguments: ["2024-01-01", "2025-07-01", "2026-04-30"])
  func everyArea(vintage: String) throws {
    let definition = try TableInbox.programmeDefinition()
    let names = try #require(definition.areaNames)
    let position = try #require(definition.vintage(vintage))
    for (code, name) in names.fullNames(position) {
      #expect(names.index(position).find(name).finding == .code(code), "\(name)")
    }
  }
}

@Suite("Ethnic groups by name") struct GroupNameTests {
  @Test(
    "names of the list, other names, spellings",
    arguments: [
      ("Kinh", "01"), ("Kinh (Việt)", "01"), ("Việt", "01"), ("H'Mông", "08"), ("Hmông", "08"), ("H’MÔNG", "08"),
      ("Mèo", "08"),
      ("Mông", "08"), ("Mong", "08"), ("dân tộc Mông", "08"), ("Người Mông", "08"), ("Cơ-ho", "16"), ("K'Ho", "16"),
      ("Co Ho", "16"), ("Ê-đê", "12"), ("Êđê", "12"), ("Ê Đê", "12"), ("Gia-rai", "10"), ("Jrai", "10"),
      ("Ba-na", "13"),
      ("Bahnar", "13"), ("Xê-đăng", "14"), ("Xơ-Đăng", "14"), ("Sedang", "14"), ("Khơ-me", "05"), ("Khmer", "05"),
      ("Miên", "05"),
      ("Hoa", "04"), ("Hán", "04"), ("Hoa (Hán)", "04"), ("Sán Chỉ", "15"), ("Cao Lan", "15"),
      ("Sán Chay (Cao Lan - Sán Chỉ)", "15"),
      ("Mơ-nông", "20"), ("M'Nông", "20"), ("Ra-glai", "21"), ("Raglai", "21"), ("X'tiêng", "22"), ("Stiêng", "22"),
      ("Bru-Vân Kiều", "23"), ("Vân Kiều", "23"), ("Thổ", "24"), ("Tày", "02"), ("Tay", "02"), ("Co", "30"),
      ("Cống", "48"),
      ("Pa-cô", nil), ("Pa-co", "31"), ("Khơ mú", "29"), ("Người nước ngoài", "55"), ("Không xác định", "NK"),
      ("Dân tộc thiểu số", "EM"), ("08", "08"),
      // Names of several, marks that the name does not have, totals, nothing.
      ("Chil", nil), ("Xá", nil), ("Cộng", nil), ("Hòa", nil), ("Tổng số", nil), ("Kinh và Hoa", nil),
    ] as [(String, String?)])
  func names(name: String, code: String?) throws {
    let finding = try TableInbox.programmeDefinition().groups.byName.find(name)
    if let code {
      #expect(finding == .code(code))
    } else {
      if case .code(let code) = finding { Issue.record("\(name) was taken for \(code)") }
    }
  }

  @Test("of several groups the candidates are said, of none the nearest")
  func candidates() throws {
    let names = try TableInbox.programmeDefinition().groups.byName
    #expect(names.find("Chil") == .ambiguous(["Cơ Ho (16)", "Mnông (20)"]))
    #expect(names.find("Xá Khao") == .ambiguous(["Kháng (33)", "La Ha (39)"]))
    #expect(names.find("Mườngg") == .unknown(["Mường (06)"]))
  }
}

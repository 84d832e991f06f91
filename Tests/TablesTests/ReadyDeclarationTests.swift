import Testing

/// The declarations of the programme, each on a file in the shape of the real thing; rows checked by hand.
@Suite("Ready declarations") struct ReadyDeclarationTests {
  @Test("the statistical office's population, years across")
  func statisticalOffice() throws {
    let inbox = try TableInbox()
    try inbox.deliver(fixture: "tables/gso-V02.03.csv")
    try inbox.run()
    let name = "gso-V02.03.csv"
    #expect(
      try inbox.observations(name) == [
        "VN _T _T POP 2022 99474400.0 A 4", "VN _T _T POP 2023 100309200.0 P 4",
        "VN _T M POP 2022 49597900.0 A 5", "VN _T M POP 2023 50010400.0 P 5",
        "VN _T F POP 2022 49876500.0 A 6", "VN _T F POP 2023 50298800.0 P 6",
        "02 _T _T POP 2022 892700.0 A 10", "02 _T _T POP 2023 899900.0 P 10",
        "04 _T _T POP 2022 543100.0 A 11", "04 _T _T POP 2023 missing P 11",
        "46 _T _T POP 2022 1160200.0 A 12", "46 _T _T POP 2023 1166500.0 P 12",
        "79 _T _T POP 2022 9389700.0 A 13", "79 _T _T POP 2023 9456700.0 P 13",
        "79 _T F POP 2022 4761800.0 A 14", "79 _T F POP 2023 4798900.0 P 14",
      ])
    #expect(try inbox.rejects(name).isEmpty)
    #expect(
      inbox.entries[name]?.notes == [
        "3 rows of others left out, as declared (where)", "1 column is of another year than declared",
      ])
    #expect(inbox.entries[name]?.structures == ["table:gso_population"])
  }

  @Test("the statistical office's population, years and sexes across, semicolons, a note below")
  func statisticalOfficeAcross() throws {
    let inbox = try TableInbox()
    try inbox.deliver(fixture: "tables/gso-V02.03-across.csv")
    try inbox.run()
    let name = "gso-V02.03-across.csv"
    #expect(inbox.entries[name]?.structures == ["table:gso_population_across"])
    #expect(
      try inbox.observations(name) == [
        "VN _T _T POP 2022 99474400.0 A 4", "VN _T M POP 2022 49597900.0 A 4", "VN _T F POP 2022 49876500.0 A 4",
        "VN _T _T POP 2023 100309200.0 P 4", "VN _T F POP 2023 50298800.0 P 4",
        "02 _T _T POP 2022 892700.0 A 6", "02 _T M POP 2022 451900.0 A 6", "02 _T F POP 2022 440800.0 A 6",
        "02 _T _T POP 2023 899900.0 P 6", "02 _T F POP 2023 missing P 6",
      ])
    #expect(try inbox.rejects(name).isEmpty)
  }

  @Test("an export of the World Bank's DataBank")
  func worldBankDataBank() throws {
    let inbox = try TableInbox()
    try inbox.deliver(fixture: "tables/worldbank-databank.csv")
    try inbox.run()
    let name = "worldbank-databank.csv"
    #expect(
      try inbox.observations(name) == [
        "VN _T _T POP 2015 92677082.0 A 3", "VN _T _T POP 2016 93640435.0 A 3", "VN _T _T POP 2024 missing A 3",
      ])
    #expect(try inbox.rejects(name).isEmpty)
  }

  @Test("the World Bank's bulk download, as published")
  func worldBank() throws {
    let inbox = try TableInbox()
    try inbox.deliver(fixture: "corpora/worldbank/API_SP.POP.TOTL_DS2_en_csv_v2.csv")
    try inbox.run()
    let name = "API_SP.POP.TOTL_DS2_en_csv_v2.csv"
    #expect(
      try inbox.observations(name) == ["VN _T _T POP 2015 91713300.0 A 261", "VN _T _T POP 2016 92701100.0 A 261"])
    #expect(try inbox.rejects(name).isEmpty)
    #expect(inbox.entries[name]?.format == "table worldbank_population_csv")
    #expect(
      inbox.entries[name]?.notes == [
        "263 rows of others left out, as declared (where)", "1 empty cell is no observation, as declared",
        "55 columns are of other years than declared",
      ])
  }

  @Test("the World Bank's XML")
  func worldBankXML() throws {
    let inbox = try TableInbox()
    try inbox.deliver(fixture: "tables/worldbank-SP.POP.TOTL.xml")
    try inbox.run()
    let name = "worldbank-SP.POP.TOTL.xml"
    #expect(
      try inbox.observations(name) == ["VN _T _T POP 2015 92677082.0 A 20", "VN _T _T POP 2016 93640435.0 A 26"])
    #expect(try inbox.rejects(name).isEmpty)
    #expect(
      inbox.entries[name]?.notes == [
        "2 rows of others left out, as declared (where)", "1 row of other years left out, as declared",
        "1 empty cell is no observation, as declared",
      ])
  }

  @Test("a ministry's poor households by commune and ethnic group")
  func poorHouseholds() throws {
    let inbox = try TableInbox()
    try inbox.deliver(fixture: "tables/ho-ngheo-2024.csv")
    try inbox.run()
    let name = "ho-ngheo-2024.csv"
    #expect(
      try inbox.observations(name) == [
        "01290 02 _T HH 2024 412.0 A 10", "01290 02 _T HH_POOR 2024 61.0 A 10",
        "01290 02 _T HH_NEAR_POOR 2024 40.0 A 10",
        "01290 08 _T HH 2024 1024.0 A 11", "01290 08 _T HH_POOR 2024 512.0 A 11",
        "01290 08 _T HH_NEAR_POOR 2024 101.0 A 11",
        "01294 08 _T HH 2024 1187.0 A 13", "01294 08 _T HH_POOR 2024 602.0 A 13",
        "01294 08 _T HH_NEAR_POOR 2024 95.0 A 13",
        "01294 09 _T HH 2024 96.0 A 14", "01294 09 _T HH_POOR 2024 0.0 A 14",
        "01294 09 _T HH_NEAR_POOR 2024 missing A 14",
        "01345 15 _T HH 2024 233.0 A 15", "01345 15 _T HH_POOR 2024 140.0 A 15",
        "01345 15 _T HH_NEAR_POOR 2024 missing A 15",
        "01768 09 _T HH 2024 310.0 A 16", "01768 09 _T HH_POOR 2024 122.0 A 16",
        "01768 09 _T HH_NEAR_POOR 2024 44.0 A 16",
        "24784 16 _T HH 2024 87.0 A 19", "24784 16 _T HH_POOR 2024 5.0 A 19",
        "24784 16 _T HH_NEAR_POOR 2024 7.0 A 19",
      ])
    let rejects = try inbox.rejects(name)
    #expect(rejects.map(\.line) == [17, 17, 17, 20, 20, 20, 21, 21, 21])
    #expect(rejects[0].code == "unknown_area" && rejects[0].field == "Xã" && rejects[0].value == "Xã Vũ Mình")
    #expect(rejects[0].remedy.contains("Xã Vũ Minh, Huyện Nguyên Bình, Tỉnh Cao Bằng (01762)"))
    #expect(rejects[3].code == "ambiguous_group" && rejects[3].field == "Dân tộc" && rejects[3].column == 25)
    #expect(rejects[3].message.contains("Cơ Ho (16); Mnông (20)"))
    #expect(rejects[6].code == "unknown_group" && rejects[6].value == "Xá")
    #expect(
      inbox.entries[name]?.notes == [
        "1 row with the numbers of the columns left out", "2 rows of totals left out, as declared",
        "2 rows with empty key cells left out", "2 rows of notes at the end not read, as declared",
      ])
  }

  @Test("a province's monthly report in UTF-16 with tabs")
  func monthlyReport() throws {
    let inbox = try TableInbox()
    try inbox.deliver(fixture: "tables/lamdong-thang3.txt")
    try inbox.run()
    let name = "lamdong-thang3.txt"
    #expect(
      try inbox.observations(name) == [
        "24886 _T _T HH_TEMP_HOUSING 2026-03 1204.0 A 5", "24877 _T _T HH_TEMP_HOUSING 2026-03 87.0 A 6",
        "24877 _T _T HH_ELECTRICITY 2026-03 missing A 7", "24934 _T _T FOREST_HA 2026-03 12345.75 A 8",
        "24781 _T _T HH_TEMP_HOUSING 2026-03 0.0 A 9",
      ])
    let rejects = try inbox.rejects(name)
    #expect(rejects.map(\.code) == ["unknown_area", "not_a_number"])
    #expect(rejects.map(\.line) == [10, 11])
    #expect(rejects[1].field == "Số liệu" && rejects[1].value == "1.20" && rejects[1].column == 32)
    #expect(rejects[1].remedy.contains("1.234,5"))
  }
}

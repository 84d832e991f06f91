/// Records and files that no rule allows, each with one mistake. Had one been used, a figure would be grossly wrong.
enum Mistakes {
  static func deliveries() -> [Delivery] {
    [
      Delivery("typed-by-hand_20270305.csv", text: table()),
      Delivery("cpi_20270110.csv", text: otherStructure),
      Delivery("codelists.xml", text: structureMessage),
      // Would move every poor household of Sơn La, but it was cut off on its way.
      Delivery("sonla-last-minute.xml.gz", .flat, prepared: "2027-05-01T08:00:00Z", in: .cutGzip, cutOff()),
    ]
  }

  private static func table() -> String {
    """
    STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,ETHNIC_GROUP,SEX,MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,\
    OBS_STATUS,CONF_STATUS,AREA_VINTAGE

    """ + rows.map { "datastructure,VN_EMMA:COMMUNE_OBS(1.0),\($0)\n" }.joined()
  }

  /// From `ACTION` on.
  private static let rows = [
    // missing_dimension: no sex
    "I,A,24616,16,,HH_POOR,2026,99,HH,,,,",
    // unknown_area: nowhere; a code that was given up in April 2026
    "I,A,99999,16,_T,HH_POOR,2026,99,HH,,,,",
    "I,A,06970,09,_T,HH_POOR,2026,99,HH,,,,",
    // unknown_group, unknown_sex, unknown_measure
    "I,A,24616,77,_T,HH_POOR,2026,99,HH,,,,",
    "I,A,24616,16,X,HH_POOR,2026,99,HH,,,,",
    "I,A,24616,16,_T,HH_RICH,2026,99,HH,,,,",
    // bad_period, period_out_of_range, frequency_mismatch
    "I,Q,24616,16,_T,WORKERS_NEW_NONAGRI,2026-Q5,99,PS,,,,",
    "I,A,24616,16,_T,HH_POOR,2062,99,HH,,,,",
    "I,Q,24616,16,_T,HH_POOR,2026,99,HH,,,,",
    // no_vintage: no list of communes is known of 2023; unknown_vintage
    "I,A,24616,16,_T,HH_POOR,2023,99,HH,,,,",
    "I,A,24616,16,_T,HH_POOR,2026,99,HH,,,,2020-01-01",
    // unknown_unit, bad_multiplier
    "I,A,24616,16,_T,HH_POOR,2026,99,KG,,,,",
    "I,A,24616,16,_T,HH_POOR,2026,99,HH,two,,,",
    // unknown_status, unknown_confidentiality
    "I,A,24616,16,_T,HH_NEAR_POOR,2026,99,HH,,Z,,",
    "I,A,24616,16,_T,HH_ELECTRICITY,2026,1,HH,,,X,",
    // not_a_number: a decimal comma; out_of_range: below nothing, and more than any commune has
    #"I,A,24616,16,_T,HH_POOR,2026,"99,5",HH,,,,"#,
    "I,A,24616,16,_T,HH_POOR,2026,-99,HH,,,,",
    "I,A,24616,16,_T,HH_UNPLANNED_MIGRATION,2026,99999999,HH,,,,",
    // not_a_status, group_not_allowed, wrong_level
    "I,A,24616,_T,_T,COMMUNE_SPECIAL,2026,2,COMMUNE,,,,",
    "I,A,24616,16,_T,LAND_HA,2026,9999,HA,,,,",
    "I,A,24616,_T,_T,SDG_TARGETS,2026,9999,TARGETS,,,,",
    // duplicate keys: with different values, both are rejected; with the same value, one counts
    "I,A,25114,16,_T,HH_POOR,2026,97,HH,,,,",
    "I,A,25114,16,_T,HH_POOR,2026,98,HH,,,,",
    "I,A,25114,16,_T,HH_NEAR_POOR,2026,8,HH,,,,",
    "I,A,25114,16,_T,HH_NEAR_POOR,2026,8,HH,,,,",
    // one canonical key by two vintages: 00811 was merged into 00808
    "I,A,00811,08,_T,HH_POOR,2024,97,HH,,,,2024-01-01",
    "I,A,00808,08,_T,HH_POOR,2024,98,HH,,,,2025-07-01",
    // unknown_action
    "X,A,24616,16,_T,HH_POOR,2026,99,HH,,,,",
    // field_count: a row without its end
    "I,A,24616,16,_T,HH_POOR,2026,99",
  ]

  private static func cutOff() -> [Observation] {
    let province = SmallProvince(code: "14", communes: SonLa.communes, course: SonLa.course, years: [2026])
    var records = province.observations()
    records = records.take(measure: "HH_POOR") + records.take(measure: "HH")
    records.change(measure: "HH_POOR") { $0.value = .whole(99) }
    return records
  }

  /// SDMX, but no structure that the pipeline declares.
  private static let otherStructure = """
    DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE
    VN_GSO:CPI(1.0),M,VN,2026-11,103.2
    VN_GSO:CPI(1.0),M,VN,2026-12,103.5

    """

  /// A message without data.
  private static let structureMessage = """
    <?xml version="1.0" encoding="UTF-8"?>
    <message:Structure xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
    xmlns:structure="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure" \
    xmlns:common="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
    <message:Header><message:ID>CODELISTS</message:ID><message:Test>false</message:Test>
    <message:Prepared>2026-12-01T00:00:00Z</message:Prepared><message:Sender id="VN_EMMA"/></message:Header>
    <message:Structures><structure:Codelists>
    <structure:Codelist id="CL_SEX" agencyID="SDMX" version="2.1"><common:Name xml:lang="en">Sex</common:Name>
    <structure:Code id="F"><common:Name xml:lang="en">Female</common:Name></structure:Code>
    </structure:Codelist>
    </structure:Codelists></message:Structures>
    </message:Structure>

    """
}

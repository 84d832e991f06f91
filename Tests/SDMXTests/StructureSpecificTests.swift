import SDMX
import Testing

@Suite("SDMX-ML structure-specific and compact")
struct StructureSpecificTests {
  private func read(
    _ body: String, dimension: String = "TIME_PERIOD", action: String = "Replace", chunk: Int = 1 << 20
  ) throws -> Ingested {
    try Ingested(
      XMLSamples.message(
        "StructureSpecificData", header: XMLSamples.structure(dimension),
        "<mes:DataSet ss:structureRef=\"S\" ss:dataScope=\"DataStructure\" xsi:type=\"x:DataSetType\" "
          + "action=\"\(action)\" UNIT=\"PS\">\(body)</mes:DataSet>"), chunk: chunk)
  }

  @Test("values come from data set, series and observation, the closest counts, in chunks of any size")
  func levels() throws {
    for chunk in [1, 5, 64, 1 << 20] {
      let message = try read(
        """
        <Series AREA="01" SEX="&lt;_T&#10;&amp;"><com:Annotations><com:Annotation/></com:Annotations>
          <Obs TIME_PERIOD="2026" OBS_VALUE="1"/>
          <Obs TIME_PERIOD="2027" OBS_VALUE="" UNIT="HH"
            STATUS="M"/></Series>
        <Series AREA="02"><Obs TIME_PERIOD="2026"/></Series>
        """, chunk: chunk)
      #expect(message.summary.format == "SDMX-ML 2.1 structure-specific (series)")
      #expect(message.summary.prepared == "2026-05-01T08:00:00+07:00")
      #expect(message.column("structure") == Array(repeating: "VN_EMMA:COMMUNE_OBS(1.0)", count: 3))
      #expect(message.column("action") == ["R", "R", "R"])
      #expect(message.column("AREA") == ["01", "01", "02"])
      #expect(message.column("SEX") == ["<_T\n&", "<_T\n&", "-"])
      #expect(message.column("UNIT") == ["PS", "HH", "PS"])
      #expect(message.column("OBS_VALUE") == ["1", "", "-"])
      #expect(message.column("STATUS") == ["-", "M", "-"])
      #expect(message.column("line") == ["12", "13", "15"])
      #expect(message.column("column") == ["3", "3", "19"])
    }
  }

  @Test("groups before, after and between their series say the same")
  func groups() throws {
    let group = "<Group xsi:type=\"x:Sibling\" AREA=\"01\" TITLE=\"Hà Nội\"/>"
    let other = "<Group xsi:type=\"x:Sibling\" AREA=\"09\" TITLE=\"none\"/>"
    let first = "<Series FREQ=\"A\" AREA=\"01\"><Obs TIME_PERIOD=\"2026\"/></Series>"
    let second = "<Series FREQ=\"Q\" AREA=\"01\"><Obs TIME_PERIOD=\"2027\"/></Series>"
    let third = "<Series FREQ=\"Q\" AREA=\"02\"><Obs TIME_PERIOD=\"2028\"/></Series>"
    for body in [
      group + other + first + second + third, first + group + second + other + third,
      first + second + third + other + group,
    ] {
      let message = try read(body)
      #expect(message.column("TITLE") == ["Hà Nội", "Hà Nội", "-"])
      #expect(message.column("TIME_PERIOD") == ["2026", "2027", "2028"])
      #expect(message.passes == (body.hasPrefix("<Group") ? 1 : 2))
    }
  }

  @Test("groups hold for flat observations, and only within their data set")
  func flatGroups() throws {
    let group = "<Group xsi:type=\"x:Sibling\" AREA=\"01\" NOTE=\"n\"/>"
    let message = try read(
      """
      \(group)<Obs AREA="01" TIME_PERIOD="2026" OBS_VALUE="1"/><Obs AREA="02" TIME_PERIOD="2026" OBS_VALUE="2"/>
      </mes:DataSet><mes:DataSet ss:structureRef="S" ss:action="Delete"><Obs AREA="01" TIME_PERIOD="2026"/>
      """, dimension: "AllDimensions")
    #expect(message.summary.format == "SDMX-ML 2.1 structure-specific (flat)")
    #expect(message.column("NOTE") == ["n", "-", "-"])
    #expect(message.column("UNIT") == ["PS", "PS", "-"])
    #expect(message.column("action") == ["R", "R", "D"])
  }

  @Test("a field that appears late, after the first batch was written, is in every record's schema")
  func lateField() throws {
    let many = (0..<70_000).map { "<Obs TIME_PERIOD=\"\($0)\"/>" }.joined()
    let message = try read("<Series AREA=\"01\">\(many)<Obs TIME_PERIOD=\"last\" LATE=\"x\"/></Series>")
    #expect(message.passes == 2)
    #expect(message.rows.count == 70_001)
    #expect(message.rows.first?["LATE"] == nil)
    #expect(message.rows.last?["LATE"] == "x")
    #expect(message.rows.last?["record"] == "70001")
  }

  @Test("SDMX 2.0 compact: groups by their ids, the key family of the header")
  func compact() throws {
    let message = try Ingested(
      """
      <CompactData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message" xmlns:v="urn:x">
        <Header><ID>x</ID><Prepared>2026-01-01</Prepared><KeyFamilyRef>COMMUNE_OBS</KeyFamilyRef>
          <KeyFamilyAgency>VN_EMMA</KeyFamilyAgency><DataSetAction>Update</DataSetAction></Header>
        <v:DataSet dataProviderID="P"><v:SiblingGroup AREA="01" TITLE="t"/>
          <v:Series FREQ="A" AREA="01"><v:Obs TIME_PERIOD="2026" OBS_VALUE="NaN"/></v:Series></v:DataSet>
      </CompactData>
      """)
    #expect(message.summary.format == "SDMX-ML 2.0 compact (series)")
    #expect(message.column("structure") == ["VN_EMMA:COMMUNE_OBS(1.0)"])
    #expect(message.column("action") == ["A"])
    #expect(message.column("TITLE") == ["t"])
    #expect(message.rows[0]["dataProviderID"] == nil)
  }

  @Test("SDMX 3.0: several measures, components as elements, groups of attributes, actions of their own")
  func three() throws {
    let message = try Ingested(
      XMLSamples.message(
        "StructureSpecificData", version: "v3_0",
        header: """
          <mes:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><com:Structure>
          urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=VN_EMMA:X(2.1.0)</com:Structure></mes:Structure>
          <mes:DataSetAction>Merge</mes:DataSetAction>
          """,
        """
        <mes:DataSet ss:structureRef="S"><Comp id="SRC"><Value>GSO</Value></Comp>
          <Atts AREA="01" TITLE="t"/>
          <Series AREA="01"><Comp id="WHO"><Value> a </Value><Value><com:Text>b <i>c</i></com:Text></Value></Comp>
            <Obs TIME_PERIOD="2026" M1="1" M2="2"/>
            <Obs TIME_PERIOD="2027" M1="1" ss:action="Delete"><Comp id="WHY"><Value>late</Value></Comp></Obs>
          </Series></mes:DataSet>
        """))
    #expect(message.column("structure") == ["VN_EMMA:X(2.1.0)", "VN_EMMA:X(2.1.0)"])
    #expect(message.column("action") == ["M", "D"])
    #expect(message.column("SRC") == ["GSO", "GSO"])
    #expect(message.column("TITLE") == ["t", "t"])
    #expect(message.column("WHO") == ["a;b c", "a;b c"])
    #expect(message.column("WHY") == ["-", "late"])
    #expect(message.column("M2") == ["2", "-"])
  }

  @Test("sets of attributes hold for the whole data set, for series, or for single observations, wherever they stand")
  func attributeSets() throws {
    let all = "<Atts TITLE=\"t\"><Comp id=\"SRC\"><Value>a</Value><Value>b</Value></Comp></Atts>"
    let some = "<Atts AREA=\"01\" TIME_PERIOD=\"2027\" NOTE=\"n\"/>"
    let series = """
      <Series AREA="01"><Obs TIME_PERIOD="2026"/><Obs TIME_PERIOD="2027"/></Series>
      <Series AREA="02"><Obs TIME_PERIOD="2027"/></Series>
      """
    let flat = """
      <Obs AREA="01" TIME_PERIOD="2026"/><Obs AREA="01" TIME_PERIOD="2027"/><Obs AREA="02" TIME_PERIOD="2027"/>
      """
    for observations in [series, flat] {
      for body in [all + some + observations, observations + some + all] {
        let message = try read(body)
        #expect(message.column("AREA") == ["01", "01", "02"])
        #expect(message.column("TIME_PERIOD") == ["2026", "2027", "2027"])
        #expect(message.column("TITLE") == ["t", "t", "t"])
        #expect(message.column("SRC") == ["a;b", "a;b", "a;b"])
        #expect(message.column("NOTE") == ["-", "n", "-"])
      }
    }
  }

  @Test("groups hold for those observations of a series alone whose dimension they name")
  func groupsOfObservations() throws {
    let groups = ["F", "M"].map { "<Group xsi:type=\"x:G\" AREA=\"01\" SEX=\"\($0)\" TITLE=\"t\($0)\"/>" }.joined()
    let message = try read(
      groups
        + """
        <Series AREA="01" TIME_PERIOD="2026"><Obs SEX="F"/><Obs SEX="_T"/><Obs SEX="M"/></Series>
        <Series AREA="02" TIME_PERIOD="2026"><Obs SEX="M"/></Series>
        """, dimension: "SEX")
    #expect(message.column("SEX") == ["F", "_T", "M", "M"])
    #expect(message.column("TITLE") == ["tF", "-", "tM", "-"])
  }

  @Test("series without observations are told, since a deletion may be meant")
  func emptySeries() throws {
    let message = try read("<Series AREA=\"01\"/><Series AREA=\"02\"><Obs TIME_PERIOD=\"2026\"/></Series><Series/>")
    #expect(message.column("AREA") == ["02"])
    #expect(message.summary.notes.contains("2 series without observations: only observations become records"))
  }

  @Test("a series to be deleted stands for all of its own, observations or not")
  func deletedSeries() throws {
    let message = try read(
      "<Series AREA=\"01\"/><Series AREA=\"02\"><Obs TIME_PERIOD=\"2026\"/></Series>", action: "Delete")
    #expect(message.column("AREA") == ["01", "02"])
    #expect(message.column("action") == ["D", "D"])
    #expect(message.column("TIME_PERIOD") == ["-", "2026"])
  }

  @Test("SDMX 1.0 compact: groups by their ids")
  func compactOne() throws {
    let message = try Ingested(
      """
      <CompactData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v1_0/message" xmlns:v="urn:x">
        <Header><ID>x</ID></Header>
        <v:DataSet><v:SiblingGroup AREA="01" TITLE="t"/>
          <v:Series AREA="01"><v:Obs TIME_PERIOD="2026"/></v:Series></v:DataSet>
      </CompactData>
      """)
    #expect(message.summary.format == "SDMX-ML 1.0 compact (series)")
    #expect(message.column("TITLE") == ["t"])
  }

  @Test("another dimension at the observation, also where the type of the observation is its value")
  func crossSection() throws {
    let message = try read(
      "<Series TIME_PERIOD=\"2026\"><Obs SEX=\"F\" OBS_VALUE=\"1\"/><Obs xsi:type=\"x:M\" OBS_VALUE=\"2\"/></Series>",
      dimension: "SEX")
    #expect(message.column("SEX") == ["F", "M"])
  }

  @Test("a delivered field may be called like a column of ours")
  func collision() throws {
    let message = try read("<Obs record=\"a\" line=\"b\" record_=\"c\"/>")
    #expect(message.rows[0]["record"] == "1")
    #expect(message.rows[0]["record__"] == "a")
    #expect(message.rows[0]["line_"] == "b")
    #expect(message.rows[0]["record_"] == "c")
  }
}

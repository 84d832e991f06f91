import SDMX
import Testing

@Suite("SDMX-ML generic")
struct GenericTests {
  private func value(_ id: String, _ value: String) -> String { "<g:Value id=\"\(id)\" value=\"\(value)\"/>" }

  @Test("series with attributes at every level, groups, another dimension at the observation")
  func series() throws {
    let message = try Ingested(
      XMLSamples.message(
        "GenericData", header: XMLSamples.structure("SEX"),
        """
        <mes:DataSet structureRef="S" action="Append"><g:Attributes>\(value("UNIT", "PS"))</g:Attributes>
          <g:Group type="G"><g:GroupKey>\(value("AREA", "01"))</g:GroupKey>
            <g:Attributes>\(value("TITLE", "t"))</g:Attributes></g:Group>
          <g:Series><g:SeriesKey>\(value("AREA", "01"))\(value("TIME_PERIOD", "2026"))</g:SeriesKey>
            <g:Attributes>\(value("DECIMALS", "0"))</g:Attributes>
            <g:Obs><g:ObsDimension value="F"/><g:ObsValue value="5"/>
              <g:Attributes>\(value("STATUS", "A"))</g:Attributes></g:Obs>
            <g:Obs><g:ObsDimension id="SEX" value="M"/></g:Obs></g:Series>
        </mes:DataSet>
        """))
    #expect(message.summary.format == "SDMX-ML 2.1 generic (series)")
    #expect(message.column("SEX") == ["F", "M"])
    #expect(message.column("OBS_VALUE") == ["5", "-"])
    #expect(message.column("STATUS") == ["A", "-"])
    for (field, expected) in ["AREA": "01", "TITLE": "t", "DECIMALS": "0", "UNIT": "PS", "action": "A"] {
      #expect(message.column(field) == [expected, expected])
    }
  }

  @Test("flat observations and several data sets of different structures")
  func flat() throws {
    let obs = { (area: String) in
      "<g:Obs><g:ObsKey>\(value("AREA", area))\(value("TIME_PERIOD", "2026"))</g:ObsKey><g:ObsValue value=\"1\"/></g:Obs>"
    }
    let message = try Ingested(
      XMLSamples.message(
        "GenericData",
        header: XMLSamples.structure("AllDimensions") + XMLSamples.structure("AllDimensions", id: "B", reference: "T"),
        """
        <mes:DataSet structureRef="S" action="Replace">\(obs("01"))\(obs("02"))</mes:DataSet>
        <mes:DataSet structureRef="T">\(obs("03"))</mes:DataSet>
        """))
    #expect(message.summary.format == "SDMX-ML 2.1 generic (flat)")
    #expect(message.column("AREA") == ["01", "02", "03"])
    #expect(message.column("structure") == ["VN_EMMA:COMMUNE_OBS(1.0)", "VN_EMMA:COMMUNE_OBS(1.0)", "VN_EMMA:B(1.0)"])
    #expect(message.column("action") == ["R", "R", ""])
  }

  @Test(
    "SDMX 2.0: concepts, time as text, series inside their group, in a message group too", arguments: [true, false])
  func two(inMessageGroup: Bool) throws {
    let root = inMessageGroup ? "MessageGroup" : "GenericData"
    let dataSet = inMessageGroup ? "generic:DataSet" : "DataSet"
    let message = try Ingested(
      """
      <\(root) xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"
        xmlns:generic="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/generic">
        <Header><Prepared>2026-01-01</Prepared><KeyFamilyAgency>VN_EMMA</KeyFamilyAgency></Header>
        <\(dataSet)><generic:KeyFamilyRef> COMMUNE_OBS </generic:KeyFamilyRef>
          <generic:Group type="Sibling"><generic:GroupKey><generic:Value concept="AREA" value="01"/></generic:GroupKey>
            <generic:Attributes><generic:Value concept="TITLE" value="t"/></generic:Attributes>
            <generic:Series><generic:SeriesKey><generic:Value concept="FREQ" value="A"/></generic:SeriesKey>
              <generic:Obs><generic:Time>2026</generic:Time><generic:ObsValue value="3"/><generic:Attributes>
                <generic:Value concept="STATUS" value="A"/></generic:Attributes></generic:Obs>
            </generic:Series></generic:Group>
        </\(dataSet)></\(root)>
      """)
    #expect(message.rows.count == 1)
    for (field, expected) in [
      "AREA": "01", "FREQ": "A", "TITLE": "t", "TIME_PERIOD": "2026", "OBS_VALUE": "3", "STATUS": "A",
      "structure": "VN_EMMA:COMMUNE_OBS(1.0)",
    ] {
      #expect(message.column(field) == [expected], "\(field)")
    }
  }

  @Test("a group whose key has the dimension at the observation holds for such observations alone")
  func groupsOfObservations() throws {
    let message = try Ingested(
      XMLSamples.message(
        "GenericData", header: XMLSamples.structure("SEX"),
        """
        <mes:DataSet structureRef="S">
          <g:Group type="G"><g:GroupKey>\(value("AREA", "01"))\(value("SEX", "F"))</g:GroupKey>
            <g:Attributes>\(value("TITLE", "t"))</g:Attributes></g:Group>
          <g:Series><g:SeriesKey>\(value("AREA", "01"))</g:SeriesKey>
            <g:Obs><g:ObsDimension value="F"/></g:Obs><g:Obs><g:ObsDimension value="M"/></g:Obs></g:Series>
          <g:Series><g:SeriesKey>\(value("AREA", "02"))</g:SeriesKey><g:Obs><g:ObsDimension value="F"/></g:Obs></g:Series>
        </mes:DataSet>
        """))
    #expect(message.column("SEX") == ["F", "M", "F"])
    #expect(message.column("TITLE") == ["t", "-", "-"])
  }

  private func envelope(_ body: String, _ address: String = "http://schemas.xmlsoap.org/soap/envelope/") -> String {
    """
    <soap:Envelope xmlns:soap="\(address)"><soap:Header/><soap:Body>
    <ws:DataResponse xmlns:ws="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/webservices">
    \(body)</ws:DataResponse></soap:Body></soap:Envelope>
    """
  }

  @Test(
    "a message in a SOAP envelope is read",
    arguments: ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"])
  func soap(address: String) throws {
    let obs = "<g:Obs><g:ObsDimension value=\"2026\"/><g:ObsValue value=\"5\"/></g:Obs>"
    let message = XMLSamples.message(
      "GenericData", header: XMLSamples.structure("TIME_PERIOD"),
      "<mes:DataSet structureRef=\"S\"><g:Series><g:SeriesKey>\(value("AREA", "01"))</g:SeriesKey>\(obs)</g:Series>"
        + "</mes:DataSet>")
    let inside = message.drop { $0 != "\n" }
    let read = try Ingested(envelope(String(inside), address))
    #expect(read.summary.format == "SDMX-ML 2.1 generic (series)")
    #expect(read.column("structure") == ["VN_EMMA:COMMUNE_OBS(1.0)"])
    #expect(read.column("OBS_VALUE") == ["5"])

    let structure = try Ingested(envelope(String(XMLSamples.message("Structure", "").drop { $0 != "\n" }), address))
    #expect(structure.summary.setAside != nil)
  }

  @Test("a SOAP envelope with a fault or with nothing of ours is refused")
  func emptySOAP() {
    for (body, code) in [("<soap:Fault/>", MessageError.Code.notSupported), ("<a/>", .notRecognised)] {
      let error = #expect(throws: MessageError.self) { try Ingested(envelope(body)) }
      #expect(error?.code == code)
    }
  }

  @Test("what the footer says is noted")
  func footer() throws {
    let message = XMLSamples.message("GenericData", "").replacing(
      "<mes:Message code=\"1\"/>",
      with: "<mes:Message code=\"413\" severity=\"Information\"><com:Text>Too\n  large</com:Text></mes:Message>")
    #expect(try Ingested(message).summary.notes == ["its footer says: Information 413: Too large"])
  }
}

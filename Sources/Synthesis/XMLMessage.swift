/// SDMX-ML 2.1 structure-specific, flat or by series.
struct XMLMessage: Message {
  enum Layout { case flat, series }

  private let layout: Layout
  private var bytes: Bytes = []
  /// Attributes of the series that is open; empty before the first one.
  private var openSeries: Bytes = []

  init(id: String, prepared: String, action: String, layout: Layout) {
    self.layout = layout
    let dimension = layout == .flat ? "AllDimensions" : "TIME_PERIOD"
    bytes = Bytes(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <message:StructureSpecificData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" \
      xmlns:common="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" \
      xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific">
      <message:Header>
      <message:ID>\(id)</message:ID>
      <message:Test>false</message:Test>
      <message:Prepared>\(prepared)</message:Prepared>
      <message:Sender id="VN_EMMA"/>
      <message:Structure structureID="COMMUNE_OBS" \
      namespace="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=VN_EMMA:COMMUNE_OBS(1.0)" \
      dimensionAtObservation="\(dimension)">
      <common:Structure><Ref agencyID="VN_EMMA" id="COMMUNE_OBS" version="1.0" class="DataStructure"/>\
      </common:Structure>
      </message:Structure>
      </message:Header>
      <message:DataSet ss:structureRef="COMMUNE_OBS" ss:dataScope="DataStructure" action="\(action)">

      """)
  }

  mutating func write(_ observation: Observation) {
    switch layout {
    case .flat:
      bytes.put("<Obs")
      putSeries(observation, &bytes)
      putObservation(observation)
    case .series:
      var series: Bytes = []
      putSeries(observation, &series)
      if series != openSeries {
        closeSeries()
        bytes.put("<Series")
        bytes.append(contentsOf: series)
        bytes.put(">\n")
        openSeries = series
      }
      bytes.put("<Obs")
      putObservation(observation)
    }
  }

  mutating func finish() -> Bytes {
    closeSeries()
    bytes.put("</message:DataSet>\n</message:StructureSpecificData>\n")
    return bytes
  }

  private mutating func closeSeries() {
    if !openSeries.isEmpty { bytes.put("</Series>\n") }
    openSeries = []
  }

  private func putSeries(_ observation: Observation, _ bytes: inout Bytes) {
    Self.put(" FREQ=\"", observation.writtenFrequency, &bytes)
    Self.put(" REF_AREA=\"", observation.area, &bytes)
    Self.put(" ETHNIC_GROUP=\"", observation.group, &bytes)
    Self.put(" SEX=\"", observation.sex, &bytes)
    Self.put(" MEASURE=\"", observation.measure, &bytes)
    Self.put(" UNIT_MEASURE=\"", observation.unit, &bytes)
    Self.put(" UNIT_MULT=\"", observation.multiplier, &bytes)
    Self.put(" AREA_VINTAGE=\"", observation.vintage, &bytes)
  }

  private mutating func putObservation(_ observation: Observation) {
    Self.put(" TIME_PERIOD=\"", observation.period, &bytes)
    if case .absent = observation.value {
    } else {
      bytes.put(" OBS_VALUE=\"")
      bytes.put(observation.value)
      bytes.put("\"")
    }
    Self.put(" OBS_STATUS=\"", observation.status, &bytes)
    Self.put(" CONF_STATUS=\"", observation.confidentiality, &bytes)
    Self.put(" COMMENT_OBS=\"", observation.comment, &bytes)
    bytes.put("/>\n")
  }

  /// An attribute; none where it is empty.
  private static func put(_ name: StaticString, _ value: Bytes, _ bytes: inout Bytes) {
    if value.isEmpty { return }
    bytes.put(name)
    for byte in value {
      switch byte {
      case UInt8(ascii: "&"): bytes.put("&amp;")
      case UInt8(ascii: "<"): bytes.put("&lt;")
      case UInt8(ascii: "\""): bytes.put("&quot;")
      default: bytes.append(byte)
      }
    }
    bytes.put("\"")
  }
}

/// SDMX-CSV 1.0 or 2.0.
struct CSVMessage: Message {
  enum Version { case one, two }

  private static let columns: StaticString = """
    FREQ,REF_AREA,ETHNIC_GROUP,SEX,MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,CONF_STATUS,\
    AREA_VINTAGE,COMMENT_OBS

    """

  private let version: Version
  private var bytes: Bytes = []

  init(version: Version) {
    self.version = version
    switch version {
    case .one: bytes.put("DATAFLOW,")
    case .two: bytes.put("STRUCTURE,STRUCTURE_ID,ACTION,")
    }
    bytes.put(Self.columns)
  }

  mutating func write(_ observation: Observation) {
    switch version {
    case .one:
      bytes.put("VN_EMMA:COMMUNE_OBS(1.0),")
    case .two:
      bytes.put("datastructure,VN_EMMA:COMMUNE_OBS(1.0),")
      put(observation.action)
    }
    put(observation.writtenFrequency)
    put(observation.area)
    put(observation.group)
    put(observation.sex)
    put(observation.measure)
    put(observation.period)
    if case .text(let text) = observation.value {
      put(text)
    } else {
      bytes.put(observation.value)
      bytes.append(UInt8(ascii: ","))
    }
    put(observation.unit)
    put(observation.multiplier)
    put(observation.status)
    put(observation.confidentiality)
    put(observation.vintage)
    putQuoted(observation.comment)
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func finish() -> Bytes { bytes }

  private mutating func put(_ field: Bytes) {
    putQuoted(field)
    bytes.append(UInt8(ascii: ","))
  }

  /// A field with quotation marks where it needs them (RFC 4180).
  private mutating func putQuoted(_ field: Bytes) {
    let mark = UInt8(ascii: "\"")
    guard field.contains(where: { $0 == UInt8(ascii: ",") || $0 == mark || $0 == UInt8(ascii: "\n") }) else {
      bytes.append(contentsOf: field)
      return
    }
    bytes.append(mark)
    for byte in field {
      if byte == mark { bytes.append(mark) }
      bytes.append(byte)
    }
    bytes.append(mark)
  }
}
